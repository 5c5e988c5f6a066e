"""Searching, as pages, commands and other rooms see it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from catalogue.zones import Zone, days_by_zone
from search import tasks
from search.contract import (
    FACET_NAMES,
    SUGGESTION_LIMIT,
    TREES,
    FacetValue,
    IndexStatus,
    SearchEngine,
    SearchRequest,
    SearchResult,
    Suggestion,
)
from search.engines import get_engine
from search.exceptions import IndexUnavailable, UnknownFilterValue
from search.labels import FACET_LABELS, Labels, labels_of
from search.parsing import clean_words, parse
from search.services import repair_index

__all__ = [
    "FacetChoice",
    "FacetView",
    "SearchView",
    "facet_views",
    "find",
    "index_status",
    "parse",
    "search",
    "suggest",
]

logger = logging.getLogger(__name__)

MOST_SHOWN = 30
"""Values of a facet that is no tree, such as shops, that a page offers besides the chosen ones."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One value of a facet; `depth` counts the levels above it in a tree of categories or regions."""

    value: str
    label: str
    count: int
    is_chosen: bool
    depth: int


@dataclass(frozen=True, slots=True)
class FacetView:
    """One facet with its values, named in the reader's language."""

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


ViewsOf = Callable[[SearchRequest, SearchResult], tuple[FacetView, ...]]
"""Gives an answer's facets their names, as `facet_views` does."""


@dataclass(slots=True)
class _LastLook:
    """On which days in the three zones this process last looked for lapsed claims, by engine."""

    days: dict[str, Mapping[Zone, date]] = field(default_factory=dict)

    def is_first_on(self, days: Mapping[Zone, date], engine: str) -> bool:
        is_first = self.days.get(engine) != days
        self.days[engine] = days
        return is_first


_last_look = _LastLook()


def search(
    request: SearchRequest, *, engine: str | None = None, views_of: ViewsOf | None = None
) -> SearchView:
    """Answer a request, with one query for the facets' labels, or what `views_of` takes to name them.

    Raises PageNotFound, PageTooDeep, UnknownFilterValue for a value that does not exist, UnknownEngine, and
    IndexUnavailable when the index cannot answer and could not be mended at once.
    """
    chosen_engine = get_engine(engine)
    result = _answer(chosen_engine, request)
    _catch_up(chosen_engine.name)
    return SearchView(request, result, (views_of or facet_views)(request, result))


def facet_views(
    request: SearchRequest,
    result: SearchResult,
    *,
    is_folded: bool = False,
    labels_of: Callable[[Mapping[str, Collection[str]]], Labels] = labels_of,
) -> tuple[FacetView, ...]:
    """Return an answer's facets by name, with one query for the labels, or what `labels_of` takes for it.

    `is_folded` leaves out what a page does not show: of a tree all but its roots and what lies directly below
    a chosen value or one above it, of other facets all but the most frequent values.

    Raises UnknownFilterValue for a value that does not exist.
    """
    counted: dict[str, Sequence[FacetValue]] = {name: result.facet(name).values for name in FACET_NAMES}
    if is_folded:
        counted = {name: _folded(name, values, request) for name, values in counted.items()}
    labels = labels_of(
        {
            name: {value.value for value in values} | set(request.filters.values_of(name))
            for name, values in counted.items()
        }
    )
    _check_chosen(request, labels)
    return tuple(_facet_view(name, values, request, labels) for name, values in counted.items())


def find(request: SearchRequest, *, engine: str | None = None) -> SearchResult:
    """Answer a request as the engine does, without labels: for rows and counts. No queries.

    Raises what `search` raises but for UnknownFilterValue: a value that does not exist finds nothing.
    """
    return _answer(get_engine(engine), request)


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


def _catch_up(engine: str) -> None:
    """Have the index caught up: once after this process started, and once after each zone's midnight.

    Entries with expired claims are made again (the engine hides them meanwhile), and what a process that died
    had not indexed yet.
    """
    if _last_look.is_first_on(days_by_zone(), engine):
        tasks.catch_up.enqueue(engine)


def _check_chosen(request: SearchRequest, labels: Labels) -> None:
    for name in request.filters.active():
        for value in request.filters.values_of(name):
            if value not in labels[name]:
                remedy = _("Remove it, or choose one of the values offered beside the result.")
                raise UnknownFilterValue(name=name, value=value, remedy=remedy)


def _folded(name: str, values: Sequence[FacetValue], request: SearchRequest) -> Sequence[FacetValue]:
    chosen = request.filters.values_of(name)
    separator = TREES.get(name)
    if separator is None:
        return [*values[:MOST_SHOWN], *(each for each in values[MOST_SHOWN:] if each.value in chosen)]
    unfolded = {""}
    for value in chosen:
        levels = value.split(separator)
        unfolded.update(separator.join(levels[: depth + 1]) for depth in range(len(levels)))
    return [each for each in values if each.value.rpartition(separator)[0] in unfolded]


def _facet_view(name: str, values: Sequence[FacetValue], request: SearchRequest, labels: Labels) -> FacetView:
    chosen = request.filters.values_of(name)
    separator = TREES.get(name)
    choices = tuple(
        FacetChoice(
            value=item.value,
            label=labels[name][item.value],
            count=item.count,
            is_chosen=item.value in chosen,
            depth=item.value.count(separator) if separator else 0,
        )
        for item in values
        if item.value in labels[name]
    )
    return FacetView(name, str(FACET_LABELS[name]), choices)
