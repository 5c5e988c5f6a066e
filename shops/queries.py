"""Reads of shops, and the one guarded way to a shop that is somebody's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from catalogue.claims.models import Claim
from catalogue.queries import PUBLIC

if TYPE_CHECKING:
    from catalogue.models import Product
    from shops.models import Partner


#: The orders of the directory; each ends with the key, so that pages never overlap.
DIRECTORY_ORDERS: dict[str, tuple[str, ...]] = {
    "nama": ("name", "pk"),
    "terbaru": ("-created_at", "-pk"),
    "produk": ("-product_count", "name", "pk"),
}


class ShopQuerySet(models.QuerySet["Partner"]):
    """Shops as pages ask for them."""

    def public(self) -> Self:
        return self.filter(state="approved")

    def in_region(self, code: str) -> Self:
        """In this region or one below it."""
        return self.filter(Q(region_id=code) | Q(region__code__startswith=f"{code}."))

    def named(self, words: str) -> Self:
        """Whose name has every one of these words."""
        found = self
        for word in words.split():
            found = found.filter(name__icontains=word)
        return found

    def for_team_of(self, user: Any) -> Self:
        """The shops in whose team this person is; a closed one is gone for them too."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user).exclude(state="closed")

    def shown_with(self, image_ids: Sequence[int]) -> Self:
        """Those whose logo or cover is one of these pictures."""
        return self.filter(Q(logo__in=image_ids) | Q(cover__in=image_ids)).order_by()

    def for_directory(self, order: str = "nama") -> Self:
        """All that a shop card shows, in one of `DIRECTORY_ORDERS`: one query for any number of rows.

        `product_count` is counted for the rows of the page only, hence a subquery and no join. So it is with
        the level of readiness, `level_name` and `level_name_en`.
        """
        return (
            self.select_related("regency", "logo")
            .annotate(product_count=public_product_count(), **reached_level())
            .order_by(*DIRECTORY_ORDERS[order])
        )

    def for_page(self) -> Self:
        """All that a shop's own page shows, besides its products: two queries."""
        places = self.select_related("region", "regency", "regency__parent", "logo", "cover", "holiday")
        return places.with_verified_claims()

    def with_verified_claims(self) -> Self:
        """With `verified_claims`: those about the shop itself, in the order of their kinds; one query."""
        counting = Claim.objects.verified().about_shop().for_display()
        return self.prefetch_related(Prefetch("claims", queryset=counting, to_attr="verified_claims"))

    def per_regency(self) -> "models.QuerySet[Any, dict[str, Any]]":
        """Rows of `regency_id`, `regency__name`, `regency__slug`, `shops` (how many), by code: one query."""
        return (
            self.order_by("regency_id")
            .values("regency_id", "regency__name", "regency__slug")
            .annotate(shops=Count("pk"))
        )


def public_product_count() -> Coalesce:
    """How many products of the shop the public sees, as a subquery on the shop."""
    from catalogue.models import Product

    counted = (
        Product.objects.filter(PUBLIC, shop=OuterRef("pk"))
        .order_by()
        .values("shop")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counted), 0)


def reached_level() -> dict[str, Subquery]:
    """The name of the level that the shop has reached, in both languages, as subqueries on the shop."""
    from shops.readiness.models import Snapshot

    current = Snapshot.objects.filter(shop=OuterRef("pk"), product=None, is_current=True).order_by()
    return {
        "level_name": Subquery(current.values("level__name")[:1]),
        "level_name_en": Subquery(current.values("level__name_en")[:1]),
    }


def get_shop_for(user: Any, slug: str) -> "Partner":
    """The shop with this slug for a member of its team; anyone else gets Http404, as if there were none.

    One query, the holiday with it. `team_role` is what this person is in the team.
    """
    from shops.models import Partner

    own = Partner.objects.for_team_of(user)
    found = own.annotate(team_role=F("memberships__role")).filter(slug=slug)
    shop = found.select_related("holiday").first()
    if shop is None:
        raise Http404("No such shop.")
    return shop


def get_product_for(user: Any, slug: str, pk: int) -> "Product":
    """The shop's product with its state and its offer for a member of the team; anyone else gets Http404.

    One query. `offer_price`, `offer_stock` and `offer_sku` are those of its one stock record. Another shop's
    product is as unknown as one that never was, whatever the address says.
    """
    from catalogue.models import Product
    from catalogue.states import with_state
    from shops.models import Partner

    own = Partner.objects.for_team_of(user).filter(slug=slug)
    products = Product.objects.filter(shop__in=own).select_related(
        "shop", "category", "product_class", "latest_revision"
    )
    offer = {
        "offer_price": F("stockrecords__price"),
        "offer_stock": F("stockrecords__num_in_stock"),
        "offer_sku": F("stockrecords__partner_sku"),
    }
    product = with_state(products).annotate(**offer).filter(pk=pk).first()
    if product is None:
        raise Http404("No such product.")
    return product
