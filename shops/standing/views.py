"""The panel's section on where the shop stands: its state, what that means, its history, and what to do."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shops.panel.access import Desk, Right, seller_page
from shops.standing.exceptions import MoveNotAllowed
from shops.standing.forms import ClosingForm
from shops.standing.queries import history_of
from shops.standing.services import close_shop, submit_shop
from shops.standing.states import STEPS, ShopMove


@require_safe
@seller_page(Right.LOOK)
def standing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Where the shop stands and how it came there."""
    return _page(request, desk, ClosingForm())


@require_POST
@seller_page(Right.OWN)
def submit(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Hand the shop to the office again."""
    try:
        submit_shop(shop=desk.shop, by=request.user)
    except MoveNotAllowed:
        messages.error(request, _("The shop is not waiting for you any more. Look at its state."))
    else:
        messages.success(request, _("It is with the office now. We will tell you by e-mail what they say."))
    return redirect("standing:standing", desk.shop.slug)


@require_POST
@seller_page(Right.OWN)
def close(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the shop for good."""
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    with suppress(MoveNotAllowed):  # the button was pressed twice, or a colleague closed it just now
        close_shop(shop=desk.shop, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("“%(shop)s” is closed.") % {"shop": desk.shop.name})
    return redirect("panel:shops")


def _page(request: HttpRequest, desk: Desk, form: ClosingForm, status: int = 200) -> HttpResponse:
    history = list(history_of(desk.shop))
    context = {
        "desk": desk,
        "history": history,
        "words": history[0].reason if history else "",
        "may_submit": desk.may_own and desk.shop.state in STEPS[ShopMove.SUBMIT].before,
        "form": form if desk.may_own else None,
    }
    return render(request, "standing/standing.html", context, status=status)
