"""What to offer while a shopper is still typing."""

from __future__ import annotations

from collections.abc import Collection

import tantivy
from tantivy import Occur, Query

from search.analysis import is_stop_word, split_words
from search.contract import Filters, Suggestion, SuggestionKind
from search.engines.embedded.asking import count_hits
from search.engines.embedded.query import Plan, build
from search.engines.embedded.schema import read_card, schema
from search.words import analyse, goods_called

_SHORTEST_PREFIX = 2
_LONGEST_PREFIX = 100
_PRODUCTS_SHARE = 3
_COMPLETIONS_READ = 40
_OTHER_WORDS_COUNTED = 8


def suggestions(searcher: tantivy.Searcher, prefix: str, limit: int) -> tuple[Suggestion, ...]:
    """Return completions of the last word that go with the words before it, then products, best first."""
    typed = split_words(prefix[:_LONGEST_PREFIX])
    if not typed or len("".join(typed)) < _SHORTEST_PREFIX or limit < 1:
        return ()
    before, last = " ".join(typed[:-1]), typed[-1]
    completions = _completions(searcher, before, last)
    completions += _other_words(searcher, before, last, known={word for word, _count in completions})
    words = [
        Suggestion(f"{before} {word}".strip(), SuggestionKind.WORDS, count=count)
        for word, count in completions
        if not is_stop_word(word) and word not in typed[:-1]
    ]
    products = _products(searcher, before, [word for word, _count in completions], limit)
    room_for_products = min(len(products), max(limit // _PRODUCTS_SHARE, limit - len(words)))
    return (*words[: limit - room_for_products], *products[:room_for_products])


def _completions(searcher: tantivy.Searcher, before: str, last: str) -> list[tuple[str, int]]:
    """Return words of titles that start as typed, with the number of products that hold all the words."""
    found: list[tuple[str, int]] = searcher.terms_with_prefix(
        "title", last, filter_query=_asked(before) if before else None, limit=_COMPLETIONS_READ
    )
    return found


def _other_words(
    searcher: tantivy.Searcher, before: str, last: str, known: Collection[str]
) -> list[tuple[str, int]]:
    """Return what titles call goods of which another name starts as typed ("krip": "keripik")."""
    words = [word for word in goods_called(last) if word not in known][:_OTHER_WORDS_COUNTED]
    counted = [(word, _count_titles(searcher, before, word)) for word in words]
    return sorted(((word, count) for word, count in counted if count), key=lambda item: (-item[1], item[0]))


def _count_titles(searcher: tantivy.Searcher, before: str, word: str) -> int:
    clauses = [(Occur.Must, Query.term_query(schema(), "title", word))]
    if before:
        clauses.append((Occur.Must, _asked(before)))
    return count_hits(searcher, Query.boolean_query(clauses))


def _products(searcher: tantivy.Searcher, before: str, words: list[str], limit: int) -> list[Suggestion]:
    if not words:
        return []
    held = [
        Query.const_score_query(Query.term_query(schema(), "title", word), 1 / place)
        for place, word in enumerate(words, 1)
    ]
    clauses = [(Occur.Must, Query.disjunction_max_query(held))]
    if before:
        clauses.append((Occur.Must, _asked(before)))
    hits = searcher.search(Query.boolean_query(clauses), limit=limit).hits
    cards = [read_card(searcher.doc(address)) for _score, address in hits]
    return [Suggestion(card.title, SuggestionKind.PRODUCT, id=card.id) for card in cards]


def _asked(words: str) -> Query:
    return build(Plan(query=analyse(words), filters=Filters()))
