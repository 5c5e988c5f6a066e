"""A product form that comes after its writer's session has ended waits until they have signed in again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from catalogue.models import Product
from shops.models import Partner
from shops.panel.typed import keep_typed, typed_in

#: Where the session of the anonymous holds it.
KEPT = "panel_unsent"
#: So many characters in all; a full form has half as many.
MOST_KEPT = 60_000


def keeps_unsent(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Around the view of an editor: whoever has to sign in first finds their words there afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        _keep(request)
        messages.warning(
            request,
            _("You were signed out. Sign in again: your words are kept. New photos have to be chosen again."),
        )
        return redirect_to_login(request.path)

    return guarded


def take_unsent(request: HttpRequest, *, shop: Partner, product: Product | None) -> None:
    """What was sent to this address before signing in becomes what this person has typed and not saved."""
    unsent = request.session.get(KEPT)
    if unsent is None or unsent["path"] != request.path:
        return
    del request.session[KEPT]
    keep_typed(shop=shop, product=product, data=unsent["typed"], by=request.user)


def _keep(request: HttpRequest) -> None:
    typed, room = {}, MOST_KEPT
    for name, words in typed_in(request.POST).items():
        room -= len(name) + len(words)
        if room < 0:
            break
        typed[name] = words
    request.session[KEPT] = {"path": request.path, "typed": typed}
