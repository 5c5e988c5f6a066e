"""The decision on a shop in the CMS: what it says, its history, and the moves its state allows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from shops.curation.exceptions import HandedInAnew
from shops.models import Partner
from shops.review.exceptions import TakenByColleague
from shops.review.kinds import Kind
from shops.review.problems import sentence_for
from shops.review.queue import next_free
from shops.standing.exceptions import MoveNotAllowed
from shops.standing.forms import DecisionForm
from shops.standing.queries import get_shop_to_decide, history_of
from shops.standing.services import DECISIONS, move_shop
from shops.standing.states import ShopMove
from shops.teams.queries import members_of


@require_http_methods(["GET", "HEAD", "POST"])
def decide_shop(request: HttpRequest, pk: int) -> HttpResponse:
    """For curators of the shop's region; anyone else finds no such page."""
    shop = get_shop_to_decide(request.user, pk)
    history = list(history_of(shop))
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        state=shop.state,
        initial={"seen": history[0].pk if history else None},
    )
    if form.is_valid():
        return _move(request, shop, **form.cleaned_data)
    context = {
        "shop": shop,
        "form": form,
        "activities": shop.activities.all(),
        "members": members_of(shop),
        "history": history,
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": shop.name},
        ],
    }
    return render(request, "standing/decision.html", context, status=422 if form.errors else 200)


def _move(request: HttpRequest, shop: Partner, *, move: str, reason: str, seen: int | None) -> HttpResponse:
    """Take the move and say what came of it; after a decision the next shop that waits comes."""
    chosen = ShopMove(move)
    try:
        moved = move_shop(shop=shop, move=chosen, by=request.user, reason=reason, seen=seen)
    except MoveNotAllowed:
        messages.error(request, _("Nothing was changed: somebody decided a moment ago. Look at its state."))
    except (HandedInAnew, TakenByColleague) as error:
        messages.error(request, sentence_for(error))
    else:
        state = {"shop": moved.name, "state": moved.get_state_display()}
        messages.success(request, _("“%(shop)s” is now: %(state)s.") % state)
        if chosen in DECISIONS:
            return redirect(next_free(request.user, Kind.SHOP) or "curation:queue")
    return redirect("shop_decision", shop.pk)
