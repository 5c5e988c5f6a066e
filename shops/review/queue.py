"""The curators' queue: what of every kind waits, oldest first, what shoppers complain about most before all.

A kind of thing joins with `register_source`. Its source answers with two things: the rows that wait, as one
queryset of the same four columns for every kind, and what the list shows of some of them. So a page of the
queue costs two queries for all kinds together and one more for each kind on it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from shops.curation.scope import Scope, scope_of
from shops.review.kinds import Kind
from shops.review.models import Taking

#: The rank of what shoppers complain about most, and of the rest.
RAISED, USUAL = 0, 1
#: So many entries are looked through for one that is free.
A_FEW = 25
#: What each source's queryset gives: the kind, the key, the rank, since when.
COLUMNS = ("entry_kind", "entry_key", "entry_rank", "entry_since")
ORDER = ("entry_rank", "entry_since", "entry_kind", "entry_key")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the queue."""

    kind: Kind
    key: int
    since: dt.datetime
    title: str
    shop: str
    region: str
    url: str
    note: str = ""
    is_raised: bool = False
    taker_id: int | None = None
    taker: str = ""

    @property
    def place(self) -> str:
        """The name of the line on its page, and of the entry in a form that takes many."""
        return f"{self.kind.value}-{self.key}"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the curator narrows the queue to; empty for all."""

    kind: str = ""
    region: str = ""
    words: str = ""
    taken: str = ""
    by: Any = None


Waiting = Callable[[Scope, Filters], QuerySet[Any, Any]]
Shown = Callable[[Sequence[int]], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of thing that waits; `waiting` gives `values_list(*COLUMNS)` in any order."""

    kind: Kind
    waiting: Waiting
    shown: Shown


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    """Let this kind of thing stand in the queue."""
    _sources[source.kind] = source


def taken_keys(kind: Kind, by: Any = None) -> QuerySet[Any, Any]:
    """The keys of what is taken, by anyone or by one person; a condition for a source's queryset."""
    takings = Taking.objects.filter(kind=kind)
    return (takings.filter(by=by) if by else takings).values("object_id")


def with_taker(rows: QuerySet[Any, Any], kind: Kind, path: str = "pk") -> QuerySet[Any, Any]:
    """Add `taker_id` and `taker`, who has taken the entry by name or address; empty while nobody has."""
    taking = Taking.objects.filter(kind=kind, object_id=OuterRef(path))
    named = NullIf(Trim(Concat("by__first_name", Value(" "), "by__last_name")), Value(""))
    called = Coalesce(named, "by__email", output_field=CharField())
    return rows.annotate(
        taker_id=Subquery(taking.values("by")[:1]), taker=Subquery(taking.values(name=called)[:1])
    )


def narrowed(rows: QuerySet[Any, Any], kind: Kind, filters: Filters, path: str = "pk") -> QuerySet[Any, Any]:
    """The rows that the filter by taking leaves; `path` leads to the key of the entry."""
    if filters.taken == "free":
        return rows.exclude(**{f"{path}__in": taken_keys(kind)})
    if filters.taken == "mine":
        return rows.filter(**{f"{path}__in": taken_keys(kind, filters.by)})
    return rows


class Queue:
    """What waits for one curator; sliced by a paginator, two queries for all kinds."""

    def __init__(self, scope: Scope, filters: Filters) -> None:
        kinds = [kind for kind in _sources if scope.has(kind) and filters.kind in ("", kind)]
        self.parts = [_sources[kind].waiting(scope.of(kind), filters) for kind in kinds]

    @property
    def rows(self) -> QuerySet[Any, Any]:
        """All kinds together; each with all of `COLUMNS`."""
        first, *others = self.parts
        return first.union(*others, all=True) if others else first

    def count(self) -> int:
        """How much waits."""
        return self.rows.count() if self.parts else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, place: slice) -> list[Entry]:
        if not self.parts:
            return []
        rows = self.rows.order_by(*ORDER)[place]
        return entries([(kind, key, rank == RAISED) for kind, key, rank, _since in rows])


def next_free(user: Any, kind: Kind) -> str | None:
    """Where the oldest of this kind is decided on that no colleague has taken: three queries.

    A curator goes on there after a decision, without the way by the list.
    """
    waiting = Queue(scope_of(user), Filters(kind=kind, by=user))
    return next((entry.url for entry in waiting[:A_FEW] if entry.taker_id in (None, user.pk)), None)


def entries(keys: Sequence[tuple[str, int, bool]]) -> list[Entry]:
    """What the list shows of these, in their order; one that was decided meanwhile is left out."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, key, _raised in keys:
        wanted[kind].append(key)
    shown: dict[tuple[str, int], Entry] = {
        (entry.kind, entry.key): entry
        for kind, some in wanted.items()
        for entry in _sources[kind].shown(some)
    }
    return [replace(shown[kind, key], is_raised=raised) for kind, key, raised in keys if (kind, key) in shown]
