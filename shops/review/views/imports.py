"""Whole imports: the list of them, one with its sample, and the decision on what the sample speaks for."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from catalogue.exceptions import CatalogueError
from shops.review.access import curators_only
from shops.review.forms import ReturnImportForm
from shops.review.models import Batch, Case
from shops.review.problems import sentence_for
from shops.review.queries import get_batch_for, imports_for
from shops.review.services.imports import approve_rest, return_import
from shops.review.unspoken import unspoken_for

PER_PAGE, UNCHANGED = 25, 422


@require_safe
@curators_only
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the curator's regions, those that wait first."""
    found = imports_for(request.user).for_listing()
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("halaman")),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": _("Imports")},
        ],
    }
    return render(request, "review/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """The import, its sample and what is left."""
    found = get_batch_for(request.user, pk)
    form = ReturnImportForm(request.POST if request.POST.get("action") == "return" else None)
    if request.method == "POST" and _decided(request, found, form):
        return redirect("curation:batch", pk)
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "review/batch.html", {**_screen(found), "form": form}, status=status)


def _decided(request: HttpRequest, found: Batch, form: ReturnImportForm) -> bool:
    """Whether the decision was taken; otherwise the reader is told why not."""
    try:
        if request.POST.get("action") == "approve":
            messages.success(request, _approved(found, request.user))
            return True
        if request.POST.get("action") == "return" and form.is_valid():
            returned = return_import(batch=found, by=request.user, verdict=form.verdict)
            told = ngettext("%(count)d product is back.", "%(count)d products are back.", returned)
            messages.success(request, told % {"count": returned})
            return True
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    return False


def _approved(found: Batch, by: Any) -> str:
    done = approve_rest(batch=found, by=by)
    told = ngettext("%(count)d product is public now.", "%(count)d products are public now.", done.approved)
    left = ngettext(
        "The sample does not speak for %(count)d of them, which waits: look at it by itself.",
        "The sample does not speak for %(count)d of them, which wait: look at them one by one.",
        done.unspoken,
    )
    words = [told % {"count": done.approved}]
    return " ".join([*words, left % {"count": done.unspoken}] if done.unspoken else words)


def _screen(found: Batch) -> dict[str, Any]:
    cases = found.cases.select_related("product__latest_revision").order_by("pk")
    sample = list(cases.filter(is_sample=True))
    unspoken = list(unspoken_for(cases.filter(state=Case.State.WAITING, is_sample=False)))
    waiting, total = found.cases.filter(state=Case.State.WAITING).count(), found.cases.count()
    left = [case for case in sample if case.state == Case.State.WAITING]
    return {
        "batch": found,
        "sample": sample,
        "total": total,
        "waiting": waiting,
        "left": len(left),
        "next": left[0] if left else None,
        "unspoken": unspoken,
        "rest": waiting - len(left) - len(unspoken),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": reverse("curation:imports"), "label": _("Imports")},
            {"url": "", "label": str(found)},
        ],
    }
