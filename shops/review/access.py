"""Who comes to the curators' desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from shops.curation.scope import scope_of


def curators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever looks after a region; to the rest of the staff there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not scope_of(request.user):
            raise Http404("Not a curator.")
        return view(request, *args, **kwargs)

    return guarded
