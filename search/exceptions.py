"""Everything that can go wrong in search, each with words for the person who meets it."""

from __future__ import annotations

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

REBUILD_COMMAND = "python manage.py rebuild_search"


class SearchError(Exception):
    """Base of all search errors; `message` is meant for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class IndexUnavailable(SearchError):
    """The index cannot answer until it is built again."""


class IndexMissing(IndexUnavailable):
    """There is no index yet."""

    def __init__(self) -> None:
        super().__init__(
            _("The search index has not been built yet. Run “%(command)s”.") % {"command": REBUILD_COMMAND}
        )


class IndexDamaged(IndexUnavailable):
    """The index's files cannot be read; `detail` is for the log."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(
            _("The search index is damaged. Run “%(command)s” to build it again.")
            % {"command": REBUILD_COMMAND}
        )


class IndexOutdated(IndexUnavailable):
    """The index was built by another version of the program."""

    def __init__(self, *, found: int, expected: int) -> None:
        self.found = found
        self.expected = expected
        super().__init__(
            _(
                "The search index has version %(found)s but this program needs version %(expected)s. "
                "Run “%(command)s”."
            )
            % {"found": found, "expected": expected, "command": REBUILD_COMMAND}
        )


class IndexBusy(SearchError):
    """Another process kept writing for longer than we were willing to wait."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            _("Another process kept writing the search index for %(seconds)s seconds. Try again later.")
            % {"seconds": f"{seconds:g}"}
        )


class UnknownEngine(SearchError):
    """No engine of that name is configured."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        super().__init__(
            _("There is no search engine “%(name)s”. Choose one of: %(known)s.")
            % {"name": name, "known": ", ".join(known)}
        )


class BadRequest(SearchError):
    """The question cannot be answered as it was put; the address or command line has to change."""


class QueryTooLong(BadRequest):
    """The words are longer than anyone types."""

    def __init__(self, *, limit: int) -> None:
        self.limit = limit
        super().__init__(
            _("The search text is too long. Use at most %(limit)s bytes; a few words are enough.")
            % {"limit": localize(limit)}
        )


class UnknownFilterValue(BadRequest):
    """A filter was given a value that does not exist."""

    def __init__(self, *, name: str, value: str, remedy: str) -> None:
        self.name = name
        self.value = value
        super().__init__(
            _("“%(value)s” is not a value of the filter “%(name)s”. %(remedy)s")
            % {"value": value[:80], "name": name, "remedy": remedy}
        )


class TooManyFilterValues(BadRequest):
    """More values of one filter than a page can offer."""

    def __init__(self, *, name: str, limit: int) -> None:
        self.name = name
        self.limit = limit
        super().__init__(
            _("The filter “%(name)s” takes at most %(limit)s values. Choose fewer.")
            % {"name": name, "limit": limit}
        )


class BadPage(BadRequest):
    """The page is not a whole number from 1."""

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(
            _("“%(value)s” is not a page number. Use a whole number from 1.") % {"value": value[:80]}
        )


class PageNotFound(SearchError):
    """The page lies past the last one."""

    def __init__(self, *, page: int, pages: int) -> None:
        self.page = page
        self.pages = pages
        super().__init__(
            ngettext(
                "There is no page %(page)s: the result has %(pages)s page.",
                "There is no page %(page)s: the result has %(pages)s pages.",
                pages,
            )
            % {"page": localize(page), "pages": localize(pages)}
        )


class PageTooDeep(PageNotFound):
    """The result goes on, but the page lies past the depth limit."""

    def __init__(self, *, page: int, pages: int, limit: int) -> None:
        self.limit = limit
        super().__init__(page=page, pages=pages)
        self.message = _(
            "Only the first %(limit)s products of a result can be paged through. Narrow it with a filter."
        ) % {"limit": localize(limit)}
