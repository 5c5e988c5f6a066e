"""What the project's own files say to people, and the catalogues that say it in Indonesian."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from tests.project.sources import LOWER_ROOMS, ROOT, named, python_files, tracked

#: The functions of gettext and the places of their arguments: text, plural, and the context with a "c".
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
#: Each room keeps the words for what it says; the site's packages share one catalogue.
ROOMS = (*LOWER_ROOMS, "site")
#: `%(name)s`, `%s` and `{name}`, and what is marked up; a `%` of a percentage ("40 % and more") is none.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
#: What the house does not say, and what it says instead.
OTHER_WORDS = {
    r"\banda\b|\b[Kk]amu\b|\b[Kk]au\b": "Anda",
    r"\b[Ee]mail\b|\b[Ss]urel\b": "e-mail",
    r"\b[Ss]ilahkan\b": "silakan",
    r"\b[Kk]adaluw?arsa\b": "kedaluwarsa",
    r"\b[Gg]erai\b|\b[Ll]apak\b|\b[Mm]erchant\b": "toko",
    r"\b[Pp]edagang\b|\b[Vv]endor\b": "penjual",
    r"\b[Tt]roli\b": "keranjang",
    r"\b[Dd]eskripsi\b": "uraian",
    r"\b[Kk]elas produk\b": "jenis produk",
    r"\b[Mm]engkonfirmasi\b|\b[Mm]erubah\b": "memastikan, mengubah",
}


class Said(NamedTuple):
    """One text that people see, as gettext looks it up."""

    context: str | None
    text: str
    plural: str | None


def catalogue_path(room: str) -> Path:
    """Where the room's Indonesian words are kept."""
    return ROOT / room / "locale" / "id" / "LC_MESSAGES" / "django.po"


@cache
def catalogue(room: str) -> polib.POFile:
    """The room's Indonesian words; an OSError names the line that cannot be parsed."""
    return polib.pofile(str(catalogue_path(room)))


def words_of(entry: polib.POEntry) -> list[str]:
    """The Indonesian words of an entry: one text, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def not_our_words(entries: polib.POFile) -> dict[str, str]:
    """The texts that hold a word of `OTHER_WORDS`, each with the word to say instead."""
    # Placeholders are names for programs: `%(email)s` is no word.
    words = [PLACEHOLDER.sub("", text) for entry in entries for text in words_of(entry)]
    return {text: ours for other, ours in OTHER_WORDS.items() for text in words if re.search(other, text)}


def said_in_python(source: str) -> Iterator[Said]:
    """The texts that Python source hands to gettext."""
    found = extract_python(BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, arguments, _comments in found:
        texts = [arguments] if isinstance(arguments, str) else list(arguments)
        context = texts.pop(0) if "pgettext" in function else None
        plural = texts[1] if "ngettext" in function or "npgettext" in function else None
        if texts[0]:
            yield Said(context, texts[0], plural)


def hidden_names_in(source: str) -> list[str]:
    """The names under which gettext's functions are imported and would not be found: `gettext as say`."""
    imports = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    return [
        alias.asname
        for node in imports
        for alias in node.names
        if node.module == "django.utils.translation" and alias.name in KEYWORDS
        if alias.asname and KEYWORDS.get(alias.asname) != KEYWORDS[alias.name]
    ]


def said_in_template(source: str) -> Iterator[Said]:
    """The texts that a template's tags and filters hand to gettext."""
    lines = templatize(source).splitlines()
    return said_in_python("\n".join(line.strip() for line in lines) + "\n")


@cache
def said_by(room: str) -> dict[Said, str]:
    """Every text of a room, with the file that says it."""
    said: dict[Said, str] = {}
    for path in _files(room):
        source = path.read_text(encoding="utf-8")
        extract = said_in_python if path.suffix == ".py" else said_in_template
        said.update(dict.fromkeys(extract(source), named(path)))
    return said


def _files(room: str) -> Iterator[Path]:
    folder = ROOT / room
    yield from (path for path in python_files() if path.is_relative_to(folder))
    for path in tracked():
        if path.is_relative_to(folder) and path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield path
