"""A whole import: its sample, and the approval of the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from catalogue.exceptions import CatalogueError
from shops.review.access import curators_only
from shops.review.models import Batch, Case
from shops.review.problems import sentence_for
from shops.review.queries import get_batch_for
from shops.review.services.imports import approve_rest, draw_sample, sample_size


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The import, its sample and what is left."""
    found = get_batch_for(request.user, pk)
    if request.method == "POST":
        _act(request, found)
        return redirect("curation:batch", pk)
    sample = found.cases.filter(is_sample=True).select_related("product__latest_revision")
    waiting = found.cases.filter(state=Case.State.WAITING).count()
    open_sample = [case for case in sample if case.state == Case.State.WAITING]
    context = {
        "batch": found,
        "sample": sample,
        "waiting": waiting,
        "size": sample_size(waiting),
        "left": len(open_sample),
        "rest": waiting - len(open_sample),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": str(found)},
        ],
    }
    return render(request, "review/batch.html", context)


def _act(request: HttpRequest, found: Batch) -> None:
    try:
        if request.POST.get("action") == "draw":
            draw_sample(batch=found, by=request.user)
        elif request.POST.get("action") == "approve":
            done = approve_rest(batch=found, by=request.user)
            told = ngettext("%(count)d product is public now.", "%(count)d products are public now.", done)
            messages.success(request, told % {"count": done})
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
