"""From parameters to a request."""

import pytest
from django.http import QueryDict

from search.contract import Filters, SearchRequest, Sort
from search.exceptions import BadPage, QueryTooLong, SearchError, TooManyFilterValues, UnknownFilterValue
from search.links import FilterLinks, at_page, query_string, sorted_by
from search.parsing import LONGEST_QUERY_BYTES, parse
from tests.hostile_text import hostile_lines


def test_an_address_becomes_a_request() -> None:
    address = (
        "q=keripik+tempe&kategori=makanan/&kategori=kerajinan&harga=010000-50000&urut=harga&halaman=2&utm=x"
    )

    request = parse(QueryDict(address))

    assert request == SearchRequest(
        words="keripik tempe",
        filters=Filters(kategori=("makanan", "kerajinan"), harga=("10000-50000",)),
        sort=Sort.PRICE_UP,
        page=2,
    )


def test_plain_mappings_are_read_too() -> None:
    request = parse({"q": "brem", "wilayah": ["35", "35", " "], "toko": "toko-melati", "urut": None})

    assert request.filters == Filters(wilayah=("35",), toko=("toko-melati",))
    assert request.sort is Sort.RELEVANCE


def test_control_characters_and_needless_blanks_are_dropped() -> None:
    assert parse({"q": "\x00 keripik\x1b[31m\u202e \r\n tempe\ud800 "}).words == "keripik [31m tempe"


def test_a_hundred_kilobytes_are_no_question() -> None:
    almost = parse({"q": "a" * (LONGEST_QUERY_BYTES - 1)})

    assert len(almost.words) == LONGEST_QUERY_BYTES - 1
    for words in ("a" * LONGEST_QUERY_BYTES, "é" * (LONGEST_QUERY_BYTES // 2)):
        with pytest.raises(QueryTooLong):
            parse({"q": words})


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "x", "１", "01", "9" * 5_000, "1 "])
def test_odd_pages_are_refused(page: str) -> None:
    with pytest.raises(BadPage):
        parse({"halaman": page})


@pytest.mark.parametrize(
    ("name", "value"),
    [("harga", "murah"), ("harga", "9-1"), ("tkdn", "41"), ("waktu", "besok"), ("urut", "acak")],
)
def test_unknown_values_are_named_with_a_remedy(name: str, value: str) -> None:
    with pytest.raises(UnknownFilterValue) as caught:
        parse({name: value})

    assert value in caught.value.message
    assert name in caught.value.message
    assert len(caught.value.message) > len(name) + len(value) + 20


def test_more_values_than_a_page_offers_are_refused() -> None:
    with pytest.raises(TooManyFilterValues):
        parse({"toko": [f"toko-{number}" for number in range(51)]})


def test_hostile_text_is_a_question_or_a_named_error() -> None:
    for line in hostile_lines():
        assert "\x00" not in parse({"q": line}).words
        for name in ("kategori", "harga", "tkdn", "urut", "halaman"):
            try:
                parse({name: line})
            except SearchError as error:
                assert error.message


def test_a_request_and_its_address_say_the_same() -> None:
    request = parse(QueryDict("q=batik+%26+tenun&wilayah=33.74&klaim=halal&klaim=tkdn&urut=tkdn&halaman=3"))

    assert parse(QueryDict(query_string(request)[1:])) == request


@pytest.mark.parametrize(
    ("name", "value"), [("kategori", "fesyen/batik"), ("toko", "toko-melati"), ("tkdn", "tanpa")]
)
def test_toggling_twice_leads_back(name: str, value: str) -> None:
    request = parse(QueryDict("q=batik+%26+tenun&wilayah=33.74&klaim=halal&urut=tkdn"))

    there = FilterLinks(request).toggling(name, value)
    back = FilterLinks(parse(QueryDict(there[1:]))).toggling(name, value)

    assert back == query_string(request)
    assert there != back


def test_value_takes_the_place_of_its_relatives_in_a_tree() -> None:
    request = parse(QueryDict("kategori=makanan/camilan&kategori=fesyen"))

    links = FilterLinks(request)

    assert links.toggling("kategori", "makanan") == "?kategori=fesyen&kategori=makanan"
    assert links.toggling("kategori", "fesyen/batik") == "?kategori=makanan%2Fcamilan&kategori=fesyen%2Fbatik"


def test_what_the_path_says_is_left_out_of_the_address() -> None:
    request = parse(QueryDict("kategori=makanan&wilayah=33.74"))

    links = FilterLinks(request, fixed=["kategori"])

    assert links.toggling("wilayah", "35.77") == "?wilayah=33.74&wilayah=35.77"


def test_toggling_chooses_and_lets_go_and_returns_to_the_first_page() -> None:
    request = parse(QueryDict("q=batik&kategori=fesyen&halaman=3"))

    chosen = FilterLinks(request).toggling("kategori", "kerajinan")
    let_go = FilterLinks(parse(QueryDict(chosen[1:]))).toggling("kategori", "fesyen")

    assert chosen == "?q=batik&kategori=fesyen&kategori=kerajinan"
    assert let_go == "?q=batik&kategori=kerajinan"
    assert query_string(sorted_by(request, Sort.NEWEST)) == "?q=batik&kategori=fesyen&urut=terbaru"
    assert query_string(at_page(request, 1)) == "?q=batik&kategori=fesyen"
    assert query_string(SearchRequest()) == ""
