"""Pages that say what went wrong, why, and what to do next."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from search.exceptions import BadRequest, IndexUnavailable, PageNotFound, QueryTooLong, SearchError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

logger = logging.getLogger(__name__)
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Problem:
    """What to answer to one kind of error: the status, and the words around the error's own."""

    status: int
    what: "StrPromise"
    remedy: "StrPromise"


#: The first that fits counts.
ANSWERS: tuple[tuple[type[SearchError], Problem], ...] = (
    (QueryTooLong, Problem(413, _("Your search is too long"), _("Search again with a few words."))),
    (BadRequest, Problem(400, _("This address cannot be read"), _("Correct the address, or start anew."))),
    (PageNotFound, Problem(404, _("There is no such page"), _("Go back to the first page."))),
    (
        IndexUnavailable,
        Problem(
            503,
            _("Search is being prepared"),
            _("Please try again in a minute. You can visit the shops meanwhile."),
        ),
    ),
    (SearchError, Problem(503, _("Search does not answer"), _("Please try again in a minute."))),
)


def in_words(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Turn a view's search errors into pages with words and the right status: 400, 404, 413 or 503."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SearchError as error:
            return problem_page(request, error)

    return answer


def problem_page(request: HttpRequest, error: SearchError) -> HttpResponse:
    """The page for one search error; its own words say why, unless the fault is ours."""
    problem = next(problem for kind, problem in ANSWERS if isinstance(error, kind))
    is_ours = problem.status >= 500
    if is_ours:
        logger.error("search unavailable", extra={"reason": error.message})
    context = {
        "status": problem.status,
        "what": problem.what,
        "why": "" if is_ours else error.message,
        "remedy": problem.remedy,
        "first_page": request.path,
    }
    template = "413.html" if problem.status == 413 else "errors/problem.html"
    return render(request, template, context, status=problem.status)
