"""Reads of teams: each the shape of one page, and the guarded ways to a row of a shop."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from catalogue.claims.models import Claim
from shops.curation.scope import scope_of
from shops.review.kinds import Kind
from shops.teams.models import Invitation, JoinRequest, Role

if TYPE_CHECKING:
    from shops.models import Partner, ShopMembership
    from shops.panel.access import Desk

#: States of a claim in which its number says whose shop it is.
TELLING = ("submitted", "verified", "expired")
#: An owner has so long to answer a request; then the office may.
UNANSWERED_DAYS = 7


def members_of(shop: "Partner") -> "QuerySet[ShopMembership]":
    """The team with its people, owners first as they came: one query."""
    from shops.models import ShopMembership

    return ShopMembership.objects.filter(shop=shop).select_related("user").order_by("created_at", "pk")


def owner_count(shop: "Partner") -> int:
    """How many people own the shop."""
    return members_of(shop).filter(role=Role.OWNER, user__is_active=True).count()


def open_invitations(shop: "Partner") -> QuerySet[Invitation]:
    """Invitations that nobody has answered, expired ones too, by address."""
    return Invitation.objects.filter(shop=shop, state=Invitation.State.PENDING).order_by("email", "pk")


def open_requests(shop: "Partner") -> QuerySet[JoinRequest]:
    """Requests to join that the owner has not decided, the oldest first, with who asks."""
    pending = JoinRequest.objects.filter(shop=shop, state=JoinRequest.State.PENDING)
    return pending.select_related("user").order_by("created_at", "pk")


def waiting_for_owner(desk: "Desk") -> QuerySet[JoinRequest] | None:
    """The requests to join that an owner has to answer; nothing for others."""
    return open_requests(desk.shop) if desk.may_own else None


def requests_by(user: Any) -> QuerySet[JoinRequest]:
    """What this person asked and waits for; nothing that they see of it tells whether the NIB is known."""
    return JoinRequest.objects.filter(user=user, state=JoinRequest.State.PENDING).order_by("-created_at")


def unanswered_for(user: Any) -> QuerySet[JoinRequest]:
    """Requests in the person's regions that no owner answers, the oldest first, with shop and owners.

    Overdue after `UNANSWERED_DAYS`, or at once where the shop has no owner left; two queries. Who may not
    decide on shops anywhere gets Http404.
    """
    from shops.models import ShopMembership

    scope = scope_of(user).of(Kind.SHOP)
    if not scope or not user.has_perm("partner.decide_shop"):
        raise Http404("No such page.")
    owners = ShopMembership.objects.filter(role=Role.OWNER, user__is_active=True)
    overdue = Q(created_at__lt=timezone.now() - dt.timedelta(days=UNANSWERED_DAYS))
    waiting = JoinRequest.objects.filter(
        overdue | ~Exists(owners.filter(shop=OuterRef("shop"))),
        scope.q("shop__region_id"),
        shop__isnull=False,
        state=JoinRequest.State.PENDING,
    ).exclude(shop__state="closed")
    with_owners = Prefetch("shop__memberships", owners.select_related("user"), to_attr="owners")
    related = waiting.select_related("user", "shop__regency").prefetch_related(with_owners)
    return related.order_by("created_at", "pk")


def get_request_to_decide(user: Any, pk: int) -> JoinRequest:
    """This unanswered request for staff of its region; Http404 for anyone else, and once it is answered."""
    return get_object_or_404(unanswered_for(user), pk=pk)


def shop_with_nib(nib: str) -> "Partner | None":
    """The shop that is registered with this NIB, or whose NIB a claim names; closed ones do not count."""
    from shops.models import Partner

    claimed = Claim.objects.filter(kind__code="nib", product=None, number=nib, state__in=TELLING)
    known = Partner.objects.filter(Q(nib=nib) | Q(pk__in=claimed.values("shop")))
    return known.exclude(state="closed").order_by("pk").first()


def get_member_for(shop: "Partner", pk: int) -> "ShopMembership":
    """This place in the shop's team; Http404 for one of another shop."""
    from shops.models import ShopMembership

    return get_object_or_404(ShopMembership.objects.select_related("user"), shop=shop, pk=pk)


def get_invitation_for(shop: "Partner", pk: int) -> Invitation:
    """This invitation of the shop; Http404 for one of another shop."""
    return get_object_or_404(Invitation, shop=shop, pk=pk)


def get_request_for(shop: "Partner", pk: int) -> JoinRequest:
    """This request to join the shop; Http404 for one of another shop."""
    return get_object_or_404(JoinRequest, shop=shop, pk=pk)
