"""Editors' pages are kept like all others."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from freshness.queries import is_for_some
from freshness.showing import keep_page


@hooks.register("before_serve_page", order=100)
def keep_editors_page(
    page: Page, request: HttpRequest, serve_args: Any, serve_kwargs: Any
) -> HttpResponse | None:
    """Not one that only some may see; what it shows is noted by `KeptPages.process_view`."""
    return None if is_for_some(page) else keep_page(request)
