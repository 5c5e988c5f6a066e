"""Who comes to the curators' desk, and to its report."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from shops.curation.scope import Scope, reading_scope_of, scope_of


def curators_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever looks after a region; to the rest of the staff there is no such page."""
    return _only(view, scope_of)


def readers_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever reads a region's reports, curators among them; to the rest there is no such page."""
    return _only(view, reading_scope_of)


def _only(view: Callable[..., HttpResponse], scope: Callable[[Any], Scope]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not scope(request.user):
            raise Http404("Nothing of this is theirs.")
        return view(request, *args, **kwargs)

    return guarded
