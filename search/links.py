"""The addresses that a search page links to: each is a whole request, written in one way only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote_plus, urlencode

from search.contract import FACET_NAMES, TREES, Filters, SearchRequest, Sort


def query_string(request: SearchRequest) -> str:
    """Return a request as the part of an address from "?" on; empty when nothing is asked."""
    pairs = [("q", request.words)] if request.words else []
    pairs += [(name, value) for name in FACET_NAMES for value in request.filters.values_of(name)]
    if request.sort is not Sort.RELEVANCE:
        pairs.append(("urut", request.sort.value))
    if request.page > 1:
        pairs.append(("halaman", str(request.page)))
    return f"?{urlencode(pairs)}" if pairs else ""


class FilterLinks:
    """The addresses that choose one value more of a question, or let one go.

    A page has a hundred of them, so everything but the one filter is encoded once. `fixed` names filters that
    the page's own path stands for; they are left out of its addresses.
    """

    def __init__(self, request: SearchRequest, *, fixed: Collection[str] = ()) -> None:
        self._filters = request.filters
        self._names = [name for name in FACET_NAMES if name not in fixed]
        self._parts = {
            name: "".join(_part(name, value) for value in request.filters.values_of(name))
            for name in self._names
        }
        self._words = _part("q", request.words) if request.words else ""
        self._sort = _part("urut", request.sort.value) if request.sort is not Sort.RELEVANCE else ""

    def toggling(self, name: str, value: str) -> str:
        """The first page with this value chosen, or let go when it is, as the part of an address from "?" on.

        In a tree a value takes the place of those above and below it. Empty when nothing is asked.
        """
        changed = "".join(_part(name, each) for each in self._toggled(name, value))
        query = self._words + "".join(
            changed if other == name else self._parts[other] for other in self._names
        )
        query += self._sort
        return f"?{query[1:]}" if query else ""

    def _toggled(self, name: str, value: str) -> Iterable[str]:
        chosen = self._filters.values_of(name)
        if value in chosen:
            return (each for each in chosen if each != value)
        return (*(each for each in chosen if not _are_related(name, each, value)), value)


def _are_related(name: str, one: str, other: str) -> bool:
    """Whether one lies above the other in the filter's tree."""
    separator = TREES.get(name)
    if separator is None:
        return False
    return one.startswith(f"{other}{separator}") or other.startswith(f"{one}{separator}")


@lru_cache(maxsize=10_000)
def _part(name: str, value: str) -> str:
    return f"&{name}={quote_plus(value)}"


def sorted_by(request: SearchRequest, sort: Sort) -> SearchRequest:
    """Return the first page of the request in another order."""
    return replace(request, sort=sort, page=1)


def at_page(request: SearchRequest, page: int) -> SearchRequest:
    """Return another page of the request."""
    return replace(request, page=page)


def spelled(request: SearchRequest, words: str) -> SearchRequest:
    """Return the first page of the request with other words."""
    return replace(request, words=words, page=1)


def unfiltered(request: SearchRequest) -> SearchRequest:
    """Return the first page of the request with all filters lifted."""
    return replace(request, filters=Filters(), page=1)
