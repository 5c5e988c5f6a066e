"""Typing a place: what is found, and that an index answers."""

from typing import Any

import pytest

from shops.factories import RegionFactory
from shops.registration.queries import find_places, place_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places() -> None:
    for code in ("33.74.01.1001", "35.73", "35.07", "35.77"):
        RegionFactory(code=code)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("miroto", ["33.74.01.1001"]),
        ("MIROTO, Semarang", ["33.74.01.1001"]),
        ("miroto jawa tengah", ["33.74.01.1001"]),
        ("miroto malang", []),
        ("malang", ["35.07", "35.73"]),
        ("kota malang", ["35.73"]),
        ("jawa", []),
        ("", []),
        ("%", []),
        ("\x00", []),
    ],
)
def test_place_is_found_by_the_beginning_of_its_name(words: str, codes: list[str]) -> None:
    assert [place.code for place in find_places(words)] == codes


def test_place_says_what_holds_it() -> None:
    place = place_at("33.74.01.1001")

    assert place is not None
    assert place.label == "Miroto, Semarang Tengah, Kota Semarang, Jawa Tengah"
    assert place_at("33") is None


@pytest.mark.parametrize("words", ["malang", "miroto semarang"])
def test_typing_costs_few_queries(words: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        find_places(words)
