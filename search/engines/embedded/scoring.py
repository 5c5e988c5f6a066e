"""The order of what a question finds: which words count how much, in which part of a product."""

from __future__ import annotations

from collections.abc import Iterator

from tantivy import Occur, Query

from search.engines.embedded.query import Plan, build, claimed, misspelled_forms, phrase_clause
from search.engines.embedded.schema import TEXT_FIELDS, schema, stems_of
from search.words import Alternative, QueryWord

WRITTEN_BOOSTS: dict[str, float] = {"title": 8.0, "names": 3.0, "body": 1.0}
STEM_BOOSTS: dict[str, float] = {"title": 4.0, "names": 1.5, "body": 0.5}
"""A word as typed counts double its stem; the title counts most, then shop, category and region."""

ALTERNATIVE_BOOST = 0.6
MISSPELLED_SCORES: dict[str, float] = {"title": 2.4, "names": 0.9}
CLAIM_SCORE = 2.0
VIEWER_REGION_SCORE = 1.0
FILLER_BOOST = 0.1
PHRASE_BOOST = 8.0

OTHER_FIELDS_SHARE = 0.1
"""What the weaker finds of a word add to its strongest one."""


def build_ranked(plan: Plan) -> Query:
    """Return the query for everything that a plan asks for, with the scores that order it."""
    found = Query.const_score_query(build(plan), 0.0)
    return Query.boolean_query([
        (Occur.Must, found), *((Occur.Should, clause) for clause in _scores(plan)),
    ])  # fmt: skip


def _scores(plan: Plan) -> Iterator[Query]:
    for phrase in plan.query.phrases:
        yield Query.boost_query(phrase_clause(phrase), PHRASE_BOOST)
    for word in plan.query.words:
        yield _word_score(word, plan)
    for filler in plan.query.fillers:
        yield _boosted_term("title", filler, FILLER_BOOST)
    if plan.viewer_region:
        here = Query.term_query(schema(), "wilayah", plan.viewer_region)
        yield Query.const_score_query(here, VIEWER_REGION_SCORE)


def _word_score(word: QueryWord, plan: Plan) -> Query:
    forms = list(_exact_scores(word))
    forms += [score for alternative in word.alternatives for score in _alternative_scores(alternative)]
    if word.claims:
        forms.append(Query.const_score_query(claimed(word, plan), CLAIM_SCORE))
    if plan.allows_misspelling_of(word):
        forms += [
            Query.const_score_query(form, MISSPELLED_SCORES[name])
            for name, form in misspelled_forms(word.text).items()
        ]
    return Query.disjunction_max_query(forms, OTHER_FIELDS_SHARE)


def _exact_scores(word: QueryWord) -> Iterator[Query]:
    for name in TEXT_FIELDS:
        yield _boosted_term(name, word.text, WRITTEN_BOOSTS[name])
        if word.stem:
            yield _boosted_term(stems_of(name), word.stem, STEM_BOOSTS[name])


def _alternative_scores(alternative: Alternative) -> Iterator[Query]:
    if len(alternative.words) > 1:
        yield Query.boost_query(phrase_clause(alternative.words), ALTERNATIVE_BOOST)
        return
    for name, boost in WRITTEN_BOOSTS.items():
        yield _boosted_term(name, alternative.words[0], boost * ALTERNATIVE_BOOST)


def _boosted_term(name: str, text: str, boost: float) -> Query:
    return Query.boost_query(Query.term_query(schema(), name, text), boost)
