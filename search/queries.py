"""Searching, as pages, commands and other rooms see it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from search import tasks
from search.contract import (
    FACET_NAMES,
    SUGGESTION_LIMIT,
    IndexStatus,
    SearchEngine,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from search.engines import get_engine
from search.exceptions import IndexUnavailable, UnknownFilterValue
from search.labels import FACET_LABELS, Labels, labels_of
from search.links import query_string, toggled
from search.parsing import clean_words, parse
from search.services import repair_index

__all__ = ["FacetChoice", "FacetView", "SearchView", "index_status", "parse", "search", "suggest"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One value of a facet as a page shows it; `link` chooses it, or lets it go when it is chosen.

    `depth` counts the levels above it in a tree of categories or regions.
    """

    value: str
    label: str
    count: int
    is_chosen: bool
    depth: int
    link: str


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet as a page shows it."""

    name: str
    label: str
    choices: tuple[FacetChoice, ...]

    @property
    def chosen(self) -> tuple[FacetChoice, ...]:
        """The values that narrow the result now."""
        return tuple(choice for choice in self.choices if choice.is_chosen)


@dataclass(frozen=True, slots=True)
class SearchView:
    """An answer with everything a page needs besides the products themselves."""

    request: SearchRequest
    result: SearchResult
    facets: tuple[FacetView, ...]

    @property
    def product_ids(self) -> list[int]:
        """The products of this page, in order."""
        return [hit.id for hit in self.result.hits]


@dataclass(slots=True)
class _LastLook:
    """On which day this process last looked for lapsed claims, by engine."""

    days: dict[str, date] = field(default_factory=dict)

    def is_first_on(self, day: date, engine: str) -> bool:
        is_first = self.days.get(engine) != day
        self.days[engine] = day
        return is_first


_last_look = _LastLook()


def search(request: SearchRequest, *, engine: str | None = None) -> SearchView:
    """Answer a request, with one query for the labels.

    Raises PageNotFound, PageTooDeep, UnknownFilterValue for a value that does not exist, UnknownEngine, and
    IndexUnavailable when the index cannot answer and could not be mended at once.
    """
    chosen_engine = get_engine(engine)
    result = _answer(chosen_engine, request)
    _see_to_lapsed_claims(chosen_engine.name)
    values = {
        name: {value.value for value in result.facet(name).values} | set(request.filters.values_of(name))
        for name in FACET_NAMES
    }
    labels = labels_of(values)
    _check_chosen(request, labels)
    facets = tuple(_facet_view(name, result, request, labels) for name in FACET_NAMES)
    return SearchView(request, result, facets)


def suggest(
    prefix: str, *, limit: int = SUGGESTION_LIMIT, engine: str | None = None
) -> tuple[Suggestion, ...]:
    """Return ways to go on from what has been typed; nothing when the index cannot answer. No queries."""
    try:
        return get_engine(engine).suggest(clean_words(prefix), limit)
    except IndexUnavailable as error:
        logger.warning("no suggestions", extra={"reason": error.message})
        return ()


def index_status(*, engine: str | None = None) -> IndexStatus:
    """Say whether the index can answer, for health checks."""
    return get_engine(engine).status()


def _answer(engine: SearchEngine, request: SearchRequest) -> SearchResult:
    try:
        return engine.search(request)
    except IndexUnavailable as error:
        logger.warning("search index cannot answer", extra={"engine": engine.name, "reason": error.message})
        if not repair_index(engine=engine.name):
            raise
        return engine.search(request)


def _see_to_lapsed_claims(engine: str) -> None:
    """Have entries with expired claims made again, looking once a day. The engine hides them meanwhile."""
    if _last_look.is_first_on(timezone.localdate(), engine):
        tasks.index_lapsed.enqueue(engine)


def _check_chosen(request: SearchRequest, labels: Labels) -> None:
    for name in request.filters.active():
        for value in request.filters.values_of(name):
            if value not in labels[name]:
                remedy = _("Remove it, or choose one of the values offered beside the result.")
                raise UnknownFilterValue(name=name, value=value, remedy=remedy)


def _facet_view(name: str, result: SearchResult, request: SearchRequest, labels: Labels) -> FacetView:
    chosen = request.filters.values_of(name)
    choices = tuple(
        FacetChoice(
            value=item.value,
            label=labels[name][item.value],
            count=item.count,
            is_chosen=item.value in chosen,
            depth=_depth(name, item.value),
            link=query_string(toggled(request, name, item.value)),
        )
        for item in result.facet(name).values
        if item.value in labels[name]
    )
    return FacetView(name, str(FACET_LABELS[name]), choices)


def _depth(name: str, value: str) -> int:
    separator = {"kategori": "/", "wilayah": "."}.get(name)
    return value.count(separator) if separator else 0
