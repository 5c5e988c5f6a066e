"""The section "Readiness" of the seller panel: the shop, one product, and what the owner attests."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.models import Product
from shops.panel.access import Desk, Right, seller_page
from shops.queries import get_product_for
from shops.readiness.charts import growth_chart
from shops.readiness.exceptions import NotAttestable
from shops.readiness.panel import tasks_of
from shops.readiness.queries import (
    attestations_of,
    history_of,
    kept_requirements,
    least_ready_products,
    readiness_of_edited,
    readiness_of_shop,
)
from shops.readiness.services.attestations import attest, withdraw_attestation

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@seller_page(Right.LOOK)
def shop(request: HttpRequest, desk: Desk) -> HttpResponse:
    """How ready the shop is, what is missing, and how it grew. A POST attests or takes back."""
    if request.method == "POST":
        _say(request, desk, None)
        return redirect("readiness:shop", desk.shop.slug)
    readiness = readiness_of_shop(desk.shop)
    history = history_of(desk.shop)
    context = {
        "desk": desk,
        "readiness": readiness,
        "tasks": tasks_of(readiness, desk),
        "attested": attestations_of(desk.shop),
        "chart": growth_chart(history, kept_requirements().levels, timezone.now()),
        "history": list(reversed(history)),
        "products": least_ready_products(desk.shop),
    }
    return render(request, "readiness/shop.html", context)


@form_page
@seller_page(Right.LOOK)
def product(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """How ready one product is, as its seller edits it."""
    found = get_product_for(request.user, desk.shop.slug, pk)
    if request.method == "POST":
        _say(request, desk, found)
        return redirect("readiness:product", desk.shop.slug, pk)
    readiness = readiness_of_edited(found)
    context: dict[str, Any] = {
        "desk": desk,
        "product": found,
        "readiness": readiness,
        "tasks": tasks_of(readiness, desk, found),
        "attested": attestations_of(desk.shop, found),
    }
    return render(request, "readiness/product.html", context)


def _say(request: HttpRequest, desk: Desk, found: Product | None) -> None:
    """Attest `attest`, or take back `withdraw`: each names a requirement."""
    desk.require(Right.EDIT)
    subject: dict[str, Any] = {"shop": desk.shop, "product": found, "by": request.user}
    if code := request.POST.get("withdraw", ""):
        if _is_code(code) and withdraw_attestation(code=code, **subject):
            messages.success(request, _("You have taken it back."))
        else:
            messages.info(request, _("There was nothing to take back."))
        return
    try:
        code = request.POST.get("attest", "")
        if not _is_code(code):
            raise NotAttestable(code)
        attest(code=code, **subject)
    except NotAttestable:
        messages.error(
            request, _("Nobody asks this of you here, so nothing was noted. Look at the list below.")
        )
    else:
        messages.success(request, _("Noted with today's date and your name."))


def _is_code(text: str) -> bool:
    """PostgreSQL takes no NUL, and nothing longer is a code."""
    return text.isprintable() and len(text) <= 60
