"""One screen for one product: what a shopper will see, what changed, what backs it up, and the decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from catalogue.drafts import product_to_read
from catalogue.exceptions import CatalogueError
from catalogue.models import Product
from shops.curation.services import approve_product, return_product
from shops.review.access import curators_only
from shops.review.changes import field_changes, picture_changes
from shops.review.forms import ReturnForm
from shops.review.keys import key_in
from shops.review.kinds import Kind
from shops.review.models import Case
from shops.review.problems import sentence_for
from shops.review.queries import get_product_for_curator, handed_in, live_version
from shops.review.queue import next_free

UNCHANGED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """The product, and what the curator decides."""
    found = get_product_for_curator(request.user, pk)
    form = ReturnForm(request.POST if request.POST.get("action") == "return" else None)
    if request.method == "POST" and _decided(request, found, form):
        return redirect(_next(request))
    context = {**_screen(found), "return_form": form}
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "review/product.html", context, status=status)


def _decided(request: HttpRequest, found: Product, form: ReturnForm) -> bool:
    """Whether the decision was taken; otherwise the reader is told why not."""
    action, seen = request.POST.get("action"), key_in(request.POST.get("seen", ""))
    try:
        if action == "approve":
            approve_product(product=found, by=request.user, seen=seen)
            messages.success(request, _("“%(title)s” is public now.") % {"title": found.title})
            return True
        if action == "return" and form.is_valid():
            return_product(product=found, by=request.user, verdict=form.verdict, seen=seen)
            messages.success(request, _("It is back with its seller, who has been told."))
            return True
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    return False


def _next(request: HttpRequest) -> str:
    return ("next" in request.POST and next_free(request.user, Kind.PRODUCT)) or reverse("curation:queue")


def _screen(found: Product) -> dict[str, Any]:
    submitted, live, case = handed_in(found), live_version(found), found.open_case
    draft = product_to_read(submitted.content, live) if submitted else found
    if draft.category_id == found.category_id:
        draft.category = found.category
    return {
        "product": found,
        "draft": draft,
        "case": case,
        "waits": case is not None and case.state == Case.State.WAITING,
        "seen": submitted and submitted.key,
        "is_new": live is None,
        "is_newer": found.older_id is not None,
        "fields": field_changes(live, draft),
        "pictures": picture_changes(live, draft),
        "edit_url": reverse("wagtailsnippets_catalogue_product:edit", args=[found.pk]),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": draft.title},
        ],
    }
