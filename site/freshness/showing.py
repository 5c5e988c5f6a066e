"""How a page being made says what it shows."""

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from freshness import subjects
from freshness.queries import marks_of, marks_of_products
from freshness.store import read
from freshness.turns import Turn

P = ParamSpec("P")


@dataclass
class Shown:
    """What one page shows: each subject with its mark as it was before anything of it was read.

    `known` holds marks that were read along, in case the page shows their subjects as well. `until` is when
    the page says something else by itself, in seconds of the epoch. `key` is that of the page in the cache;
    `turn` is held while the page is made for all who wait for it.
    """

    key: str | None = None
    known: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    until: float = math.inf
    turn: Turn | None = None


#: Read together: most pages show one or another of them.
GENERAL = (subjects.FRAME, subjects.INDEX, subjects.PAGES, subjects.SHOPS)

_shown: ContextVar[Shown | None] = ContextVar("shown", default=None)


@contextmanager
def recording(key: str | None) -> Iterator[Shown]:
    """Collect what the page made inside says that it shows; without a key it is not to be kept."""
    shown = Shown(key)
    token = _shown.set(shown)
    try:
        yield shown
    finally:
        _shown.reset(token)
        if shown.turn is not None:
            shown.turn.end()


def shows(*wanted: str) -> Mapping[str, str]:
    """Say that the page shows these, before reading them; return their marks. One query for new ones.

    A mark read after the data could be newer than the data, and the page would be kept although it is old.
    """
    shown = _shown.get() or Shown()
    if not shown.known:
        shown.known = marks_of([*GENERAL, *wanted])
    elif unknown := [subject for subject in wanted if subject not in shown.known]:
        shown.known |= marks_of(unknown)
    marks = {subject: shown.known[subject] for subject in (subjects.FRAME, *wanted)}
    shown.marks |= marks
    return marks


def mark_of(subject: str) -> str:
    """The mark of a general subject, for keys of parts: what the page says that it shows stays as it is."""
    shown = _shown.get() or Shown()
    if not shown.known:
        shown.known = marks_of(GENERAL)
    return shown.known[subject]


def shows_products(product_ids: Sequence[int]) -> tuple[Mapping[int, int], Mapping[str, str]]:
    """Say that the page shows these products, before reading them, and their shops; one query.

    Returns the key of each product's shop, and the marks of all of them and of the frame.
    """
    shown = _shown.get() or Shown()
    shops, marks = marks_of_products(product_ids, () if shown.known else GENERAL)
    # What is known already was read earlier and is the mark to keep the page with.
    shown.known = marks | shown.known
    about = [*map(subjects.product, shops), *map(subjects.shop, set(shops.values())), subjects.FRAME]
    seen = {subject: shown.known[subject] for subject in about}
    shown.marks |= seen
    return shops, seen


def holds_until(moment: dt.datetime | None) -> None:
    """Say that the page says something else from this moment on, by itself; None when it never does."""
    shown = _shown.get()
    if shown is not None and moment is not None:
        shown.until = min(shown.until, moment.timestamp())


def keep_page(request: HttpRequest) -> HttpResponse | None:
    """Let the page being made be kept: it depends on its address and what it said it shows, nothing else.

    When another request is making the same page, wait for it; its page is returned then.
    """
    shown = _shown.get()
    if shown is None or shown.key is None:
        return None
    turn = Turn.wait_for(shown.key)
    if turn.has_waited and (page := read(shown.key)):
        turn.end()
        return page.answer(request)
    shown.turn = turn
    return None


def kept(
    *general: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]],
    Callable[Concatenate[HttpRequest, P], HttpResponse],
]:
    """Decorate a view whose pages show these subjects and may be kept."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            made_meanwhile = keep_page(request)
            if made_meanwhile is not None:
                return made_meanwhile
            if general:
                shows(*general)
            return view(request, *args, **kwargs)

        return answer

    return decorate
