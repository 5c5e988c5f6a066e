"""Reads of claims that need shops, and the guarded ways to a claim and to its evidence."""

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from catalogue.claims.history import ClaimEvent
from catalogue.claims.queries import ClaimQuerySet
from catalogue.models import Claim, ClaimEvidence, ClaimKind, Product
from shops.curation.scope import Scope, scope_of
from shops.models import Partner
from shops.queries import get_shop_for
from shops.review.keys import key_in
from shops.review.kinds import Kind
from shops.review.queue import with_taker

DECIDE = "catalogue.change_claim"
#: So many days before its last one a claim begins to ask for renewal.
NEAR_END = dt.timedelta(days=60)
#: Who has not renewed what ended so long ago does without it.
GIVEN_UP = dt.timedelta(days=365)
#: After these a claim that is handed in again queues anew.
ENDS_A_ROUND = (
    ClaimEvent.Action.VERIFIED,
    ClaimEvent.Action.EXPIRED,
    ClaimEvent.Action.REVOKED,
    ClaimEvent.Action.WITHDRAWN,
)


def claims_of(shop: Partner) -> ClaimQuerySet:
    """The shop's claims for its list, the last changed first: one query."""
    return (
        Claim.objects.filter(shop=shop)
        .select_related("kind", "product", "refused_for")
        .order_by("-updated_at", "-pk")
    )


def kinds_in_use() -> QuerySet[ClaimKind]:
    """The kinds that may be claimed, in their order."""
    return ClaimKind.objects.filter(is_active=True).order_by("display_order", "code")


def products_to_claim_for(shop: Partner) -> QuerySet[Product]:
    """The shop's products by name, whatever their state: a claim may come before the product is public."""
    products: QuerySet[Product] = Product.objects.filter(shop=shop).order_by("title", "pk")
    return products


def get_claim_for(user: Any, slug: str, pk: int) -> Claim:
    """The shop's claim with files and history for a member of the team; anyone else gets Http404."""
    claim = _with_its_story(Claim.objects.filter(shop=get_shop_for(user, slug), pk=pk)).first()
    if claim is None:
        raise Http404("No such claim.")
    return claim


def get_claim_to_decide(user: Any, key: str) -> Claim:
    """The claim with files, history and taker for a curator of its region; anyone else gets Http404.

    The key is as the address has it: Wagtail's may be anything.
    """
    found = Claim.objects.none()
    if user.has_perm(DECIDE):
        handed_in = _within(scope_of(user)).exclude(state=Claim.State.DRAFT)
        found = _with_its_story(handed_in.filter(pk=key_in(key) or 0))
    claim: Claim | None = with_taker(found, Kind.CLAIM).first()
    if claim is None:
        raise Http404("No such claim.")
    return claim


def get_evidence_for(user: Any, pk: int) -> ClaimEvidence:
    """The file for the shop's team and for the curators in charge of its region; anyone else gets Http404.

    A draft is nobody's but the team's.
    """
    team = Q(claim__shop__in=Partner.objects.for_team_of(user))
    reader = team
    if user.is_authenticated and user.has_perm(DECIDE):
        scope = scope_of(user).of(Kind.CLAIM)
        reader |= scope.q("claim__shop__region_id") & ~Q(claim__state=Claim.State.DRAFT)
    evidence = ClaimEvidence.objects.filter(reader, pk=pk).first()
    if evidence is None:
        raise Http404("No such file.")
    return evidence


def claims_waiting(scope: Scope) -> ClaimQuerySet:
    """The submitted claims of a scope, the longest waiting first, each with `queued_at`."""
    return in_place(_within(scope).filter(state=Claim.State.SUBMITTED))


def in_place(claims: ClaimQuerySet) -> ClaimQuerySet:
    """Ordered by `queued_at`, a claim's place in the queue: the first submission since its last round ended.

    A refusal does not take the place away; verifying, running out, revoking and taking back do. Where no
    submission was written down, as for claims that were generated, the claim's own moment counts.
    """
    ended = ClaimEvent.objects.filter(claim=OuterRef("claim"), action__in=ENDS_A_ROUND, at__gt=OuterRef("at"))
    submissions = ClaimEvent.objects.filter(
        ~Exists(ended), claim=OuterRef("pk"), action=ClaimEvent.Action.SUBMITTED
    )
    first = Subquery(submissions.order_by("at").values("at")[:1])
    return claims.annotate(queued_at=Coalesce(first, "submitted_at", "updated_at")).order_by(
        "queued_at", "pk"
    )


def claims_in(scope: Scope) -> ClaimQuerySet:
    """All that has been handed in within a scope, whatever became of it."""
    return _within(scope).exclude(state=Claim.State.DRAFT)


def twins_in_words(claim: Claim) -> ClaimQuerySet:
    """The claims of other shops with the same number, with what a curator is shown of them."""
    return Claim.objects.twins_of(claim).select_related("kind", "shop", "shop__regency", "product")


def claims_to_renew(shop: Partner, day: dt.date) -> ClaimQuerySet:
    """What ends within `NEAR_END` of this day at the shop or has ended, and has no successor handed in: the
    first to end first.
    """
    successor = Claim.objects.filter(
        shop=OuterRef("shop"), kind=OuterRef("kind"), state__in=[Claim.State.SUBMITTED, Claim.State.VERIFIED]
    ).filter(Q(product=OuterRef("product")) | Q(product=None), ~Q(pk=OuterRef("pk")))
    later = successor.filter(Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on")))
    return (
        Claim.objects.filter(
            ~Exists(later),
            shop=shop,
            state__in=[Claim.State.VERIFIED, Claim.State.EXPIRED],
            kind__is_active=True,
            expires_on__range=(day - GIVEN_UP, day + NEAR_END),
        )
        .select_related("kind", "product")
        .order_by("expires_on", "pk")
    )


def _within(scope: Scope) -> ClaimQuerySet:
    return Claim.objects.filter(scope.of(Kind.CLAIM).q("shop__region_id"))


def _with_its_story(claims: ClaimQuerySet) -> ClaimQuerySet:
    """With kind, shop, product, reason; `evidence.all()`, `events.all()` and their people: three queries."""
    return claims.select_related(
        "kind", "shop", "shop__region", "shop__regency", "product", "refused_for", "reviewed_by"
    ).prefetch_related(
        Prefetch("evidence", queryset=ClaimEvidence.objects.order_by("pk")),
        Prefetch("events", queryset=ClaimEvent.objects.select_related("by", "reason")),
    )
