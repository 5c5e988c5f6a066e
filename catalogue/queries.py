"""Reads of the catalogue. Each method owns the shape of one page."""

from typing import TYPE_CHECKING, Self, TypeAlias

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from oscar.apps.catalogue.managers import CategoryQuerySet as OscarCategoryQuerySet
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalogue.claims.models import Claim

if TYPE_CHECKING:
    from catalogue.claims.queries import ClaimQuerySet
    from catalogue.models import Category, Product, ProductImage

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
        values = self.model.attribute_values.rel.related_model.objects.select_related("attribute")
        return self.select_related(
            "shop",
            "shop__region",
            "shop__regency",
            "shop__regency__parent",
            "shop__logo",
            "category",
            "product_class",
        ).prefetch_related(
            "stockrecords",
            Prefetch("images", queryset=pictures.order_by("display_order", "pk")),
            Prefetch("attribute_values", queryset=values.order_by("attribute_id")),
            *verified_claims(),
        )


def first_pictures() -> "Prefetch[str, models.QuerySet[ProductImage], str]":
    """Prefetch of each product's first picture, as `product.first_images`."""
    from catalogue.models import ProductImage

    earlier = ProductImage.objects.filter(
        product=OuterRef("product"), display_order__lt=OuterRef("display_order")
    )
    first = ProductImage.objects.filter(~Exists(earlier)).select_related("image")
    return Prefetch("images", queryset=first, to_attr="first_images")


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
