"""Dates and numbers read as people in Indonesia write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format, localize

from catalogue.templatetags.money import rupiah


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_date_is_written_day_month_year_in_full(language: str) -> None:
    with translation.override(language):
        written = date_format(date(2026, 11, 21))

    assert written == "21 November 2026"


@pytest.mark.parametrize(("language", "written"), [("id", "9 Mei 2026, 14.05"), ("en", "9 May 2026, 14:05")])
def test_a_moment_names_the_month_in_the_language(language: str, written: str) -> None:
    with translation.override(language):
        shown = date_format(datetime(2026, 5, 9, 14, 5), "DATETIME_FORMAT")

    assert shown == written


@pytest.mark.parametrize(
    ("language", "amount", "written"),
    [
        ("id", Decimal("1250000"), "1.250.000"),
        ("en", Decimal("1250000"), "1,250,000"),
        ("id", 1234, "1.234"),
        ("en", 1234, "1,234"),
        ("id", 999, "999"),
        ("id", Decimal("1234.5"), "1.234,5"),
        ("en", Decimal("1234.5"), "1,234.5"),
    ],
)
def test_a_number_has_the_marks_of_the_language(language: str, amount: Decimal | int, written: str) -> None:
    with translation.override(language):
        shown = localize(amount)

    assert shown == written


@pytest.mark.parametrize("language", ["id", "en"])
def test_money_is_written_alike_in_both_languages(language: str) -> None:
    with translation.override(language):
        written = rupiah(Decimal("1250000"))

    assert written == "Rp\u00a01.250.000"
