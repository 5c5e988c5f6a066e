"""WIB, WITA and WIT: which zone a region keeps, and how its times are written."""

import csv
import datetime as dt
import gzip

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalogue.templatetags.zones import moment_in, time_in
from catalogue.zones import WIB, WIT, WITA, ZONES, Zone, days_by_zone, zone_of
from shops.regions.services import DATA

TWO_UTC = dt.datetime(2026, 11, 21, 2, 0, tzinfo=dt.UTC)
HALF_PAST_ELEVEN_WIB = dt.datetime(2026, 11, 21, 16, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("place", "code", "zone"),
    [
        ("Aceh", "11", WIB),
        ("Kota Semarang", "33.74", WIB),
        ("Kalimantan Barat", "61", WIB),
        ("Kota Palangka Raya", "62.71", WIB),
        ("Kalimantan Selatan", "63", WITA),
        ("Kalimantan Timur", "64", WITA),
        ("Kalimantan Utara", "65", WITA),
        ("a village in Denpasar", "51.71.01.1001", WITA),
        ("Nusa Tenggara Barat", "52", WITA),
        ("Nusa Tenggara Timur", "53", WITA),
        ("Sulawesi Utara", "71", WITA),
        ("Sulawesi Barat", "76", WITA),
        ("Maluku Utara", "82", WIT),
        ("Kota Jayapura", "91.71", WIT),
        ("Papua Barat Daya", "96", WIT),
    ],
)
def test_a_place_keeps_the_time_of_its_province(place: str, code: str, zone: Zone) -> None:
    assert zone_of(code) == zone, place


def test_every_province_lies_in_exactly_one_zone() -> None:
    with gzip.open(DATA / "provinces.csv.gz", "rt", encoding="utf-8") as rows:
        provinces = sorted(row["code"] for row in csv.DictReader(rows))

    placed = sorted(code for zone in ZONES for code in zone.provinces)

    assert placed == provinces


@given(st.text(max_size=13))
def test_a_code_of_nowhere_keeps_the_time_of_the_capital(code: str) -> None:
    known = {province for zone in ZONES for province in zone.provinces}

    zone = zone_of(code)

    assert zone == WIB or code[:2] in known


def test_the_date_changes_first_in_the_east() -> None:
    days = days_by_zone(HALF_PAST_ELEVEN_WIB)

    assert {zone.label: day.day for zone, day in days.items()} == {"WIB": 21, "WITA": 22, "WIT": 22}


@pytest.mark.parametrize(
    ("language", "code", "written"),
    [
        ("id", "33.74", "pukul 09.00 WIB"),
        ("id", "51.71", "pukul 10.00 WITA"),
        ("id", "91.71", "pukul 11.00 WIT"),
        ("en", "33.74", "09:00 WIB"),
        ("en", "91.71", "11:00 WIT"),
    ],
)
def test_a_time_of_day_is_the_regions_and_says_so(language: str, code: str, written: str) -> None:
    with translation.override(language):
        shown = time_in(TWO_UTC, code)

    assert shown == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("id", "22 November 2026, pukul 01.30 WIT"), ("en", "22 November 2026, 01:30 WIT")],
)
def test_a_moment_has_the_date_of_the_region(language: str, written: str) -> None:
    with translation.override(language):
        shown = moment_in(HALF_PAST_ELEVEN_WIB, "91.71")

    assert shown == written


def test_a_moment_without_a_zone_is_one_of_the_site() -> None:
    assert time_in(dt.datetime(2026, 11, 21, 9, 0), "51.71") == "pukul 10.00 WITA"


def test_a_template_asks_for_the_time_of_a_region() -> None:
    text = "{% load zones %}{{ at|time_in:region }}; {{ at|moment_in:nowhere }}"

    shown = Template(text).render(Context({"at": TWO_UTC, "region": "51.71", "nowhere": None}))

    assert shown == "pukul 10.00 WITA; 21 November 2026, pukul 09.00 WIB"


def test_no_moment_shows_nothing() -> None:
    assert (time_in(None, "33.74"), moment_in(None, "33.74")) == ("", "")
