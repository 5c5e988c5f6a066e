"""From a question to the query for what it finds. Pure: no index is opened here.

What is found and in which order are two queries (`scoring` makes the other): facets and counts need only the
first, and it is much the cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import tantivy
from tantivy import Occur, Query

from search.analysis import is_stop_word, stem
from search.bands import PRICE_BANDS, parse_price_range, steps_within
from search.contract import Filters
from search.engines.embedded.schema import ANY_TEXT, TEXT_FIELDS, schema
from search.words import AnalysedQuery, QueryWord

FUZZY_FIELDS = ("title", "names")


class Breadth(IntEnum):
    """How closely the words are taken, from all of them as typed to any of them."""

    ALL_WORDS = 0
    OTHER_SPELLINGS = 1
    SOME_WORDS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """A question ready to be asked.

    `unknown` are words that the index does not hold in any form; `hour` is the hour (since 1970-01-01) in
    which claims must hold, or None when no claim in the index has lapsed.
    """

    query: AnalysedQuery
    filters: Filters
    breadth: Breadth = Breadth.ALL_WORDS
    unknown: frozenset[str] = field(default_factory=frozenset)
    hour: int | None = None
    viewer_region: str | None = None

    def allows_misspelling_of(self, word: QueryWord) -> bool:
        """Whether words spelled almost like this one are taken for it."""
        return self.breadth >= Breadth.OTHER_SPELLINGS and word.text in self.unknown


def build(plan: Plan) -> Query:
    """Return the query for everything that a plan asks for, in no order."""
    clauses = [*_text_clauses(plan), *filter_clauses(plan.filters, plan.hour)]
    if not clauses:
        return Query.all_query()
    return Query.boolean_query([(Occur.Must, clause) for clause in clauses])


def without_lapsed(query: Query, hour: int | None) -> Query:
    """Return the query less the products that hold a lapsed claim."""
    if hour is None:
        return query
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, lapsed(hour))])


def lapsed(hour: int) -> Query:
    """Return the query for products with a claim whose last hour has passed."""
    return _range("lapses_on", None, hour - 1)


def _text_clauses(plan: Plan) -> Iterator[Query]:
    for phrase in plan.query.phrases:
        yield phrase_clause(phrase)
    words = [_word_clause(word, plan) for word in plan.query.words]
    if plan.breadth is Breadth.SOME_WORDS and len(words) > 1:
        yield _any_of(words, needed=max(1, len(words) // 2))
    else:
        yield from words


def _word_clause(word: QueryWord, plan: Plan) -> Query:
    """Return the query for products that hold a word in any form the plan allows."""
    forms = [_held(word.text), *(_held_together(alternative.words) for alternative in word.alternatives)]
    if word.claims:
        forms.append(claimed(word, plan))
    if plan.allows_misspelling_of(word):
        forms += misspelled_forms(word.text).values()
    return _any_of(forms)


def _held(word: str) -> Query:
    form = word if is_stop_word(word) else stem(word)
    return Query.term_query(schema(), ANY_TEXT, form, index_option="basic")


def _held_together(words: tuple[str, ...]) -> Query:
    return _held(words[0]) if len(words) == 1 else phrase_clause(words)


def _any_of(forms: Sequence[Query], needed: int = 1) -> Query:
    if len(forms) == 1:
        return forms[0]
    return Query.boolean_query([(Occur.Should, form) for form in forms], minimum_number_should_match=needed)


def claimed(word: QueryWord, plan: Plan) -> Query:
    """Return the query for products that hold the verified claim a word stands for."""
    kinds = Query.term_set_query(schema(), "klaim", list(word.claims))
    return without_lapsed(kinds, plan.hour)


def misspelled_forms(text: str) -> dict[str, Query]:
    """Return for each field that is searched for words spelled almost like this one the query that does."""
    distance = allowed_edits(text)
    if not distance:
        return {}
    return {name: Query.fuzzy_term_query(schema(), name, text, distance) for name in FUZZY_FIELDS}


def allowed_edits(word: str) -> int:
    """Return how many letters may be wrong: none in short words and numbers, then one, two from eight on."""
    if len(word) < 4 or not word.replace("-", "").isalpha():
        return 0
    return 1 if len(word) < 8 else 2


def phrase_clause(words: Sequence[str]) -> Query:
    """Return the query for words that stand together in one field."""
    return _any_of([Query.phrase_query(schema(), name, list(words)) for name in TEXT_FIELDS])


def filter_clauses(filters: Filters, hour: int | None) -> Iterator[Query]:
    """Yield one clause for each active filter; none of them changes the order."""
    for name in filters.active():
        clause = filter_clause(name, filters.values_of(name))
        if name in ("klaim", "tkdn"):
            clause = without_lapsed(clause, hour)
        yield Query.const_score_query(clause, 0.0)


def filter_clause(name: str, values: tuple[str, ...]) -> Query:
    """Return the query for products that hold any of the values."""
    if name == "harga":
        return Query.boolean_query([(Occur.Should, _price_clause(value)) for value in values])
    if name == "waktu":
        values = steps_within(values)
    return Query.term_set_query(schema(), name, list(values))


def _price_clause(value: str) -> Query:
    if value in PRICE_BANDS:
        return Query.term_query(schema(), "harga", value)
    wanted = parse_price_range(value)
    return _range("price", wanted.lower, wanted.upper)


def _range(name: str, lower: int | None, upper: int | None) -> Query:
    """Return the query for numbers from `lower` to `upper`, both included.

    It reads the terms, not the column: joined with other clauses a range over a column is skipped through
    step by step, which takes ten times as long.
    """
    return Query.range_query(
        schema(),
        name,
        tantivy.FieldType.Unsigned,
        lower_bound=lower or 0,
        upper_bound=upper,
        use_inverted_index=True,
    )
