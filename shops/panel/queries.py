"""Reads of the seller panel: each owns the shape of one page."""

from collections import Counter
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from catalogue.models import Product, ProductImage
from catalogue.states import ProductState, state_from, with_state
from shops.models import Partner


def shops_of(user: Any) -> QuerySet[Partner]:
    """The shops in whose team this person is, by name, with what a card shows: one query."""
    return Partner.objects.for_team_of(user).select_related("regency").order_by("name", "pk")


def products_of(shop: Partner) -> QuerySet[Product]:
    """The shop's products, last edited first, with state, price and first picture, in three queries."""
    pictures = ProductImage.objects.select_related("image").order_by("display_order", "pk")
    products = Product.objects.filter(shop=shop).select_related("latest_revision")
    return (
        with_state(products)
        .prefetch_related("stockrecords", Prefetch("images", queryset=pictures))
        .order_by("-date_updated", "-pk")
    )


def offer_of(product: Product) -> dict[str, Any]:
    """Price, stock and SKU as the forms name them, of a product that `get_product_for` gave: no query."""
    return {"price": product.offer_price, "stock": product.offer_stock, "sku": product.offer_sku}


def state_counts(shop: Partner) -> dict[ProductState, int]:
    """How many products stand where, in the order of `ProductState`; states without any are left out."""
    columns = ("live", "has_unpublished_changes", "curation")
    rows = with_state(Product.objects.filter(shop=shop)).order_by().values_list(*columns)
    counts: Counter[ProductState] = Counter()
    for live, edited, curation, count in rows.annotate(count=Count("pk")):
        counts[state_from(live, edited, curation)] += count
    return {state: counts[state] for state in ProductState if counts[state]}
