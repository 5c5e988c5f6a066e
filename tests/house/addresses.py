"""Every address of the site as its URL patterns name it, so that a new one cannot be forgotten."""

from collections.abc import Iterator, Sequence

from django.urls import URLPattern, URLResolver, get_resolver


def addresses(below: str = "") -> list[str]:
    """The addresses that begin so, without a slash before them, in Indonesian: `penjual/<slug:slug>/tim/`."""
    return [route for route in _routes(get_resolver().url_patterns) if route.startswith(below)]


def _routes(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
