"""The guides say what the code does, in both languages."""

import re
import tomllib
from pathlib import Path

import polib
import pytest
from django.utils import translation

from catalogue.imports.columns import BY_HEADER, COLUMNS, Column, header_key
from catalogue.imports.guide import refreshed
from catalogue.imports.mapping import read_mapping
from catalogue.imports.rules import RULES
from catalogue.imports.values import Reading, parse
from catalogue.imports.vocabulary import Vocabulary

ROOT = Path(__file__).parents[3]
GUIDES = {"id": ROOT / "docs" / "guides" / "import.md", "en": ROOT / "docs" / "guides" / "import.en.md"}
TRANSLATIONS = ROOT / "catalogue" / "locale" / "id" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("language", GUIDES)
def test_tables_of_the_guide_are_the_columns_and_rules(language: str) -> None:
    text = GUIDES[language].read_text(encoding="utf-8")

    with translation.override(language):
        fresh = refreshed(text)

    assert fresh == text, "write the tables anew with scripts/write_import_guides.py"
    assert all(f"`{code}`" in text for code in RULES)
    assert all(
        f"**{column.header_id if language == 'id' else column.header_en}**" in text for column in COLUMNS
    )


@pytest.mark.parametrize("language", GUIDES)
def test_mapping_in_the_guide_is_valid(language: str) -> None:
    text = GUIDES[language].read_text(encoding="utf-8")

    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)

    assert example
    assert read_mapping(tomllib.loads(example[1])).scale


def test_every_rule_has_its_words_in_indonesian() -> None:
    entries = {entry.msgid: entry.msgstr for entry in polib.pofile(str(TRANSLATIONS))}

    for rule in RULES.values():
        with translation.override(None):
            sources = (str(rule.message), str(rule.remedy))
        for source in sources:
            placeholders = sorted(re.findall(r"\{\w+\}", source))
            assert sorted(re.findall(r"\{\w+\}", entries[source])) == placeholders


def test_no_two_columns_share_a_heading() -> None:
    headings = [header_key(name) for column in COLUMNS for name in {*map(header_key, column.headers)}]

    assert len(headings) == len(set(headings)) == len(BY_HEADER)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_example_of_a_column_is_one_that_its_parser_takes(column: Column, vocabulary: Vocabulary) -> None:
    value = parse(column.example, column, Reading(vocabulary))

    assert value not in ("", None)
