"""What each kind of cell becomes, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.imports.columns import BY_KEY, COLUMNS, Kind
from catalogue.imports.exceptions import ValueRefused
from catalogue.imports.numerals import INDONESIAN, NumberFormat, read_number
from catalogue.imports.table import Cell, CellError
from catalogue.imports.values import Reading, parse
from catalogue.imports.vocabulary import Vocabulary
from tests.hostile_text import hostile_lines

AMERICAN = NumberFormat(".", ",")
TEXT_COLUMNS = [column for column in COLUMNS if column.kind in (Kind.CODE, Kind.LINE, Kind.TEXT)]


def rule_of(cell: Cell, key: str, vocabulary: Vocabulary, numbers: NumberFormat = INDONESIAN) -> str:
    with pytest.raises(ValueRefused) as caught:
        parse(cell, BY_KEY[key], Reading(vocabulary, numbers))
    return caught.value.rule


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("sku", "  KRP 001 ", "KRP 001"),
        ("sku", 1.0, "1"),
        ("sku", 8991234567890.0, "8991234567890"),
        ("sku", 12, "12"),
        ("sku", "0012", "0012"),
        ("title", "Keripik\u00a0 tempe\n pedas", "Keripik tempe pedas"),
        ("title", "Kopi Cafe\u0301", "Kopi Café"),
        ("title", "Kera\u00adjinan\u200b rotan", "Kerajinan rotan"),
        ("title", "-Diskon- Kopi (250 g)", "-Diskon- Kopi (250 g)"),
        ("title", "+62 Kopi", "+62 Kopi"),
        ("description", "Baris satu\r\nBaris dua\rBaris tiga ", "Baris satu\nBaris dua\nBaris tiga"),
        ("description", "- Katun (100%)\n- Halus", "- Katun (100%)\n- Halus"),
        ("price", "Rp 1.250.000,00", Decimal(1250000)),
        ("price", "Rp18.500,-", Decimal(18500)),
        ("price", "IDR 18500", Decimal(18500)),
        ("price", 18500.0, Decimal(18500)),
        ("price", 18500.000000000004, Decimal(18500)),
        ("stock", "1.000", 1000),
        ("stock", 0, 0),
        ("width_cm", "12,5", Decimal("12.5")),
        ("width_cm", 12.5, Decimal("12.5")),
        ("is_made_to_order", "Ya", True),
        ("is_made_to_order", "NO", False),
        ("is_made_to_order", True, True),
        ("is_made_to_order", 0.0, False),
        ("unit", "Bungkus", "pak"),
        ("category", "makanan/camilan", 2),
        ("category", "FOOD › Snacks", 2),
        ("category", " camilan ", 2),
        ("product_class", "makanan & MINUMAN", 7),
    ],
)
def test_cells_become_values(key: str, cell: Cell, value: object, vocabulary: Vocabulary) -> None:
    parsed = parse(cell, BY_KEY[key], Reading(vocabulary))

    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("key", "cell", "rule"),
    [
        ("sku", 1e15, "sku.rounded"),
        ("sku", 123456789012345678, "sku.rounded"),
        ("sku", "8,99123E+12", "sku.rounded"),
        ("sku", "x" * 65, "text.too_long"),
        ("sku", True, "cell.truth"),
        ("sku", dt.date(2026, 1, 2), "cell.date"),
        ("title", "Ab", "text.too_short"),
        ("title", "\u200b\ufeff", "text.invisible"),
        ("title", "★ !!! ★", "text.no_words"),
        ("title", "Keripik\x00tempe", "text.control"),
        ("title", "Keripik \u202eepmet", "text.control"),
        ("title", "Keripik \ud800", "text.control"),
        ("title", "Nestl\ufffd", "text.damaged"),
        ("title", "=HYPERLINK(1)", "text.formula"),
        ("title", "+cmd|' /C calc'!A0", "text.formula"),
        ("title", "@SUM(1+1)", "text.formula"),
        ("title", "\t=1+1", "text.formula"),
        ("title", CellError("#REF!"), "cell.error"),
        ("title", dt.time(12), "cell.date"),
        ("size", dt.datetime(2026, 2, 1), "cell.date"),
        ("description", "x" * 10_001, "text.too_long"),
        ("price", "99", "number.too_small"),
        ("price", "-5.000", "number.too_small"),
        ("price", "99.999.999.999", "number.too_large"),
        ("price", "18.500,50", "number.whole"),
        ("price", "1,250", "number.whole"),
        ("price", "12.5", "number.format"),
        ("price", "1,250,000", "number.format"),
        ("price", "50 ribu", "number.format"),
        ("price", "50rb", "number.format"),
        ("price", "NaN", "number.format"),
        ("price", "Infinity", "number.format"),
        ("price", "1e5", "number.format"),
        ("price", "١٢٣٤", "number.format"),
        ("price", float("inf"), "number.format"),
        ("price", float("nan"), "number.format"),
        ("price", True, "cell.truth"),
        ("price", "1" * 5_000, "number.format"),
        ("stock", 1.5, "number.whole"),
        ("is_made_to_order", "mungkin", "boolean.unknown"),
        ("unit", "karung", "unit.unknown"),
        ("category", "Mobil", "category.unknown"),
        ("category", "Lain-lain", "category.ambiguous"),
        ("product_class", "Mobil", "class.unknown"),
    ],
)
def test_cells_are_refused_by_rule(key: str, cell: Cell, rule: str, vocabulary: Vocabulary) -> None:
    assert rule_of(cell, key, vocabulary) == rule


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,250.50", "1250.5"), ("Rp 18,500", "18500"), ("1250.00", "1250"), ("0.270", "0.27")],
)
def test_number_format_of_the_file_decides(text: str, number: str) -> None:
    assert read_number(text, AMERICAN) == Decimal(number)


def test_both_meanings_of_an_unclear_number_are_never_mixed() -> None:
    assert read_number("1.250", INDONESIAN) == 1250
    assert read_number("1.250", AMERICAN) == Decimal("1.25")


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_written_numbers_are_read_back(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    indonesian = english.translate(str.maketrans(",.", ".,"))

    assert (
        read_number(english, AMERICAN)
        == read_number(indonesian, INDONESIAN)
        == Decimal(f"{whole}.{cents:02}")
    )


@given(st.text())
def test_any_text_is_either_stored_as_it_can_be_or_refused(text: str) -> None:
    empty = Reading(Vocabulary({}, {}, {}, {}))

    for column in COLUMNS:
        try:
            value = parse(text, column, empty)
        except ValueRefused:
            continue
        str(value).encode("utf-8")
        assert "\x00" not in str(value)


def test_every_hostile_line_is_either_stored_whole_or_refused_by_rule(vocabulary: Vocabulary) -> None:
    lines = hostile_lines()
    refused: dict[str, int] = {}

    for line in lines:
        for column in TEXT_COLUMNS:
            try:
                value = parse(line, column, Reading(vocabulary))
            except ValueRefused as error:
                refused[error.rule] = refused.get(error.rule, 0) + 1
            else:
                assert isinstance(value, str)
                assert 0 < len(value) <= column.longest

    assert len(lines) > 400
    texts = {"control", "damaged", "formula", "invisible", "no_words", "too_long", "too_short"}
    assert set(refused) <= {"sku.rounded", *(f"text.{name}" for name in texts)}
