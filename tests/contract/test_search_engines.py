"""What every search engine must do. A new engine is added by one line in `ENGINES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from search.contract import (
    DEPTH_LIMIT,
    FACET_NAMES,
    Facet,
    Filters,
    IndexState,
    SearchEngine,
    SearchRequest,
    SearchResult,
    Sort,
    SuggestionKind,
)
from search.documents import ProductDocument, hours_since_epoch
from search.engines.embedded.engine import EmbeddedEngine
from search.exceptions import IndexMissing, PageNotFound, PageTooDeep
from search.factories import make_claims, make_document

Clock = Callable[[], datetime]

ENGINES: dict[str, Callable[[Path, Clock], SearchEngine]] = {
    "embedded": lambda folder, now: EmbeddedEngine(folder, now=now),
}

MIDNIGHT = datetime(2026, 11, 21, 17, tzinfo=UTC)
"""The end of 21 November in the western zone, with which claims there end."""

LAST_HOUR = hours_since_epoch(MIDNIGHT) - 1


class Wall:
    """A clock on the wall that tests can set; it stands at the last minute before midnight."""

    def __init__(self) -> None:
        self.now = MIDNIGHT - timedelta(minutes=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Wall:
    return Wall()


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path, clock: Wall) -> SearchEngine:
    return ENGINES[request.param](tmp_path, clock)


CATALOGUE: list[ProductDocument] = [
    make_document(1, "Keripik tempe original", title_en="Tempeh chips", price=12_000),
    make_document(2, "Keripik apel Malang", price=18_000, region=["35", "35.73"], region_label="Kota Malang",
                  region_names=["Jawa Timur", "Kota Malang"], shop="apel-jaya", shop_name="Apel Jaya",
                  claims=["halal", "pirt"], claims_valid_until=LAST_HOUR + 24 * 41),
    make_document(3, "Sambal pecel Madiun", description="Bumbu kacang pedas untuk nasi pecel", price=25_000,
                  category=["makanan", "makanan/bumbu"],
                  category_names=["Makanan", "Food", "Bumbu", "Spices"],
                  claims=["halal"]),
    make_document(4, "Kemeja batik tulis", price=350_000, category=["fesyen", "fesyen/batik"],
                  category_names=["Fesyen", "Fashion", "Batik", "Batik"], region=["33", "33.74"],
                  region_names=["Jawa Tengah", "Kota Semarang"], region_label="Kota Semarang",
                  shop="batik-semarang", shop_name="Batik Semarang", tkdn=87.5, claims=["tkdn"],
                  lead_time_days=5),
    make_document(5, "Kain batik cap untuk tulis nama", price=120_000, category=["fesyen", "fesyen/batik"],
                  category_names=["Fesyen", "Fashion", "Batik", "Batik"], region=["33", "33.74"],
                  region_names=["Jawa Tengah", "Kota Semarang"], region_label="Kota Semarang",
                  shop="batik-semarang", shop_name="Batik Semarang", tkdn=30.0, claims=["tkdn"],
                  lead_time_days=20),
    make_document(6, "Keranjang rotan", price=None, category=["kerajinan", "kerajinan/anyaman"],
                  category_names=["Kerajinan", "Crafts", "Anyaman", "Wickerwork"], region=["62", "62.71"],
                  region_names=["Kalimantan Tengah", "Kota Palangka Raya"],
                  region_label="Kota Palangka Raya", shop="rotan-kita", shop_name="Rotan Kita",
                  description="Oleh-oleh anyaman tangan, dijual satuan", lead_time_days=3),
]  # fmt: skip


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    engine.rebuild(CATALOGUE)
    return engine


def ids(result: SearchResult) -> list[int]:
    return [hit.id for hit in result.hits]


def find(engine: SearchEngine, words: str = "", **options: object) -> SearchResult:
    filters = options.pop("filters", Filters())
    return engine.search(SearchRequest(words=words, filters=filters, **options))  # type: ignore[arg-type]


def counts(facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in facet.values}


def reasons(result: SearchResult, place: int = 0) -> dict[str, dict[str, str]]:
    return {reason.code: dict(reason.params) for reason in result.hits[place].reasons}


# --- words --------------------------------------------------------------------------------------


def test_an_empty_question_shows_everything_newest_first(filled: SearchEngine) -> None:
    result = find(filled)

    assert result.total == 6
    assert ids(result) == [6, 5, 4, 3, 2, 1]
    assert [facet.name for facet in result.facets] == list(FACET_NAMES)


def test_all_words_must_be_found(filled: SearchEngine) -> None:
    assert ids(find(filled, "keripik apel")) == [2]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("KERIPIK Tempé", 1),
        ("kripik tempe", 1),
        ("tempeh chips", 1),
        ("menjualkan keranjang", 6),
        ("souvenir", 6),
        ("oleh oleh", 6),
        ("oleh2", 6),
        ("spicy", 3),
        ("SKU-3", 3),
        ("apel jaya", 2),
        ("snacks malang", 2),
    ],
)
def test_words_find_what_they_mean(filled: SearchEngine, words: str, expected: int) -> None:
    assert ids(find(filled, words))[0] == expected


def test_a_word_in_the_title_outweighs_one_in_the_description(engine: SearchEngine) -> None:
    engine.rebuild([
        make_document(1, "Teh melati", description="Cocok dengan kopi, kopi, dan kopi"),
        make_document(2, "Kopi robusta"),
    ])  # fmt: skip

    assert ids(find(engine, "kopi")) == [2, 1]


def test_a_word_as_typed_outweighs_its_stem(engine: SearchEngine) -> None:
    engine.rebuild([make_document(1, "Makan siang"), make_document(2, "Makanan siang")])

    assert ids(find(engine, "makanan")) == [2, 1]


def test_a_quoted_phrase_stands_together(filled: SearchEngine) -> None:
    result = find(filled, '"batik tulis"')

    assert ids(result) == [4]
    assert reasons(result)["phrase"] == {"words": "batik tulis"}


def test_words_that_are_never_together_are_loosened_and_it_says_so(filled: SearchEngine) -> None:
    result = find(filled, "rotan batik")

    assert [notice.code for notice in result.notices] == ["some-words"]
    assert set(ids(result)) == {4, 5, 6}
    assert reasons(result)["missing"] == {"words": "batik"}


@pytest.mark.parametrize(("typed", "meant"), [("kerpik", "keripik"), ("batk", "batik"), ("sambla", "sambal")])
def test_a_misspelled_word_still_finds_and_the_spelling_is_offered(
    filled: SearchEngine, typed: str, meant: str
) -> None:
    result = find(filled, typed)

    assert [notice.code for notice in result.notices] == ["other-spellings"]
    assert result.suggestion == meant
    assert reasons(result)["spelling"] == {"word": typed, "found": meant}


def test_a_misspelled_word_of_the_title_outweighs_one_of_the_shop(engine: SearchEngine) -> None:
    engine.rebuild([
        make_document(1, "Otak-otak bandeng", shop_name="Bandeng Presto Juwana"),
        make_document(2, "Bandeng presto", shop_name="Dapur Juwana"),
    ])  # fmt: skip

    assert ids(find(engine, "bandeng prestoo")) == [2, 1]


def test_no_spelling_is_offered_for_words_that_find(filled: SearchEngine) -> None:
    assert find(filled, "keripik").suggestion is None
    assert find(filled, "qwertyuiop").suggestion is None


def test_a_spelling_is_only_offered_when_it_finds_more_under_the_filters(filled: SearchEngine) -> None:
    filters = Filters(kategori=("fesyen",))

    assert find(filled, "kerpik", filters=filters).suggestion is None


def test_stop_words_alone_still_find_something(filled: SearchEngine) -> None:
    assert set(ids(find(filled, "untuk"))) == {3, 5}


def test_nothing_found_is_an_empty_result_with_every_facet(filled: SearchEngine) -> None:
    result = find(filled, "zzzzqqqq")

    assert (result.total, result.hits, result.pages) == (0, (), 1)
    assert [facet.name for facet in result.facets] == list(FACET_NAMES)


def test_a_claim_asked_for_in_words_is_found(filled: SearchEngine) -> None:
    assert set(ids(find(filled, "halal"))) == {2, 3}
    assert "claim-word" in reasons(find(filled, "sambal halal"))


# --- filters and facets -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kategori=("makanan",)), {1, 2, 3}),
        (Filters(kategori=("makanan/camilan", "kerajinan")), {1, 2, 6}),
        (Filters(wilayah=("35",)), {1, 2, 3}),
        (Filters(wilayah=("35.73", "62")), {2, 6}),
        (Filters(toko=("batik-semarang",)), {4, 5}),
        (Filters(klaim=("halal",)), {2, 3}),
        (Filters(klaim=("pirt", "tkdn")), {2, 4, 5}),
        (Filters(harga=("12000-18000",)), {1, 2}),
        (Filters(harga=("-12000", "350000-")), {1, 4}),
        (Filters(tkdn=("40",)), {4}),
        (Filters(tkdn=("25", "tanpa")), {1, 2, 3, 5, 6}),
        (Filters(waktu=("siap",)), {1, 2, 3}),
        (Filters(waktu=("7",)), {1, 2, 3, 4, 6}),
        (Filters(waktu=("lebih",)), {5}),
        (Filters(kategori=("fesyen",), tkdn=("40",)), {4}),
        (Filters(kategori=("no-such",)), set()),
    ],
)
def test_filters_narrow(filled: SearchEngine, filters: Filters, expected: set[int]) -> None:
    assert set(ids(find(filled, filters=filters))) == expected


def test_every_facet_counts_what_it_would_show(filled: SearchEngine) -> None:
    result = find(filled)

    assert counts(result.facet("kategori")) == {
        "makanan": 3, "makanan/camilan": 2, "makanan/bumbu": 1, "fesyen": 2, "fesyen/batik": 2,
        "kerajinan": 1, "kerajinan/anyaman": 1,
    }  # fmt: skip
    assert counts(result.facet("wilayah")) == {
        "35": 3, "35.77": 2, "35.73": 1, "33": 2, "33.74": 2, "62": 1, "62.71": 1,
    }  # fmt: skip
    assert counts(result.facet("toko"))["toko-melati"] == 2
    assert counts(result.facet("harga")) == {
        "-24999": 2, "25000-49999": 1, "100000-249999": 1, "250000-999999": 1,
    }  # fmt: skip
    assert counts(result.facet("klaim")) == {"halal": 2, "tkdn": 2, "pirt": 1}
    assert counts(result.facet("tkdn")) == {"40": 1, "25": 1, "tanpa": 4}
    assert counts(result.facet("waktu")) == {"siap": 3, "3": 4, "7": 5, "14": 5, "lebih": 1}


MIXES = [
    ("", Filters(kategori=("makanan",))),
    ("", Filters(kategori=("makanan",), wilayah=("35.77", "33"))),
    ("keripik", Filters(klaim=("halal",), waktu=("siap", "lebih"))),
    ("", Filters(harga=("10000-20000", "100000-249999"), tkdn=("25", "tanpa"))),
    ("batik", Filters(toko=("batik-semarang", "rotan-kita"), harga=("-200000",), wilayah=("33",))),
]


@pytest.mark.parametrize(("words", "filters"), MIXES)
def test_each_count_is_what_choosing_it_alone_shows(
    filled: SearchEngine, words: str, filters: Filters
) -> None:
    result = find(filled, words, filters=filters)

    for facet in result.facets:
        others = filters.without(facet.name)
        for value in facet.values:
            chosen = find(filled, words, filters=_with(others, facet.name, value.value))
            assert chosen.total == value.count, (facet.name, value)


def _with(filters: Filters, name: str, value: str) -> Filters:
    values = {each: filters.values_of(each) for each in FACET_NAMES}
    return Filters(**{**values, name: (value,)})


def test_a_chosen_value_stays_in_its_facet_even_when_it_shows_nothing(filled: SearchEngine) -> None:
    filters = Filters(kategori=("fesyen",), wilayah=("35.77",), harga=("1-2",))

    result = find(filled, filters=filters)

    assert counts(result.facet("wilayah"))["35.77"] == 0
    assert counts(result.facet("harga"))["1-2"] == 0


def test_districts_filter_and_are_counted_when_chosen(engine: SearchEngine) -> None:
    engine.rebuild([
        make_document(1, "Brem", region=["35", "35.77", "35.77.01"]),
        make_document(2, "Brem", region=["35", "35.77", "35.77.02"]),
    ])  # fmt: skip

    result = find(engine, filters=Filters(wilayah=("35.77.01",)))

    assert ids(result) == [1]
    assert counts(result.facet("wilayah")) == {"35": 2, "35.77": 2, "35.77.01": 1}


# --- order and pages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.PRICE_UP, [1, 2, 3, 5, 4, 6]),
        (Sort.PRICE_DOWN, [4, 5, 3, 2, 1, 6]),
        (Sort.NEWEST, [6, 5, 4, 3, 2, 1]),
        (Sort.TKDN, [4, 5, 1, 2, 3, 6]),
    ],
)
def test_orders(filled: SearchEngine, sort: Sort, expected: list[int]) -> None:
    assert ids(find(filled, sort=sort)) == expected


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("words", ["", "brem"])
def test_pages_neither_repeat_nor_skip_when_everything_ties(
    engine: SearchEngine, sort: Sort, words: str
) -> None:
    alike = {"published_at": 1_760_000_000}
    engine.rebuild(make_document(number, "Brem", **alike) for number in range(1, 31))
    engine.update([make_document(number, "Brem", **alike) for number in (30, 3, 14)])

    pages = [ids(find(engine, words, sort=sort, page=page, page_size=7)) for page in range(1, 6)]

    assert [number for page in pages for number in page] == list(range(1, 31))


def test_a_page_past_the_end_is_not_found(filled: SearchEngine) -> None:
    with pytest.raises(PageNotFound) as caught:
        find(filled, page=2)

    assert (caught.value.page, caught.value.pages) == (2, 1)


def test_a_page_past_the_depth_limit_is_refused(engine: SearchEngine) -> None:
    engine.rebuild(make_document(number, "Brem") for number in range(1, DEPTH_LIMIT + 2))

    last = find(engine, page=DEPTH_LIMIT // 25, page_size=25)
    with pytest.raises(PageTooDeep) as caught:
        find(engine, page=DEPTH_LIMIT // 25 + 1, page_size=25)

    assert (last.total, last.pages, len(last.hits)) == (DEPTH_LIMIT + 1, DEPTH_LIMIT // 25, 25)
    assert (caught.value.pages, caught.value.limit) == (last.pages, DEPTH_LIMIT)


def test_a_page_past_the_limit_of_a_short_result_is_past_its_end(filled: SearchEngine) -> None:
    with pytest.raises(PageNotFound) as caught:
        find(filled, page=DEPTH_LIMIT // 24 + 2)

    assert not isinstance(caught.value, PageTooDeep)
    assert caught.value.pages == 1


# --- reasons ------------------------------------------------------------------------------------


def test_reasons_name_where_each_word_was_found(filled: SearchEngine) -> None:
    found = reasons(find(filled, "sambal bumbu kacang"))

    assert found["title"] == {"words": "sambal"}
    assert found["names"] == {"words": "bumbu"}
    assert found["description"] == {"words": "kacang"}
    assert found["claims"] == {"claims": "halal"}


def test_reasons_name_the_synonym_that_matched(filled: SearchEngine) -> None:
    assert reasons(find(filled, "kripik apel"))["synonym"] == {"word": "kripik", "found": "keripik"}


def test_products_of_the_viewers_region_come_first_among_equals_and_say_so(engine: SearchEngine) -> None:
    engine.rebuild([
        make_document(1, "Brem", region=["33", "33.74"], region_label="Kota Semarang"),
        make_document(2, "Brem"),
    ])  # fmt: skip

    result = find(engine, "brem", viewer_region="35.77")

    assert ids(result) == [2, 1]
    assert reasons(result)["region"] == {"region": "Kota Madiun"}


def test_another_order_is_given_as_the_reason(filled: SearchEngine) -> None:
    assert reasons(find(filled, sort=Sort.PRICE_UP))["sort"] == {"sort": "harga"}


# --- claims that expire -------------------------------------------------------------------------


@pytest.fixture
def expiring(engine: SearchEngine) -> SearchEngine:
    engine.rebuild([
        make_document(1, "Mebel jati", tkdn=80.0, claims=["halal", "tkdn"], claims_valid_until=LAST_HOUR),
        make_document(2, "Mebel rotan", tkdn=30.0, claims=["halal", "tkdn"]),
        make_document(3, "Mebel bambu"),
    ])  # fmt: skip
    return engine


def test_a_claim_holds_through_its_last_day(expiring: SearchEngine) -> None:
    result = find(expiring, filters=Filters(klaim=("halal",)), sort=Sort.TKDN)

    assert ids(result) == [1, 2]
    assert expiring.lapsed() == ()


def test_an_expired_claim_neither_filters_nor_counts_nor_ranks_nor_shows(
    expiring: SearchEngine, clock: Wall
) -> None:
    clock.now = MIDNIGHT

    everything = find(expiring, sort=Sort.TKDN)

    assert ids(everything) == [2, 3, 1]
    assert counts(everything.facet("klaim")) == {"halal": 1, "tkdn": 1}
    assert "40" not in counts(everything.facet("tkdn"))
    assert "claims" not in reasons(everything, 2)
    assert ids(find(expiring, filters=Filters(klaim=("halal",)))) == [2]
    assert ids(find(expiring, filters=Filters(tkdn=("40", "25")))) == [2]
    assert ids(find(expiring, "halal")) == [2]
    assert expiring.lapsed() == (1,)


def test_pages_by_tkdn_hold_together_while_a_claim_has_lapsed(expiring: SearchEngine, clock: Wall) -> None:
    clock.now = MIDNIGHT

    pages = [ids(find(expiring, sort=Sort.TKDN, page=page, page_size=1)) for page in (1, 2, 3)]

    assert pages == [[2], [3], [1]]


def test_indexing_again_mends_a_lapsed_document(expiring: SearchEngine, clock: Wall) -> None:
    clock.now = MIDNIGHT

    expiring.update([make_document(1, "Mebel jati", claims=["halal"])])

    assert expiring.lapsed() == ()
    assert ids(find(expiring, filters=Filters(klaim=("halal",)))) == [2, 1]


# --- suggestions --------------------------------------------------------------------------------


def test_suggestions_complete_the_last_word(filled: SearchEngine) -> None:
    suggestions = filled.suggest("keri")

    assert suggestions[0].text == "keripik"
    assert (suggestions[0].kind, suggestions[0].count) == (SuggestionKind.WORDS, 2)
    assert {item.id for item in suggestions if item.kind is SuggestionKind.PRODUCT} == {1, 2}


def test_suggestions_know_other_names_of_what_titles_hold(filled: SearchEngine) -> None:
    suggestions = filled.suggest("krip")

    assert (suggestions[0].text, suggestions[0].count) == ("keripik", 2)
    assert {item.id for item in suggestions if item.kind is SuggestionKind.PRODUCT} == {1, 2}
    assert filled.suggest("apel krip")[0].text == "apel keripik"
    assert filled.suggest("rotan krip") == ()


def test_suggestions_go_with_the_words_before(filled: SearchEngine) -> None:
    words = [item.text for item in filled.suggest("keripik a") if item.kind is SuggestionKind.WORDS]

    assert words == ["keripik apel"]


@pytest.mark.parametrize("prefix", ["", " ", "k", "zzz", '"', "a" * 100_000])
def test_nothing_to_suggest_is_an_empty_answer(filled: SearchEngine, prefix: str) -> None:
    assert filled.suggest(prefix) == ()


def test_no_more_suggestions_than_asked_for(filled: SearchEngine) -> None:
    assert len(filled.suggest("ke", limit=2)) == 2


# --- writing ------------------------------------------------------------------------------------


def test_an_update_replaces_adds_and_removes(filled: SearchEngine) -> None:
    filled.update([make_document(1, "Brem Madiun"), make_document(7, "Keripik baru")], removed_ids=[2])

    assert set(ids(find(filled, "keripik"))) == {7}
    assert ids(find(filled, "brem")) == [1]
    assert find(filled).total == 6


def test_claims_by_themselves_change_nothing_but_claims(filled: SearchEngine) -> None:
    before = [find(filled, words).hits for words in ("keripik", "rotan", "satuan")]

    filled.update([], claims=[make_claims(4), make_claims(6, claims=["pdn", "tkdn"], tkdn=61.5)])

    found = find(filled, sort=Sort.TKDN)
    assert ids(found)[:2] == [6, 5]
    assert reasons(found)["claims"] == {"claims": "pdn, tkdn"}
    assert "claims" not in reasons(found, ids(found).index(4))
    assert counts(found.facet("klaim")) == {"halal": 2, "pdn": 1, "pirt": 1, "tkdn": 2}
    assert counts(found.facet("tkdn")) == {"40": 1, "25": 1, "tanpa": 4}
    after = [find(filled, words).hits for words in ("keripik", "rotan", "satuan")]
    assert [hit.id for hits in before for hit in hits] == [hit.id for hits in after for hit in hits]
    assert counts(found.facet("kategori"))["kerajinan/anyaman"] == 1


def test_an_entry_amended_many_times_holds_the_last_claims_alone(filled: SearchEngine) -> None:
    for claims in (["sni"], ["pirt"], ["halal", "sni"], ["merek"]):
        filled.update([], claims=[make_claims(1, claims=claims)])

    found = find(filled, filters=Filters(klaim=("merek",)))
    assert ids(found) == [1]
    assert reasons(found)["claims"] == {"claims": "merek"}
    assert counts(find(filled).facet("klaim"))["merek"] == 1
    assert ids(find(filled, filters=Filters(klaim=("sni",)))) == []
    assert find(filled).total == 6


def test_claims_of_what_is_not_there_write_nothing(filled: SearchEngine) -> None:
    filled.update([make_document(7, "Brem")], removed_ids=[2], claims=[make_claims(999, claims=["halal"])])

    assert set(ids(find(filled))) == {1, 3, 4, 5, 6, 7}


def test_claims_alone_mend_a_lapsed_document(expiring: SearchEngine, clock: Wall) -> None:
    clock.now = MIDNIGHT

    expiring.update([], claims=[make_claims(1, claims=["halal"])])

    assert expiring.lapsed() == ()
    assert ids(find(expiring, filters=Filters(klaim=("halal",)))) == [2, 1]


def test_removing_what_is_not_there_is_no_error(filled: SearchEngine) -> None:
    filled.update([], removed_ids=[999])

    assert find(filled).total == 6


def test_a_rebuild_leaves_nothing_of_the_old_index(filled: SearchEngine) -> None:
    count = filled.rebuild([make_document(8, "Wingko babat")])

    assert count == 1
    assert ids(find(filled)) == [8]


def test_an_index_of_nothing_answers(engine: SearchEngine) -> None:
    engine.rebuild([])

    assert find(engine, "keripik").total == 0
    assert engine.suggest("ke") == ()
    assert engine.status().is_ready


def test_a_failing_rebuild_leaves_the_old_index(filled: SearchEngine) -> None:
    def documents() -> Iterator[ProductDocument]:
        yield make_document(8, "Wingko babat")
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError):
        filled.rebuild(documents())

    assert find(filled).total == 6


def test_an_engine_without_an_index_says_so(engine: SearchEngine) -> None:
    assert engine.status().state is IndexState.MISSING
    for ask in (find, lambda it: it.suggest("ke"), lambda it: it.lapsed(), lambda it: it.update([])):
        with pytest.raises(IndexMissing):
            ask(engine)


def test_status_tells_how_much_there_is(filled: SearchEngine) -> None:
    status = filled.status()

    assert status.is_ready
    assert status.documents == 6
