"""The engines that can answer searches, by the names used in settings and commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from search.contract import SearchEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.exceptions import UnknownEngine


@cache
def _embedded_in(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder, now=lambda: timezone.now())


_FACTORIES: dict[str, Callable[[], SearchEngine]] = {
    EmbeddedEngine.name: lambda: _embedded_in(Path(settings.SEARCH_INDEX_DIR)),
}


def get_engine(name: str | None = None) -> SearchEngine:
    """Return this process's engine of that name, by default the one in the settings; UnknownEngine."""
    wanted = name or settings.SEARCH_ENGINE
    try:
        return _FACTORIES[wanted]()
    except KeyError:
        raise UnknownEngine(wanted, tuple(sorted(_FACTORIES))) from None


def maintained_engines() -> tuple[str, ...]:
    """Return the names of the engines whose indexes are kept up to date."""
    return tuple(sorted(_FACTORIES))
