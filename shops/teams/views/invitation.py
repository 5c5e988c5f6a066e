"""The page an invitation's link leads to. The token in its address says who may see it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shops.teams.exceptions import InvitationForSomeoneElse, InvitationNotValid
from shops.teams.invitations import (
    accept_invitation,
    find_invitation,
    is_addressed_to,
    shop_joined_with,
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites to what, and how to accept; used, expired and made-up links look the same."""
    try:
        found = find_invitation(token)
        if request.method == "POST" and request.user.is_authenticated:
            member = accept_invitation(token=token, user=request.user)
            messages.success(request, _("Welcome to the team of “%(shop)s”.") % {"shop": member.shop.name})
            return redirect("panel:dashboard", member.shop.slug)
    except InvitationNotValid:
        joined = shop_joined_with(token, request.user) if request.user.is_authenticated else None
        if joined is not None:  # the button was pressed twice, or the link was opened again
            return redirect("panel:dashboard", joined.slug)
        return _page(request, {"invitation": None}, status=404)
    except InvitationForSomeoneElse:
        return _page(request, {"invitation": found, "is_mine": False}, status=403)
    signed_in = request.user.is_authenticated
    is_mine = signed_in and is_addressed_to(found, request.user)
    return _page(request, {"invitation": found, "is_mine": is_mine})


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    told = {**context, "robots": "noindex"}
    response = render(request, "teams/invitation.html", told, status=status)
    response.headers["Referrer-Policy"] = "same-origin"  # the address is a key
    return response
