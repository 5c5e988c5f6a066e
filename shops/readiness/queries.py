"""Reads of readiness: what is asked, and how ready one shop or one product is now."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import QuerySet

from shops.readiness.evaluation import (
    Criterion,
    DimensionValue,
    LevelValue,
    Readiness,
    Requirements,
    evaluate,
)
from shops.readiness.models import Attestation, Dimension, Level, Requirement, Snapshot
from shops.readiness.product_facts import facts_of_product, facts_of_products
from shops.readiness.shop_facts import facts_of_shops

if TYPE_CHECKING:
    from catalogue.models import Product
    from shops.models import Partner

KEPT, KEPT_SECONDS = "readiness-requirements", 60


def current_requirements() -> Requirements:
    """All requirements in use and all levels, in two queries."""
    rows = Requirement.objects.filter(is_active=True).select_related("dimension")
    return Requirements(
        criteria=[_criterion(row) for row in rows], levels=[_level(row) for row in Level.objects.all()]
    )


def long_side_asked() -> int:
    """As many pixels as the longer side of a photo needs to count; 0 when no requirement looks at it."""
    rows = kept_requirements().criteria
    return max((row.each_at_least for row in rows if row.rule == "photos"), default=0)


def kept_requirements() -> Requirements:
    """The same from the cache, for pages: seldom changed, often asked. A change empties it at once."""
    kept: Requirements | None = cache.get_or_set(KEPT, current_requirements, KEPT_SECONDS)
    return kept or current_requirements()


def readiness_of_shop(shop: "Partner", requirements: Requirements | None = None) -> Readiness:
    """How ready the shop is now; five queries."""
    asked = requirements or kept_requirements()
    dimensions = [*dict.fromkeys(criterion.dimension.code for criterion in asked.criteria)]
    return evaluate(asked, facts_of_shops([shop.pk], dimensions=dimensions)[shop.pk])


def readiness_of_product(product: "Product", requirements: Requirements | None = None) -> Readiness:
    """How ready the product is as its seller edits it: the draft where there is one, else the public row.

    The same answer for the seller's panel, the curator's screen and the snapshot; six queries, one more where
    the draft lies in another category.
    """
    asked = requirements or kept_requirements()
    return evaluate(asked, facts_of_products([product.pk])[product.pk])


def readiness_of_edited(product: "Product", content: Mapping[str, Any] | None = None) -> Readiness:
    """The same of a product that `get_product_for` gave, for one query less, or of an older content."""
    return evaluate(kept_requirements(), facts_of_product(product, content))


def history_of(shop: "Partner", most: int = 60) -> list[Snapshot]:
    """The shop's last snapshots, the oldest first; one query."""
    rows = Snapshot.objects.filter(shop=shop, product=None).select_related("level")
    return list(reversed(rows.order_by("-taken_at", "-pk")[:most]))


def least_ready_products(shop: "Partner", most: int = 20) -> list[Snapshot]:
    """The current snapshots of the shop's products that lack most, with product and level; one query."""
    rows = Snapshot.objects.filter(shop=shop, product__isnull=False, is_current=True)
    return list(rows.select_related("product", "level").order_by("score", "pk")[:most])


def attestations_of(shop: "Partner", product: "Product | None" = None) -> QuerySet[Attestation]:
    """What the owner attests now, with who said so; one query."""
    standing = Attestation.objects.filter(shop=shop, product=product, withdrawn_at=None)
    return standing.select_related("requirement", "attested_by")


def levels_by_key() -> dict[int, LevelValue]:
    """Every level by its key; one query."""
    return {row.pk: _level(row) for row in Level.objects.all()}


def level_of(shop_id: int) -> LevelValue | None:
    """The level that the public sees at a shop; one query, None before its first snapshot."""
    rows = Snapshot.objects.filter(shop=shop_id, product=None, is_current=True)
    snapshot = rows.select_related("level").first()
    return _level(snapshot.level) if snapshot and snapshot.level else None


def _criterion(row: Requirement) -> Criterion:
    same = "code subject kind name name_en help help_en example example_en weight is_blocking rule"
    return Criterion(
        **{name: getattr(row, name) for name in same.split()},
        dimension=_dimension(row.dimension),
        at_least=row.at_least,
        each_at_least=row.each_at_least,
        claim_kinds=frozenset(row.claim_kinds),
        categories=tuple(row.categories),
        except_categories=tuple(row.except_categories),
        product_classes=frozenset(row.product_classes),
        sectors=frozenset(row.sectors),
    )


def _dimension(row: Dimension) -> DimensionValue:
    return DimensionValue(row.code, row.name, row.name_en)


def _level(row: Level) -> LevelValue:
    same = "code name name_en minimum meaning meaning_en counts_as_ready pk"
    return LevelValue(**{name: getattr(row, name) for name in same.split()})
