"""Keys in addresses and hidden fields of the CMS, which nobody types: one that is no number names nothing.

Wagtail looks such a key up as it comes and falls over it. To whoever made it up there is no such page.
"""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse


class ForgedKeys:
    """Answers 404 where Wagtail would fail at a key that is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.cms = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if request.path.startswith(self.cms) and is_about_a_key(exception):
            raise Http404("No such key.") from exception


def is_about_a_key(exception: Exception) -> bool:
    """Whether a field that holds numbers was given something else: in a query, or as a form's hidden key."""
    if isinstance(exception, ValidationError):
        codes = [] if hasattr(exception, "error_dict") else [each.code for each in exception.error_list]
        return codes == ["invalid"]
    return isinstance(exception, ValueError) and "expected a number but got" in str(exception)
