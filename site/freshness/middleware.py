"""Answers with a kept page where one holds, and keeps the pages that may be kept."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.views import serve

from freshness.showing import recording, shows
from freshness.store import KeptPage, key_of, read, write
from freshness.subjects import PAGES

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class KeptPages:
    """Stands before everything else: a kept page is the same for everyone and costs one query.

    Its headers are kept with it, those of safety as well. What the others would send elsewhere or refuse was
    never kept: addresses without TLS are pages of their own, and so is every host.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = key_of(request)
        page = read(key) if key else None
        if page is not None:
            return page.answer(request)
        with recording(key) as shown:
            response = self.get_response(request)
            if key is None or shown.turn is None or not _is_for_everyone(response):
                return response
            assert isinstance(response, HttpResponse)  # noqa: S101  (checked by _is_for_everyone)
            page = KeptPage.of(response, shown.marks, shown.until)
            write(key, page)
        return page.answer(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """An editors' page is read by Wagtail on the way to it: its mark has to be older than that."""
        if view is serve and request.method in {"GET", "HEAD"}:
            shows(PAGES)


def _is_for_everyone(response: HttpResponseBase) -> bool:
    cache_control = response.get("Cache-Control", "")
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and "private" not in cache_control
        and "no-store" not in cache_control
    )
