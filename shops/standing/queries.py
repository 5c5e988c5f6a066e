"""Reads of where shops stand: their history, and those that wait for the office."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

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
