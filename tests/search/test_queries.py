"""Searching as pages do it: labels, links, query counts, bad input."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from catalogue.factories import CategoryFactory, ClaimFactory, ProductFactory
from search.contract import FACET_NAMES, Reason, Sort
from search.exceptions import PageNotFound, SearchError, UnknownFilterValue
from search.links import FilterLinks
from search.queries import FacetView, SearchView, parse, search, suggest
from search.reasons import NOTICES, REASONS, explain
from shops.factories import RegionFactory, ShopFactory
from tests.hostile_text import hostile_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(build_index: Callable[[], int]) -> None:
    root = CategoryFactory(name="Makanan", name_en="Food", slug="makanan")
    leaf = CategoryFactory(name="Camilan", name_en="Snacks", slug="camilan", parent=root)
    madiun = ShopFactory(name="Toko Melati", region=RegionFactory(code="35.77"))
    ProductFactory(title="Keripik tempe", category=leaf, shop=madiun, stock__price=12_000)
    apple = ProductFactory(title="Keripik apel", category=leaf, stock__price=1_500_000, lead_time_days=20)
    ClaimFactory(product=apple)
    build_index()


def ask(address: str) -> SearchView:
    return search(parse(QueryDict(address)))


def facet(view: SearchView, name: str) -> FacetView:
    return next(each for each in view.facets if each.name == name)


def labels(view: SearchView, name: str) -> dict[str, str]:
    return {choice.value: choice.label for choice in facet(view, name).choices}


@pytest.mark.usefixtures("shelf")
def test_facets_are_named_in_the_readers_language() -> None:
    with translation.override("en"):
        english = ask("q=keripik")
    with translation.override("id"):
        indonesian = ask("q=keripik")

    assert labels(english, "kategori") == {"makanan": "Food", "makanan/camilan": "Snacks"}
    assert labels(indonesian, "kategori") == {"makanan": "Makanan", "makanan/camilan": "Camilan"}
    assert labels(english, "klaim") == {"halal": "Halal certificate"}
    assert labels(english, "wilayah")["35.77"] == "Kota Madiun"
    assert labels(english, "harga") == {
        "-24999": "up to Rp 24.999",
        "1000000-": "Rp 1.000.000 and more",
    }
    assert labels(english, "waktu")["lebih"] == "more than 14 days"


@pytest.mark.usefixtures("shelf")
def test_facet_links_toggle_and_keep_the_rest() -> None:
    view = ask("q=keripik&wilayah=35.77&urut=harga")

    (chosen,) = facet(view, "wilayah").chosen
    (snacks,) = [each for each in facet(view, "kategori").choices if each.depth == 1]

    links = FilterLinks(view.request)
    assert links.toggling("wilayah", chosen.value) == "?q=keripik&urut=harga"
    assert (
        links.toggling("kategori", snacks.value)
        == "?q=keripik&kategori=makanan%2Fcamilan&wilayah=35.77&urut=harga"
    )
    assert (snacks.count, snacks.is_chosen) == (1, False)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "value"), [("kategori", "mebel"), ("wilayah", "99"), ("toko", "x"), ("klaim", "<script>")]
)
def test_values_that_do_not_exist_are_refused(name: str, value: str) -> None:
    with pytest.raises(UnknownFilterValue) as caught:
        search(parse({name: value}))

    assert value in caught.value.message


@pytest.mark.usefixtures("shelf")
def test_a_page_past_the_end_is_not_found() -> None:
    with pytest.raises(PageNotFound):
        ask("q=keripik&halaman=2")


@pytest.mark.parametrize("count", [2, 20])
def test_a_search_takes_one_query_for_any_number_of_products(
    build_index: Callable[[], int], count: int
) -> None:
    for _ in range(count):
        ClaimFactory(product=ProductFactory(title="Brem"))
    build_index()
    search(parse({}))

    with CaptureQueriesContext(connection) as captured:
        view = search(parse({"q": "brem"}))

    # The names of categories, claim kinds, regions and shops, in one statement.
    assert view.result.total == count
    assert len(captured) == 1


@pytest.mark.usefixtures("shelf")
def test_suggestions_take_no_query() -> None:
    with CaptureQueriesContext(connection) as captured:
        suggestions = suggest("keri")

    assert suggestions[0].text == "keripik"
    assert len(captured) == 0


@pytest.mark.usefixtures("shelf")
def test_every_hostile_line_is_answered_or_refused_by_name() -> None:
    for line in hostile_lines():
        for params in ({"q": f'{line} "{line}"'}, {"kategori": line, "toko": [line, "x"]}):
            try:
                search(parse(params))
            except SearchError as error:
                assert error.message
        suggest(line)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_reason_has_words(language: str) -> None:
    with translation.override(language):
        for code in (*REASONS, *NOTICES):
            params = dict.fromkeys(("words", "word", "found", "claims", "region"), "kopi")
            words = explain(Reason(code, {**params, "sort": Sort.NEWEST.value}))

            assert words
            assert "%(" not in words


def test_a_reason_without_words_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain(Reason("no-such-code"))


@pytest.mark.usefixtures("shelf")
def test_every_facet_has_a_name() -> None:
    assert [each.name for each in ask("").facets] == list(FACET_NAMES)
    assert all(each.label for each in ask("").facets)
