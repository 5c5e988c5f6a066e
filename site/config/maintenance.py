"""What everybody sees while the site is being mended."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

#: Those who ask here want to know of this process, not of the site.
HEALTH = frozenset({"/healthz", "/readyz"})
SECONDS = 300


class Maintenance:
    """With `MAINTENANCE` every page is 503.html: nothing is asked of database, cache or index.

    It stands inside what finds the language, sends static files and makes pages safe. Nothing kept is shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.MAINTENANCE:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path in HEALTH:
            return self.get_response(request)
        response = HttpResponse(
            render_to_string("503.html"), status=503, headers={"Retry-After": str(SECONDS)}
        )
        add_never_cache_headers(response)
        return response
