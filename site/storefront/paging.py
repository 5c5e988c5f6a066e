"""Pages of a list: the number asked for, and the links to the others."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from search.exceptions import PageNotFound
from search.parsing import PAGE, page_number


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number in the pager; a gap has neither number nor address."""

    number: int | None
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Where the reader is in a list, and the addresses of the pages around."""

    page: int
    pages: int
    previous: str | None
    next: str | None
    links: tuple[PageLink, ...]

    @property
    def is_needed(self) -> bool:
        return self.pages > 1


def pager(page: int, pages: int, link: Callable[[int], str]) -> Pager:
    """Links to the pages around; `link` gives the address of a page by its number."""
    return Pager(
        page=page,
        pages=pages,
        previous=link(page - 1) if page > 1 else None,
        next=link(page + 1) if page < pages else None,
        links=tuple(
            PageLink(number, link(number) if number else "", number == page) for number in _shown(page, pages)
        ),
    )


def pager_of(page: Page, request: HttpRequest) -> Pager:
    """The pager of a list that is all at this address."""
    return pager(page.number, page.paginator.num_pages, partial(_page_address, request))


def _page_address(request: HttpRequest, number: int) -> str:
    """This address with another page; the first page has no number in its address."""
    params = request.GET.copy()
    params.pop(PAGE, None)
    if number > 1:
        params[PAGE] = str(number)
    query = params.urlencode()
    return f"{request.path}?{query}" if query else request.path


def page_of(queryset: QuerySet, params: QueryDict, size: int) -> Page:
    """The page asked for; raises BadPage, and PageNotFound past the last one."""
    number = page_number(params.get(PAGE, ""))
    paginator = Paginator(queryset, size)
    if number > paginator.num_pages:
        raise PageNotFound(page=number, pages=paginator.num_pages)
    return paginator.page(number)


def _shown(page: int, pages: int) -> list[int | None]:
    """First, last, and the neighbours of the current page; None stands for a gap."""
    wanted = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    shown: list[int | None] = []
    for number in wanted:
        if shown and number - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(number)
    return shown
