"""From a question to a tantivy query. Pure: no index is opened here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import tantivy
from tantivy import Occur, Query

from search.bands import parse_price_range, steps_within
from search.contract import Filters
from search.engines.embedded.schema import TEXT_FIELDS, schema, stems_of
from search.words import Alternative, AnalysedQuery, QueryWord

WRITTEN_BOOSTS: dict[str, float] = {"title": 8.0, "names": 3.0, "body": 1.0}
STEM_BOOSTS: dict[str, float] = {"title": 4.0, "names": 1.5, "body": 0.5}
"""A word as typed counts double its stem; the title counts most, then shop, category and region."""

ALTERNATIVE_BOOST = 0.6
MISSPELLED_BOOST = 0.3
CLAIM_BOOST = 2.0
VIEWER_REGION_BOOST = 1.0
OTHER_FIELDS_SHARE = 0.1
FUZZY_FIELDS = ("title", "names")
MOST_FUZZY_WORDS = 6


class Breadth(IntEnum):
    """How closely the words are taken, from all of them as typed to any of them."""

    ALL_WORDS = 0
    OTHER_SPELLINGS = 1
    SOME_WORDS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A question ready to be asked.

    `unknown` are the words that the index does not hold in any form; `today` is the day (since 1970-01-01) on
    which claims must hold, or None when no claim in the index has lapsed.
    """

    query: AnalysedQuery
    filters: Filters
    breadth: Breadth = Breadth.ALL_WORDS
    unknown: frozenset[str] = field(default_factory=frozenset)
    today: int | None = None
    viewer_region: str | None = None


def build(plan: Plan) -> Query:
    """Return the query for everything that a plan asks for."""
    clauses = [(Occur.Must, text) for text in _text_clauses(plan)]
    clauses += [(Occur.Must, clause) for clause in filter_clauses(plan.filters, plan.today)]
    if not clauses:
        return Query.all_query()
    if not plan.query.is_empty:
        clauses += [(Occur.Should, clause) for clause in _ordering_clauses(plan)]
    return Query.boolean_query(clauses)


def without_lapsed(query: Query, today: int | None) -> Query:
    """Return the query less the products that hold a lapsed claim."""
    if today is None:
        return query
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, lapsed(today))])


def lapsed(today: int) -> Query:
    """Return the query for products with a claim whose last day has passed."""
    return Query.range_query(
        schema(), "lapses_on", tantivy.FieldType.Unsigned, upper_bound=today, include_upper=False
    )


def _text_clauses(plan: Plan) -> Iterator[Query]:
    for phrase in plan.query.phrases:
        yield phrase_clause(phrase)
    words = [word_clause(word, plan) for word in plan.query.words]
    if plan.breadth is Breadth.SOME_WORDS and len(words) > 1:
        needed = max(1, len(words) // 2)
        yield Query.boolean_query(
            [(Occur.Should, word) for word in words], minimum_number_should_match=needed
        )
    else:
        yield from words


def _ordering_clauses(plan: Plan) -> Iterator[Query]:
    """Yield what moves a product up without being asked for."""
    for filler in plan.query.fillers:
        yield Query.boost_query(Query.term_query(schema(), "title", filler), 0.1)
    if plan.viewer_region:
        here = Query.term_query(schema(), "wilayah", plan.viewer_region)
        yield Query.const_score_query(here, VIEWER_REGION_BOOST)


def word_clause(word: QueryWord, plan: Plan) -> Query:
    """Return the query for one word in any form the plan allows."""
    forms = list(_exact_forms(word))
    forms += [_alternative_clause(alternative) for alternative in word.alternatives]
    if word.claims:
        claimed = Query.term_set_query(schema(), "klaim", list(word.claims))
        forms.append(without_lapsed(Query.const_score_query(claimed, CLAIM_BOOST), plan.today))
    if plan.breadth >= Breadth.OTHER_SPELLINGS and word.text in plan.unknown:
        forms += _misspelled_forms(word.text)
    return Query.disjunction_max_query(forms, OTHER_FIELDS_SHARE)


def _exact_forms(word: QueryWord) -> Iterator[Query]:
    for name in TEXT_FIELDS:
        yield _boosted_term(name, word.text, WRITTEN_BOOSTS[name])
        if word.stem:
            yield _boosted_term(stems_of(name), word.stem, STEM_BOOSTS[name])


def _alternative_clause(alternative: Alternative) -> Query:
    if len(alternative.words) > 1:
        return Query.boost_query(phrase_clause(alternative.words), ALTERNATIVE_BOOST)
    forms = [
        _boosted_term(name, alternative.words[0], boost * ALTERNATIVE_BOOST)
        for name, boost in WRITTEN_BOOSTS.items()
    ]
    return Query.disjunction_max_query(forms, OTHER_FIELDS_SHARE)


def _misspelled_forms(text: str) -> list[Query]:
    distance = allowed_edits(text)
    if not distance:
        return []
    return [
        Query.const_score_query(
            Query.fuzzy_term_query(schema(), name, text, distance), WRITTEN_BOOSTS[name] * MISSPELLED_BOOST
        )
        for name in FUZZY_FIELDS
    ]


def allowed_edits(word: str) -> int:
    """Return how many letters may be wrong: none in short words and numbers, then one, two from eight on."""
    if len(word) < 4 or not word.replace("-", "").isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def phrase_clause(words: Sequence[str]) -> Query:
    """Return the query for words that stand together in one field."""
    forms = [
        Query.boost_query(Query.phrase_query(schema(), name, list(words)), WRITTEN_BOOSTS[name])
        for name in TEXT_FIELDS
    ]
    return Query.disjunction_max_query(forms, OTHER_FIELDS_SHARE)


def _boosted_term(name: str, text: str, boost: float) -> Query:
    return Query.boost_query(Query.term_query(schema(), name, text), boost)


def filter_clauses(filters: Filters, today: int | None) -> Iterator[Query]:
    """Yield one clause for each active filter; none of them changes the order."""
    for name in filters.active():
        clause = filter_clause(name, filters.values_of(name))
        if name in ("klaim", "tkdn"):
            clause = without_lapsed(clause, today)
        yield Query.const_score_query(clause, 0.0)


def filter_clause(name: str, values: tuple[str, ...]) -> Query:
    """Return the query for products that hold any of the values."""
    if name == "harga":
        return Query.boolean_query([(Occur.Should, _price_clause(value)) for value in values])
    if name == "waktu":
        values = steps_within(values)
    return Query.term_set_query(schema(), name, list(values))


def _price_clause(value: str) -> Query:
    wanted = parse_price_range(value)
    return Query.range_query(
        schema(), "price", tantivy.FieldType.Unsigned, lower_bound=wanted.lower or 0, upper_bound=wanted.upper
    )
