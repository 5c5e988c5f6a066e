"""Ranking on real listings: 1,310 products of Indonesian shops."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from search.analysis import is_stop_word, split_words
from search.contract import SearchRequest
from search.documents import ProductDocument
from search.engines.embedded.engine import EmbeddedEngine
from search.factories import make_document

LISTINGS = Path(__file__).parents[1] / "data" / "listings" / "products_derived.csv"


@lru_cache(maxsize=1)
def listings() -> list[dict[str, str]]:
    with LISTINGS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents() -> Iterator[ProductDocument]:
    for number, row in enumerate(listings(), 1):
        yield make_document(
            number,
            row["name"],
            category=[row["category"].lower()],
            category_names=[row["category"]],
            region_names=[row["seller_city"]],
            shop_name=f"Toko {number % 40}",
        )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("relevance"))
    engine.rebuild(documents())
    return engine


def telling_words(title: str) -> list[str]:
    return [word for word in dict.fromkeys(split_words(title)) if len(word) > 3 and not is_stop_word(word)]


def share_found(engine: EmbeddedEngine, spoil: bool) -> float:
    chance = random.Random(7)
    found = asked = 0
    for number, row in enumerate(listings(), 1):
        words = telling_words(row["name"])
        if number % 5 or len(words) < 4:
            continue
        words = chance.sample(words, 3)
        if spoil:
            place = chance.randint(1, len(words[0]) - 1)
            words[0] = words[0][:place] + words[0][place + 1 :]
        page = engine.search(SearchRequest(words=" ".join(words), page_size=10))
        asked += 1
        found += any(listings()[hit.id - 1]["name"] == row["name"] for hit in page.hits)
    return found / asked


def test_three_words_of_a_title_bring_it_to_the_first_ten(engine: EmbeddedEngine) -> None:
    assert share_found(engine, spoil=False) > 0.97


def test_three_words_bring_it_there_even_when_a_letter_is_missing(engine: EmbeddedEngine) -> None:
    assert share_found(engine, spoil=True) > 0.85


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("sepatu pria", "Men's Fashion"),
        ("kripik", "Food and Drink"),
        ("biji kopi", "Food and Drink"),
        ("laptop asus", "Computers and Laptops"),
        ("buku anak", "Books"),
        ("makanan kucing", "Animal Care"),
        ("celana pria", "Men's Fashion"),
        ("mainan anak", "Toys and Hobbies"),
    ],
)
def test_everyday_questions_lead_to_their_shelf(engine: EmbeddedEngine, words: str, category: str) -> None:
    page = engine.search(SearchRequest(words=words, page_size=3))

    assert listings()[page.hits[0].id - 1]["category"] == category


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sepatru", "sepatu"), ("keybord", "keyboard"), ("clana pria", "celana pria"), ("wireles", "wireless")],
)
def test_common_slips_are_mended(engine: EmbeddedEngine, typed: str, meant: str) -> None:
    assert engine.search(SearchRequest(words=typed)).suggestion == meant
