"""A complaint: what shoppers report about one product or shop, and what is done about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from catalogue.exceptions import CatalogueError
from shops.review.access import curators_only
from shops.review.forms import ClosingForm
from shops.review.kinds import Kind
from shops.review.models import Complaint
from shops.review.problems import sentence_for
from shops.review.queries import get_complaint_for
from shops.review.queue import next_free
from shops.review.services.complaints import close_complaint

UNCHANGED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """The reports together, and the decision on all of them."""
    found = get_complaint_for(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = ClosingForm(data, is_about_shop=found.product_id is None)
    if form.is_valid() and _closed(request, found, form):
        return redirect(next_free(request.user, Kind.REPORT) or "curation:queue")
    context = {
        "complaint": found,
        "reports": found.reports.select_related("reason"),
        "form": form,
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": str(found)},
        ],
    }
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "review/complaint.html", context, status=status)


def _closed(request: HttpRequest, found: Complaint, form: ClosingForm) -> bool:
    try:
        close_complaint(complaint=found, by=request.user, **form.cleaned_data)
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
        return False
    messages.success(request, _("The complaint is closed."))
    return True
