"""The addresses that a search page links to: each is a whole request, written in one way only."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from search.contract import FACET_NAMES, Filters, SearchRequest, Sort


def query_string(request: SearchRequest) -> str:
    """Return a request as the part of an address from "?" on; empty when nothing is asked."""
    pairs = [("q", request.words)] if request.words else []
    pairs += [(name, value) for name in FACET_NAMES for value in request.filters.values_of(name)]
    if request.sort is not Sort.RELEVANCE:
        pairs.append(("urut", request.sort.value))
    if request.page > 1:
        pairs.append(("halaman", str(request.page)))
    return f"?{urlencode(pairs)}" if pairs else ""


def toggled(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """Return the first page of the request with one filter value chosen, or let go if it was."""
    chosen = request.filters.values_of(name)
    values = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
    return replace(request, filters=replace(request.filters, **{name: values}), page=1)


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
