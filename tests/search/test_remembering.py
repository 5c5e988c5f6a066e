"""What the embedded engine remembers of one question must not change the answer to another."""

from dataclasses import replace
from pathlib import Path

from search.bench import catalogue, questions
from search.contract import Filters, SearchRequest
from search.engines.embedded.engine import EmbeddedEngine
from search.exceptions import PageNotFound


def test_facets_are_the_same_whatever_was_asked_before(tmp_path: Path) -> None:
    root = tmp_path / "index"
    remembering = EmbeddedEngine(root)
    remembering.rebuild(catalogue(300))
    asked = [replace(question, page=1) for question in questions(80)]
    #: Each is followed by the same with one filter less, which is what a facet is counted on.
    asked += [
        replace(question, filters=question.filters.without(name))
        for question in asked
        for name in question.filters.active()
    ]

    remembered = [remembering.search(question) for question in asked]

    for question, result in zip(asked, remembered, strict=True):
        assert EmbeddedEngine(root).search(question).facets == result.facets, question


def test_chosen_value_that_a_facet_does_not_offer_is_not_offered_to_the_next_question(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(catalogue(300))

    chosen = engine.search(SearchRequest(filters=Filters(harga=("25000-49999", "100000-"))))
    others = engine.search(SearchRequest())

    assert "100000-" in {value.value for value in chosen.facet("harga").values}
    assert "100000-" not in {value.value for value in others.facet("harga").values}


def test_page_past_the_end_is_refused_every_time(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(catalogue(30))
    refused = 0

    for _ in range(2):
        try:
            engine.search(SearchRequest(page=99))
        except PageNotFound:
            refused += 1

    assert refused == 2
