"""What no page of the CMS sends: made-up keys, forms without their fields, the root of all pages to be moved.

Wagtail takes such a request as it comes and falls over it. Whoever made it up is told that there is no such
page, or that the request cannot be read.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.core.paginator import InvalidPage
from django.db import DataError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDictKeyError
from wagtail.admin.views.generic.chooser import CreateViewMixin
from wagtail.models import Page

logger = logging.getLogger(__name__)

#: A page of Wagtail's that fails on purpose, to try how errors look.
FAILS_ON_PURPOSE = "wagtailadmin_error_test"
#: What is done to one of a page's children; the root of all pages has nobody above it.
DONE_TO_CHILDREN = frozenset(
    [
        *("wagtailadmin_pages:move_confirm", "wagtailadmin_pages:set_page_position"),
        *("wagtailadmin_pages:lock", "wagtailadmin_pages:unlock"),
        "wagtailadmin_choose_page_chosen_multiple",
    ]
)
#: Fields that are read before their form is judged.
READ_UNJUDGED = {
    "wagtailadmin_choose_page_external_link": ("external-link-chooser-url",),
    "wagtailredirects:process_import": ("import_file_name", "input_format"),
}
#: How a query and the databases say that a value can be in no column.
NO_VALUE = ("expected a number but got", "out of range", "too large", "NUL (0x00)")


class ForgedRequests:
    """Answers 404 or 400 where Wagtail would fail at what was made up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Wagtail locks the root before it falls over it, so this is told beforehand."""
        if _name(request) in DONE_TO_CHILDREN and _is_root(*kwargs.values(), *request.GET.getlist("id")):
            raise Http404("The root of all pages stays where it is.")

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not request.path.startswith(self.cms):
            return
        if isinstance(exception, MultiValueDictKeyError | ProtectedError) or lacks_fields(request):
            raise BadRequest("Fields are missing, or what is in use was to go.") from exception
        if is_about_a_key(exception) or names_what_was_sent(exception, request) or leads_nowhere(request):
            logger.warning("taken for made up", exc_info=exception)  # should it be a mistake of ours
            raise Http404("No such key.") from exception


def is_about_a_key(exception: Exception) -> bool:
    """Whether nothing has that key, or a column was given what it cannot hold."""
    if isinstance(exception, ValidationError):
        codes = [] if hasattr(exception, "error_dict") else [each.code for each in exception.error_list]
        return codes == ["invalid"]
    if isinstance(exception, OverflowError | DataError | ValueError):
        return any(words in str(exception) for words in NO_VALUE)
    return isinstance(exception, ObjectDoesNotExist | InvalidPage)


def names_what_was_sent(exception: Exception, request: HttpRequest) -> bool:
    """Whether something sent was taken for a number, a model or an address, and the error is about it."""
    if not isinstance(exception, NoReverseMatch | ValueError):
        return False
    told = str(exception)
    return any(f"'{value}'" in told or repr(value) in told for value in _sent(request))


def lacks_fields(request: HttpRequest) -> bool:
    """Whether the request is a form without what is read of it unjudged."""
    return any(field not in request.POST for field in READ_UNJUDGED.get(_name(request), ()))


def leads_nowhere(request: HttpRequest) -> bool:
    """Whether nothing is ever made at this address: its chooser offers no form for a new row."""
    made: Any = request.resolver_match.func if request.resolver_match else None
    view = getattr(made, "view_class", None)
    if view is None or not issubclass(view, CreateViewMixin):
        return _name(request) == FAILS_ON_PURPOSE
    return view(**made.view_initkwargs).get_creation_form_class() is None


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _sent(request: HttpRequest) -> Iterator[str]:
    for values in (request.GET, request.POST):
        for _name, several in values.lists():
            yield from filter(None, map(str, several))


def _is_root(*keys: Any) -> bool:
    numbers = [int(key) for key in map(str, keys) if key.isdecimal() and len(key) < 10]
    return bool(Page.objects.filter(pk__in=numbers, depth=1).exists())
