"""Dates and numbers read as people in Indonesia write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format, number_format


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


def test_thousands_are_set_apart_by_points_in_indonesian() -> None:
    with translation.override("id"):
        written = number_format(Decimal("1250000"))

    assert written == "1.250.000"
