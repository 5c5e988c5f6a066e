"""Asking an open index, with types: the library's own stubs leave some of its answers out."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias, cast

import tantivy
from tantivy import DocAddress, Query

Hits: TypeAlias = list[tuple[float, DocAddress]]
"""Score or sort key and address of each hit."""


class Found(NamedTuple):
    """How many products a query finds, and the ones asked for."""

    total: int
    hits: Hits


def ask(
    searcher: tantivy.Searcher, query: Query, limit: int, offset: int = 0, column: str | None = None
) -> Found:
    """Return hits by score, best first, or by a numeric column, lowest first."""
    answer = searcher.search(
        query, limit=limit, offset=offset, order_by_field=column, order=tantivy.Order.Asc
    ) if column else searcher.search(query, limit=limit, offset=offset)  # fmt: skip
    return Found(answer.count, answer.hits)  # type: ignore[attr-defined]  # tantivy's stubs leave out `count`


def count_hits(searcher: tantivy.Searcher, query: Query) -> int:
    """Return how many products a query finds."""
    return ask(searcher, query, 1).total


def ids_of(searcher: tantivy.Searcher, addresses: list[DocAddress]) -> list[int]:
    """Return the ids of the products at these addresses, in the same sequence."""
    return cast("list[int]", searcher.fast_field_values("id", addresses))
