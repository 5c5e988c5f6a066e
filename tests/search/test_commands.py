"""`find` and `rebuild_search` as scripts use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalogue.factories import CategoryFactory, ProductFactory
from search.engines import maintained_engines

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(build_index: Callable[[], int]) -> None:
    food = CategoryFactory(name="Makanan", slug="makanan")
    ProductFactory(title="Keripik tempe", category=food, stock__price=12_000)
    ProductFactory(title="Keripik tempe pedas", category=food, stock__price=9_000)
    ProductFactory(title="Topeng tempe-tempe", stock__price=90_000)
    build_index()


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("shelf")
def test_find_prints_what_scripts_rely_on() -> None:
    answer = json.loads(
        run("find", "keripik tempe", "--json", "--filter", "kategori=makanan", "--sort", "harga")
    )

    assert {"engine", "total", "took_ms", "suggestion", "hits", "facets"} <= answer.keys()
    assert (answer["engine"], answer["total"], answer["suggestion"]) == ("embedded", 2, None)
    assert [hit["price"] for hit in answer["hits"]] == [9_000, 12_000]
    assert set(answer["hits"][0]) == {"id", "title", "shop", "region", "price", "score", "reasons"}
    assert all(isinstance(reason, str) for reason in answer["hits"][0]["reasons"])
    assert answer["facets"]["kategori"] == [{"value": "makanan", "label": "Makanan", "count": 2}]


@pytest.mark.usefixtures("shelf")
def test_find_offers_a_better_spelling() -> None:
    assert json.loads(run("find", "kerpik", "--json"))["suggestion"] == "keripik"
    assert "keripik" in run("find", "kerpik")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    "arguments",
    [
        ("x", "--page", "9"),
        ("x", "--page", "x"),
        ("x", "--sort", "acak"),
        ("x", "--filter", "kategori"),
        ("x", "--filter", "warna=merah"),
        ("x", "--filter", "kategori=tidak-ada"),
        ("x", "--engine", "none"),
        ("x" * 100_000,),
    ],
)
def test_find_fails_with_words(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as caught:
        run("find", *arguments)

    assert len(str(caught.value)) > 20


@pytest.mark.usefixtures("shelf")
def test_rebuild_counts_what_it_indexed(index_folder: Path) -> None:
    assert "3" in run("rebuild_search")
    assert "embedded" in run("rebuild_search", "--engine", "embedded")
    reports = [json.loads(line) for line in run("rebuild_search", "--json").splitlines()]
    assert [(report["engine"], report["products"]) for report in reports] == [
        (engine, 3) for engine in maintained_engines()
    ]
    with pytest.raises(CommandError):
        run("rebuild_search", "--engine", "none")
