"""What the screen of one product loads by itself: the preview, what backs it up, its history; a shop's, too.

Each is a page of its own at its own guarded address: a script puts its content into the screen, and where
none runs the browser shows it there in a frame.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.utils.decorators import xframe_options_sameorigin_override

from catalogue.models import Product
from shops.models import Partner
from shops.readiness.queries import readiness_of_edited, readiness_of_shop
from shops.review.access import curators_only
from shops.review.queries import claims_about, claims_beside, get_product_for_curator, handed_in, history_of
from shops.standing.queries import get_shop_to_decide

Found = TypeVar("Found")


def framed(
    find: Callable[[Any, int], Found],
) -> Callable[[Callable[[HttpRequest, Found], HttpResponse]], Callable[[HttpRequest, int], HttpResponse]]:
    """Let the view have what the curator is in charge of, and the screen have the view's page."""

    def decorate(view: Callable[[HttpRequest, Found], HttpResponse]) -> Callable[..., HttpResponse]:
        @require_safe
        @curators_only
        @xframe_options_sameorigin_override
        @wraps(view)
        def guarded(request: HttpRequest, pk: int) -> HttpResponse:
            return view(request, find(request.user, pk))

        return guarded

    return decorate


@framed(get_product_for_curator)
def preview(request: HttpRequest, found: Product) -> HttpResponse:
    """The product as a shopper will see it. Wagtail's own preview of a task lets no page frame it."""
    submitted = handed_in(found)
    draft: Product = found.with_content_json(submitted.content) if submitted else found
    shown: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
    return shown


@framed(get_product_for_curator)
def backing(request: HttpRequest, found: Product) -> HttpResponse:
    """What backs the product up: how ready it is, its claims and its shop's, the evidence beside them."""
    context = {
        "product": found,
        "readiness": readiness_of_edited(found, found.older_content),
        "claims": claims_beside(found),
    }
    return render(request, "review/backing.html", context)


@framed(get_shop_to_decide)
def shop_backing(request: HttpRequest, shop: Partner) -> HttpResponse:
    """What backs a shop up, by the rules that its owner sees: how ready it is, its claims, the evidence."""
    context = {"shop": shop, "readiness": readiness_of_shop(shop), "claims": claims_about(shop)}
    return render(request, "review/backing.html", context)


@framed(get_product_for_curator)
def history(request: HttpRequest, found: Product) -> HttpResponse:
    """Everything that was done with the product at the desk."""
    return render(request, "review/history.html", {"product": found, "history": history_of(found)})
