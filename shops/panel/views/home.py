"""My shops, a shop's first page, and what it has handed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shops.holidays.queries import planned_for
from shops.panel.access import Desk, Right, seller_page
from shops.panel.queries import shops_of
from shops.panel.sections import parts_of, todos_for
from shops.panel.submissions import MOST, submissions_of
from shops.registration.queries import open_registration_of

#: As many of the latest submissions as the first page shows.
LATEST = 5


@login_required
@require_safe
def shops(request: HttpRequest) -> HttpResponse:
    """The shops in whose team I am, and the business that I am registering."""
    return render(
        request,
        "panel/shops.html",
        {"shops": shops_of(request.user), "registration": open_registration_of(request.user)},
    )


@require_safe
@seller_page(Right.LOOK)
def dashboard(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What to do, what was handed in, then the way to everything else."""
    submitted = submissions_of(desk)
    context = {
        "desk": desk,
        "todos": todos_for(desk),
        "submissions": submitted[:LATEST],
        "more": max(len(submitted) - LATEST, 0),
        "holiday": planned_for(desk.shop),
        "parts": parts_of(desk),
    }
    return render(request, "panel/dashboard.html", context)


@require_safe
@seller_page(Right.LOOK)
def submitted(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everything handed in: what, when, how it stands, and who must act next."""
    submitted = submissions_of(desk)
    context = {"desk": desk, "submissions": submitted, "is_cut": len(submitted) == MOST}
    return render(request, "panel/submissions.html", context)
