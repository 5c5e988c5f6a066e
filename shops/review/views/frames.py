"""What the screen of one product loads by itself: the preview, what backs it up, its history; a shop's, too.

Each is a page of its own at its own guarded address: a script puts its content into the screen, and where
none runs the browser shows it there in a frame.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.utils.decorators import xframe_options_sameorigin_override

from catalogue.models import Product
from shops.readiness.queries import readiness_of_edited, readiness_of_shop
from shops.review.access import curators_only
from shops.review.queries import claims_about, claims_beside, get_product_for_curator, handed_in, history_of
from shops.standing.queries import get_shop_to_decide

Frame = Callable[[HttpRequest, Product], HttpResponse]


def framed(view: Frame) -> Callable[[HttpRequest, int], HttpResponse]:
    """Let the view have the product if the curator is in charge of it, and the screen have its page."""

    @require_safe
    @curators_only
    @xframe_options_sameorigin_override
    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        return view(request, get_product_for_curator(request.user, pk))

    return guarded


@framed
def preview(request: HttpRequest, found: Product) -> HttpResponse:
    """The product as a shopper will see it. Wagtail's own preview of a task lets no page frame it."""
    submitted = handed_in(found)
    draft: Product = found.with_content_json(submitted.content) if submitted else found
    shown: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
    return shown


@framed
def backing(request: HttpRequest, found: Product) -> HttpResponse:
    """What backs the product up: how ready it is, its claims and its shop's, the evidence beside them."""
    context = {
        "product": found,
        "readiness": readiness_of_edited(found, found.older_content),
        "claims": claims_beside(found),
    }
    return render(request, "review/backing.html", context)


@require_safe
@curators_only
@xframe_options_sameorigin_override
def shop_backing(request: HttpRequest, pk: int) -> HttpResponse:
    """What backs a shop up, by the rules that its owner sees: how ready it is, its claims, the evidence."""
    shop = get_shop_to_decide(request.user, pk)
    context = {"shop": shop, "readiness": readiness_of_shop(shop), "claims": claims_about(shop)}
    return render(request, "review/backing.html", context)


@framed
def history(request: HttpRequest, found: Product) -> HttpResponse:
    """Everything that was done with the product at the desk."""
    return render(request, "review/history.html", {"product": found, "history": history_of(found)})
