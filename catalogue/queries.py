"""Reads of the catalogue. Each method owns the shape of one page."""

from typing import TYPE_CHECKING, Self

from django.db.models import Prefetch, Q
from oscar.apps.catalogue.managers import CategoryQuerySet as OscarCategoryQuerySet
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from catalogue.claims.models import Claim
from catalogue.claims.queries import ClaimQuerySet

if TYPE_CHECKING:
    from catalogue.models import Category

    ClaimsPrefetch = Prefetch[str, ClaimQuerySet, str]

#: What makes a product public, as one condition, for joins from other tables.
PUBLIC = Q(live=True, is_public=True, shop__state="approved")


class CategoryQuerySet(OscarCategoryQuerySet):
    """The category tree."""

    def for_menu(self) -> Self:
        """The public roots, in tree order."""
        return self.browsable().filter(depth=1, exclude_from_menu=False).order_by("path")


class ProductQuerySet(OscarProductQuerySet):
    """Products as pages and the index ask for them."""

    def browsable(self) -> Self:
        """What the public may see: live, not hidden, of an approved shop."""
        return self.filter(PUBLIC)

    def within(self, category: "Category") -> Self:
        """In this category or one below it."""
        return self.filter(category__path__startswith=category.path)

    def for_listing(self) -> Self:
        """All that a product card shows, newest first, in seven queries for any number of rows.

        1 products with shop, regency and category; 2 stock records; 3 product pictures with images;
        4 renditions; 5 verified claims; 6 verified claims of the shops.
        """
        return (
            self.select_related("shop", "shop__regency", "category")
            .prefetch_related("stockrecords", "images__image__renditions", *verified_claims())
            .order_by("-first_published_at", "-pk")
        )

    def for_page(self) -> Self:
        """All that a product's own page shows."""
        return self.select_related(
            "shop",
            "shop__region",
            "shop__regency",
            "shop__regency__parent",
            "shop__logo",
            "category",
            "product_class",
        ).prefetch_related(
            "stockrecords", "images__image__renditions", "attribute_values__attribute", *verified_claims()
        )


def verified_claims() -> "tuple[ClaimsPrefetch, ClaimsPrefetch]":
    """Prefetches of the claims that count, as lists `product.verified_claims` and `shop.verified_claims`."""
    return (
        Prefetch("claims", queryset=Claim.objects.verified().for_display(), to_attr="verified_claims"),
        Prefetch(
            "shop__claims",
            queryset=Claim.objects.verified().about_shop().for_display(),
            to_attr="verified_claims",
        ),
    )
