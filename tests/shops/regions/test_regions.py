import json
import time

import pytest
from django.core.management import call_command

from shops.regions.models import Region
from shops.regions.services import load_regions

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def all_regions(django_db_setup: None, django_db_blocker: pytest.FixtureDef):
    with django_db_blocker.unblock():
        started = time.process_time()
        report = load_regions()
        yield report, time.process_time() - started
        Region.objects.all()._raw_delete("default")


def test_every_shipped_region_is_loaded_within_half_a_minute(all_regions):
    report, seconds = all_regions

    counts = [Region.objects.filter(level=level).count() for level in (1, 2, 3, 4)]

    assert counts == [38, 514, 7_285, 83_762]
    assert report.added == 91_599
    assert seconds < 30


def test_loading_again_changes_nothing(all_regions):
    report = load_regions()

    assert (report.added, report.changed, report.unchanged) == (0, 0, 91_599)


def test_the_command_reports_in_json(all_regions, capsys):
    call_command("load_regions", "--json")

    assert json.loads(capsys.readouterr().out) == {"added": 0, "changed": 0, "unchanged": 91_599}


def test_loading_again_mends_what_was_altered(all_regions):
    Region.objects.filter(code="33.74").update(name="Kota Lain", population=1)

    report = load_regions()

    assert report.changed == 1
    assert Region.objects.get(code="33.74").name == "Kota Semarang"


def test_a_region_holds_all_below_it_and_no_other(all_regions):
    codes = set(Region.objects.within("33.74").values_list("code", flat=True))

    assert "33.74" in codes
    assert all(code == "33.74" or code.startswith("33.74.") for code in codes)
    assert len(codes) == 1 + 16 + 177  # the city, its districts, their villages


def test_the_regions_above_come_from_the_province_down(all_regions):
    above = Region.objects.above("33.74.01.1001").values_list("code", flat=True)

    assert list(above) == ["33", "33.74", "33.74.01"]


def test_every_region_lies_in_the_one_its_code_names(all_regions):
    misplaced = [
        code
        for code, parent in Region.objects.filter(level__gt=1).values_list("code", "parent_id").iterator()
        if code.rpartition(".")[0] != parent
    ]

    assert misplaced == []


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("semarang", "33.74"),
        ("SEMARANG", "33.74"),
        ("kota mal", "35.73"),
        ("palangka", "62.71"),
        ("aceh", "11"),
    ],
)
def test_search_by_name_puts_the_larger_and_closer_name_first(all_regions, words, first):
    found = Region.objects.named(words)

    codes = [region.code for region in found[:3]]

    assert first in codes


@pytest.mark.parametrize("words", ["", "   ", "%", "_", "'; DROP TABLE", "\x00", "é"])
def test_search_by_odd_names_answers_without_an_error(all_regions, words):
    found = list(Region.objects.named(words)[:5])

    assert len(found) <= 5


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("33.74", "Asia/Jakarta"),
        ("62.71", "Asia/Jakarta"),
        ("51.71", "Asia/Makassar"),
        ("91.71", "Asia/Jayapura"),
    ],
)
def test_a_region_knows_its_time_zone(code, zone):
    assert Region(code=code).zone.name == zone
