"""One screen for one product: what a shopper will see, what changed, what backs it up, and the decision."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Revision
from wagtail.utils.decorators import xframe_options_sameorigin_override

from catalogue.drafts import product_to_read
from catalogue.exceptions import CatalogueError
from catalogue.models import Product
from shops.curation.scope import scope_of
from shops.curation.services import approve_product, return_product
from shops.readiness.queries import readiness_of_product
from shops.review.access import curators_only
from shops.review.changes import field_changes, picture_changes
from shops.review.forms import HandOverForm, ReturnForm
from shops.review.kinds import Kind
from shops.review.models import Case, Taking
from shops.review.problems import sentence_for
from shops.review.queries import (
    claims_beside,
    colleagues_for,
    get_product_for_curator,
    history_of,
    live_version,
    open_case,
)
from shops.review.queue import Filters, Queue

UNCHANGED = 422
#: So many entries are looked through for one that is free.
A_FEW = 25
#: A longer number than any key.
MOST_DIGITS = 19


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """The product, and what the curator decides."""
    found = get_product_for_curator(request.user, pk)
    form = ReturnForm(request.POST if request.POST.get("action") == "return" else None)
    if request.method == "POST" and _decided(request, found, form):
        return redirect(_next(request))
    context = {**_screen(request, found), "return_form": form}
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "review/product.html", context, status=status)


@require_safe
@curators_only
@xframe_options_sameorigin_override
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the screen shows in its frame. Wagtail's own preview of a task lets no page frame it."""
    found = get_product_for_curator(request.user, pk)
    submitted = _submitted(found)
    draft: Product = submitted.as_object() if submitted else found
    shown: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
    return shown


def _submitted(found: Product) -> Revision | None:
    """What an approval publishes is the version that was handed in, whatever was written after it."""
    state = found.current_workflow_task_state
    if state and state.revision_id != found.latest_revision_id:
        return cast(Revision, state.revision)
    return cast(Revision | None, found.latest_revision)


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


def key_in(written: str) -> int | None:
    """The key that a form carries; None where it carries none."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else None


def _next(request: HttpRequest) -> str:
    """The oldest product that no colleague has taken: a curator goes on without the way by the list."""
    if "next" in request.POST:
        waiting = Queue(scope_of(request.user), Filters(kind=Kind.PRODUCT, by=request.user))
        for entry in waiting[:A_FEW]:
            if entry.taker_id in (None, request.user.pk):
                return entry.url
    return reverse("curation:queue")


def _screen(request: HttpRequest, found: Product) -> dict[str, Any]:
    submitted = _submitted(found)
    draft = product_to_read(submitted) if submitted else found
    if draft.category_id == found.category_id:
        draft.category = found.category
    live, case = live_version(found), open_case(found)
    taking = Taking.objects.filter(kind=Kind.PRODUCT, object_id=found.pk).select_related("by").first()
    is_mine = taking is not None and taking.by_id == request.user.pk
    return {
        "product": found,
        "draft": draft,
        "case": case,
        "waits": case is not None and case.state == Case.State.WAITING,
        "taken_by": taking and taking.by,
        "seen": submitted and submitted.pk,
        "is_new": live is None,
        "is_newer": submitted is not None and submitted.pk != found.latest_revision_id,
        "fields": field_changes(live, draft),
        "pictures": picture_changes(live, draft),
        "readiness": readiness_of_product(found),
        "claims": claims_beside(found),
        "history": history_of(found),
        "hand_over_form": _hand_over_form(request, found) if is_mine else None,
        "edit_url": reverse("wagtailsnippets_catalogue_product:edit", args=[found.pk]),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": draft.title},
        ],
    }


def _hand_over_form(request: HttpRequest, found: Product) -> HandOverForm:
    return HandOverForm(colleagues=colleagues_for(found).exclude(pk=request.user.pk))
