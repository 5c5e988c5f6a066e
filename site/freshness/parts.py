"""Parts of pages, kept under keys that change with what they show; the latest in the process."""

import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from django.core.cache import cache
from django.utils.translation import get_language

from config.release import release
from freshness.queries import today
from freshness.recent import Recent
from freshness.services import KEPT_FOR
from freshness.showing import shows
from freshness.subjects import FRAME

T = TypeVar("T")

_recent: Recent[str, tuple[float, Any]] = Recent(most=4_000)
"""About 4 KB a card. With the moment each ends: a mark whose rows were swept away says what it once said."""

_remembered: Recent[str, tuple[float, Any]] = Recent(most=300)
"""About 40 KB each."""


def kept_parts(keys: Collection[str]) -> dict[str, Any]:
    """The parts that are kept under these keys; what the process has is not asked of the cache."""
    now = time.time()
    found = {}
    for key in keys:
        part = _recent.get(key)
        if part is not None and part[0] > now:
            found[key] = part[1]
    if missing := [key for key in keys if key not in found]:
        for key, (until, part) in cache.get_many(missing).items():
            found[key] = part
            _recent.put(key, (until, part))
    return found


def keep_parts(parts: Mapping[str, Any]) -> None:
    """Keep the parts for all processes. They are shared by threads, so nobody may change them."""
    if not parts:
        return
    until = time.time() + KEPT_FOR.total_seconds()
    entries = {key: (until, part) for key, part in parts.items()}
    cache.set_many(entries, KEPT_FOR.total_seconds())
    for key, entry in entries.items():
        _recent.put(key, entry)


def kept_with_frame(name: str, make: Callable[[], T]) -> T:
    """What `make` makes of the frame's own rows, in the active language, kept until one of them changes.

    The rows are those whose changes are noted as the frame's, and the day. One query at most.
    """
    key = _with_frame(name)
    kept = kept_parts([key])
    if key in kept:
        part: T = kept[key]
        return part
    part = make()
    keep_parts({key: part})
    return part


def remembered_with_frame(name: str, make: Callable[[], T]) -> T:
    """As `kept_with_frame`, for what is quicker to make than to get from the cache: in this process only."""
    key = _with_frame(name)
    remembered = _remembered.get(key)
    if remembered is not None and remembered[0] > time.time():
        found: T = remembered[1]
        return found
    part = make()
    _remembered.put(key, (time.time() + KEPT_FOR.total_seconds(), part))
    return part


def _with_frame(name: str) -> str:
    return f"{name}:{get_language()}:{shows()[FRAME]}:{today()}:{release()}"


def forget_parts() -> None:
    """Forget what this process has, as one that has just started."""
    _recent.clear()
    _remembered.clear()
