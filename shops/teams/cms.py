"""Requests to join that no owner answers: the office of the region sees them in the CMS and decides."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from shops.standing.exceptions import ShopError
from shops.teams.forms import RoleForm
from shops.teams.problems import sentence_for
from shops.teams.queries import UNANSWERED_DAYS, get_request_to_decide, unanswered_for
from shops.teams.requests import accept_request, refuse_request

PER_PAGE = 25


@require_safe
def unanswered(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer, the longest first; to staff without the right there is no such page."""
    context = {
        "page": Paginator(unanswered_for(request.user), PER_PAGE).get_page(request.GET.get("halaman")),
        "days": UNANSWERED_DAYS,
        "form": RoleForm(auto_id=False),
        "breadcrumbs_items": [{"url": "", "label": _("Requests to join")}],
    }
    return render(request, "teams/cms_requests.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the person into the team in the role that was chosen, or turn them away."""
    asked = get_request_to_decide(request.user, pk)
    form = RoleForm(request.POST)
    try:
        if request.POST.get("action") == "refuse":
            refuse_request(request=asked, by=request.user)
            messages.success(request, _("The request is refused. The person saw nothing of the shop."))
        elif form.is_valid():
            accept_request(request=asked, role=form.cleaned_data["role"], by=request.user)
            messages.success(request, _("The person is in the team now, and its owners have been told."))
        else:
            messages.error(request, _("Choose a role from the list."))
    except ShopError as error:
        messages.error(request, sentence_for(error))
    return redirect("join_requests")
