"""Reads of the catalogue. Each method owns the shape of one page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self, TypeAlias

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery, prefetch_related_objects
from oscar.apps.catalogue.managers import CategoryQuerySet as OscarCategoryQuerySet
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalogue.claims.models import Claim
from catalogue.claims.queries import DOMESTIC_KINDS

if TYPE_CHECKING:
    from catalogue.claims.queries import ClaimQuerySet
    from catalogue.models import Category, Product, ProductAttributeValue, ProductImage

#: What makes a product public, as one condition, for joins from other tables.
PUBLIC = Q(live=True, is_public=True, shop__state="approved")


class CategoryQuerySet(OscarCategoryQuerySet):
    """The category tree."""

    def in_tree_order(self) -> Self:
        """The public ones, each right after the one above it."""
        return self.browsable().order_by("path")


class ProductQuerySet(OscarProductQuerySet):
    """Products as pages and the index ask for them."""

    def browsable(self) -> Self:
        """What the public may see: live, not hidden, of an approved shop."""
        return self.filter(PUBLIC)

    def within(self, category: "Category") -> Self:
        """In this category or one below it."""
        return self.filter(category__path__startswith=category.path)

    def for_listing(self) -> Self:
        """All that a product card shows, newest first, in four queries for any number of rows.

        1 products with shop, regency and category; 2 stock records; 3 the first picture of each, as the list
        `product.first_images`; 4 verified claims, as the list `product.verified_claims`.
        """
        return (
            self.select_related("shop", "shop__regency", "category")
            .prefetch_related("stockrecords", first_pictures(), verified_product_claims())
            .order_by("-first_published_at", "-pk")
        )

    def newest_ids(self) -> "models.QuerySet[Product, int]":
        """Keys only, newest first."""
        return self.order_by("-first_published_at", "-pk").values_list("pk", flat=True)

    def for_page(self) -> Self:
        """All that a product's own page shows, in six queries.

        As for a card, but with every picture (`product.images`), the attribute values, the shop's logo and
        the shop's own verified claims (`product.shop.verified_claims`).
        """
        pictures = self.model.images.rel.related_model.objects.select_related("image")
        return self.with_surroundings().prefetch_related(
            "stockrecords",
            Prefetch("images", queryset=pictures.order_by("display_order", "pk")),
            attribute_values(),
            *verified_claims(),
        )

    def with_surroundings(self) -> Self:
        """With the shop, its place, logo, holiday and category: one query. `fill_page` brings the rest.

        No more than that: PostgreSQL would take longer to plan more joins than to carry them out.
        """
        return self.select_related(
            "shop", "shop__regency", "shop__regency__parent", "shop__logo", "shop__holiday", "category"
        )

    def for_neighbours(self) -> Self:
        """Each with what neighbours are chosen by: `is_domestic` (by a verified claim), `asking_price`."""
        recorded = Claim.objects.verified().filter(product=OuterRef("pk"), kind__code__in=DOMESTIC_KINDS)
        records = self.model.stockrecords.rel.related_model.objects.filter(product=OuterRef("pk"))
        return self.annotate(
            is_domestic=Exists(recorded), asking_price=Subquery(records.order_by("pk").values("price")[:1])
        )

    def for_comparison(self) -> Self:
        """All that a table of a few products shows, in six queries: as for a card, and attribute values."""
        return self.for_listing().select_related("shop__regency__parent").prefetch_related(attribute_values())


def fill_page(product: "Product", neighbours: "Sequence[Product]") -> None:
    """Fill in what a product's page shows of it, and what the cards of its neighbours show, in four queries.

    The product comes from `with_surroundings()` and ends up as `for_page()` would have it; the neighbours
    come with shop, regency and category and end up as from `for_listing()`. More of them cost no more.
    1 stock records; 2 pictures; 3 attribute values; 4 verified claims.
    """
    everything = [product, *neighbours]
    shown = Q(product=product.pk) | ~Exists(_earlier_pictures())
    pictures = type(product).images.rel.related_model.objects.filter(shown).select_related("image")
    prefetch_related_objects(
        everything,
        "stockrecords",
        Prefetch("images", queryset=pictures.order_by("display_order", "pk")),
    )
    prefetch_related_objects([product], attribute_values())
    for neighbour in neighbours:
        neighbour.first_images = list(neighbour.images.all())[:1]
    _fill_claims(product, everything)


def _fill_claims(product: "Product", everything: "Sequence[Product]") -> None:
    """The verified claims of each product, and of the one's shop, in one query."""
    about_it = Q(product__in=[each.pk for each in everything])
    about_shop = Q(product=None, shop=product.shop_id)
    claims = list(Claim.objects.verified().filter(about_it | about_shop).for_display())
    for each in everything:
        each.verified_claims = [claim for claim in claims if claim.product_id == each.pk]
    product.shop.verified_claims = [claim for claim in claims if claim.product_id is None]


def first_pictures() -> "Prefetch[str, models.QuerySet[ProductImage], str]":
    """Prefetch of each product's first picture, as `product.first_images`."""
    from catalogue.models import ProductImage

    first = ProductImage.objects.filter(~Exists(_earlier_pictures())).select_related("image")
    return Prefetch("images", queryset=first, to_attr="first_images")


def _earlier_pictures() -> "models.QuerySet[ProductImage]":
    """Those that stand before the row of the query around it."""
    from catalogue.models import ProductImage

    return ProductImage.objects.filter(
        product=OuterRef("product"), display_order__lt=OuterRef("display_order")
    )


def attribute_values() -> "Prefetch[str, models.QuerySet[ProductAttributeValue], str]":
    """Prefetch of each product's attribute values with what they are values of, in the order of the class."""
    from catalogue.models import ProductAttributeValue

    values = ProductAttributeValue.objects.select_related("attribute", "value_option")
    return Prefetch("attribute_values", queryset=values.order_by("attribute_id"))


ClaimsPrefetch: TypeAlias = "Prefetch[str, ClaimQuerySet, str]"


def verified_claims() -> "tuple[ClaimsPrefetch, ClaimsPrefetch]":
    """Prefetches of the claims that count, as lists `product.verified_claims` and `shop.verified_claims`."""
    return verified_product_claims(), verified_shop_claims()


def verified_product_claims() -> ClaimsPrefetch:
    """Prefetch of the claims about each product that count, as the list `product.verified_claims`."""
    counting = Claim.objects.verified().for_display()
    return Prefetch("claims", queryset=counting, to_attr="verified_claims")


def verified_shop_claims() -> ClaimsPrefetch:
    """Prefetch of the claims about each product's shop that count, as `product.shop.verified_claims`."""
    counting = Claim.objects.verified().about_shop().for_display()
    return Prefetch("shop__claims", queryset=counting, to_attr="verified_claims")
