"""The panel's section "team": who is in it, who is invited, who asks; and what an owner does about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shops.models import ShopMembership
from shops.panel.access import Desk, Right, seller_page
from shops.standing.exceptions import ShopError
from shops.teams.forms import InvitationForm, RoleForm
from shops.teams.invitations import cancel_invitation
from shops.teams.invitations import invite as send_invitation
from shops.teams.models import Role
from shops.teams.problems import sentence_for
from shops.teams.queries import (
    get_invitation_for,
    get_member_for,
    get_request_for,
    members_of,
    open_invitations,
    open_requests,
)
from shops.teams.requests import accept_request, refuse_request
from shops.teams.services import change_role, remove_member


@require_safe
@seller_page(Right.LOOK)
def team(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Everyone sees the team; its owner also whom it waits for."""
    return _team_page(request, desk, InvitationForm())


@require_POST
@seller_page(Right.OWN)
def invite_person(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Invite somebody by mail."""
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _team_page(request, desk, form, status=422)
    asked = form.cleaned_data
    try:
        send_invitation(shop=desk.shop, email=asked["email"], role=asked["role"], by=request.user)
    except ShopError as error:
        form.add_error("email", sentence_for(error))
        return _team_page(request, desk, form, status=422)
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": asked["email"]})
    return redirect("teams:team", desk.shop.slug)


@require_POST
@seller_page(Right.OWN)
def invite_again(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Send the same invitation with a new link; the old link stops working."""
    old = get_invitation_for(desk.shop, pk)
    return _done(
        request,
        desk,
        lambda: send_invitation(shop=desk.shop, email=old.email, role=old.role, by=request.user),
        _("The invitation to %(email)s is on its way.") % {"email": old.email},
    )


@require_POST
@seller_page(Right.OWN)
def cancel(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_invitation_for(desk.shop, pk)
    return _done(
        request,
        desk,
        lambda: cancel_invitation(invitation=invitation, by=request.user),
        _("The invitation is taken back; its link no longer works."),
    )


@require_POST
@seller_page(Right.OWN)
def role(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Give a member another role."""
    member = get_member_for(desk.shop, pk)
    return _with_role(
        request,
        desk,
        lambda chosen: change_role(member=member, role=chosen, by=request.user),
        _("The role is changed."),
    )


@require_POST
@seller_page(Right.OWN)
def remove(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take a member out of the team."""
    member = get_member_for(desk.shop, pk)
    return _done(
        request,
        desk,
        lambda: remove_member(member=member, by=request.user),
        _("The person is no longer in the team."),
    )


@require_POST
@seller_page(Right.LOOK)
def leave(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Leave the team oneself."""
    try:
        remove_member(member=members_of(desk.shop).get(user=request.user.pk), by=request.user)
    except ShopMembership.DoesNotExist:
        pass  # the button was pressed twice: they have left
    except ShopError as error:
        messages.error(request, sentence_for(error))
        return redirect("teams:team", desk.shop.slug)
    messages.success(request, _("You are no longer in the team of “%(shop)s”.") % {"shop": desk.shop.name})
    return redirect("panel:shops")


@require_POST
@seller_page(Right.OWN)
def accept(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take somebody who asked into the team."""
    asked = get_request_for(desk.shop, pk)
    return _with_role(
        request,
        desk,
        lambda chosen: accept_request(request=asked, role=chosen, by=request.user),
        _("The person is in the team now."),
    )


@require_POST
@seller_page(Right.OWN)
def refuse(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Turn somebody who asked away."""
    asked = get_request_for(desk.shop, pk)
    return _done(
        request,
        desk,
        lambda: refuse_request(request=asked, by=request.user),
        _("The request is refused. The person saw nothing of your shop."),
    )


def _with_role(request: HttpRequest, desk: Desk, change: Callable[[str], Any], said: str) -> HttpResponse:
    """Make a change that asks for a role, which has to be one of the list."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a role from the list."))
        return redirect("teams:team", desk.shop.slug)
    return _done(request, desk, lambda: change(form.cleaned_data["role"]), said)


def _done(request: HttpRequest, desk: Desk, change: Callable[[], Any], said: str) -> HttpResponse:
    """Make the change, say what came of it, and go back to the team."""
    try:
        change()
    except ShopError as error:
        messages.error(request, sentence_for(error))
    except ShopMembership.DoesNotExist:
        messages.error(request, _("That was answered or taken back a moment ago. Look at the list."))
    else:
        messages.success(request, said)
    return redirect("teams:team", desk.shop.slug)


def _team_page(request: HttpRequest, desk: Desk, form: InvitationForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"desk": desk, "members": members_of(desk.shop), "roles": Role.choices}
    if desk.may_own:
        context |= {
            "form": form,
            "invitations": open_invitations(desk.shop),
            "requests": open_requests(desk.shop),
            "first_role": Role.VIEWER.value,
        }
    return render(request, "teams/team.html", context, status=status)
