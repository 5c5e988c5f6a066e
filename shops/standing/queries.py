"""Reads of where shops stand: their history, and those that wait for the office."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from shops.curation.scope import Scope, scope_of
from shops.review.kinds import Kind

if TYPE_CHECKING:
    from shops.models import Partner
    from shops.standing.models import ShopStateChange


def history_of(shop: "Partner") -> "QuerySet[ShopStateChange]":
    """Every change of the shop's state with who made it, the newest first: one query."""
    changes: QuerySet[ShopStateChange] = shop.state_changes.select_related("by").order_by("-at", "-pk")
    return changes


def owners_of(shop: "Partner") -> "QuerySet[Any]":
    """The people who own the shop, in the order in which they came."""
    return (
        get_user_model()
        .objects.filter(shop_memberships__shop=shop, shop_memberships__role="owner", is_active=True)
        .order_by("shop_memberships__pk")
    )


def shops_waiting(scope: Scope) -> "QuerySet[Partner]":
    """Shops that wait for the office within the scope, the longest waiting first, each with `queued_at`."""
    from shops.models import Partner

    waiting = Partner.objects.filter(scope.of(Kind.SHOP).q(), state="submitted")
    return in_place(waiting)


def in_place(shops: "QuerySet[Partner]") -> "QuerySet[Partner]":
    """Ordered by `queued_at`, a shop's place in the queue: its first submission, which a return leaves.

    Where none was written down it is the last change of the row.
    """
    from shops.standing.models import ShopStateChange

    submissions = ShopStateChange.objects.filter(shop=OuterRef("pk"), after="submitted")
    first = Subquery(submissions.order_by("at").values("at")[:1])
    placed: QuerySet[Partner] = shops.annotate(queued_at=Coalesce(first, "updated_at"))
    return placed.order_by("queued_at", "pk")


def get_shop_to_decide(user: Any, pk: int) -> "Partner":
    """The shop for who may decide on it, with its taker; anyone without the right there gets Http404."""
    from shops.models import Partner
    from shops.review.queue import with_taker

    found = with_taker(Partner.objects.filter(pk=pk), Kind.SHOP)
    shop: Partner | None = found.select_related("region", "regency", "cluster").first()
    may = user.has_perm("partner.decide_shop")
    if shop is None or not may or not scope_of(user).of(Kind.SHOP).covers(shop.region_id):
        raise Http404("No such shop.")
    return shop
