"""One request at a time makes a page; the others wait for what it makes."""

import time
from dataclasses import dataclass
from typing import Self

from django.core.cache import cache

_LONGEST_MAKING = 10.0
"""Seconds after which the one who makes a page is taken for dead."""

_LONGEST_WAIT = 3.0
_PAUSE = 0.02


@dataclass(frozen=True)
class Turn:
    """A request's turn to make a page. Who waited too long makes it as well, without the lock."""

    lock: str
    is_mine: bool
    has_waited: bool

    @classmethod
    def wait_for(cls, key: str) -> Self:
        """Take the turn, or wait until whoever has it is done."""
        lock, has_waited, deadline = f"{key}:making", False, time.monotonic() + _LONGEST_WAIT
        while not (is_mine := bool(cache.add(lock, True, _LONGEST_MAKING))) and time.monotonic() < deadline:
            has_waited = True
            time.sleep(_PAUSE)
        return cls(lock, is_mine, has_waited)

    def end(self) -> None:
        if self.is_mine:
            cache.delete(self.lock)
