"""Computing readiness anew, for a few or for everything, in batches that fit in memory."""

import datetime as dt
import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from catalogue.models import Product
from shops.models import Partner
from shops.readiness.evaluation import Requirements, evaluate
from shops.readiness.models import PendingCheck
from shops.readiness.product_facts import ProductReader
from shops.readiness.queries import current_requirements
from shops.readiness.services.snapshots import keep_snapshots
from shops.readiness.shop_facts import facts_of_shops

logger = logging.getLogger(__name__)

BATCH = 2_000


@dataclass(frozen=True, slots=True)
class RecomputeReport:
    """How many were looked at, and how many of them have a new snapshot."""

    products: int = 0
    shops: int = 0
    changed_products: int = 0
    changed_shops: int = 0


@transaction.atomic
def recompute(
    *,
    product_ids: Collection[int] = (),
    shop_ids: Collection[int] = (),
    at: dt.datetime | None = None,
    requirements: Requirements | None = None,
) -> RecomputeReport:
    """Compute these products, then these shops and those of the products, and keep what changed.

    With a moment, claims, attestations and products count as they stood then, and snapshots bear its date.
    Does nothing while no requirements are loaded: a score of nothing would only confuse.
    """
    asked = requirements or current_requirements()
    if not asked.criteria:
        return RecomputeReport()
    products = dict(Product.objects.filter(pk__among=product_ids).order_by().values_list("pk", "shop_id"))
    shops = {*shop_ids, *products.values()}
    _hold(shops)
    changed_products = _keep_products(products, asked, ProductReader(at), at)
    changed_shops = _keep_shops(list(shops), asked, at)
    return RecomputeReport(len(products), len(shops), changed_products, changed_shops)


def recompute_everything() -> RecomputeReport:
    """Compute every product and then every shop, batch by batch; one transaction for each batch.

    What was noted before it began is done by it; what a slower transaction notes meanwhile, under an earlier
    number, is not.
    """
    asked = current_requirements()
    if not asked.criteria:
        return RecomputeReport()
    noted = list(PendingCheck.objects.values_list("pk", flat=True))
    reader = ProductReader()
    products = shops = changed_products = changed_shops = 0
    for keys in _batches(Product.objects.all()):
        with transaction.atomic():
            owners = dict(Product.objects.filter(pk__among=keys).order_by().values_list("pk", "shop_id"))
            _hold(set(owners.values()))
            changed_products += _keep_products(owners, asked, reader, None)
        products += len(owners)
    for keys in _batches(Partner.objects.all()):
        with transaction.atomic():
            _hold(set(keys))
            changed_shops += _keep_shops(keys, asked, None)
        shops += len(keys)
    PendingCheck.objects.filter(pk__among=noted).delete()
    logger.info("readiness recomputed", extra={"products": products, "shops": shops})
    return RecomputeReport(products, shops, changed_products, changed_shops)


def _hold(shop_ids: Collection[int]) -> None:
    """Hold the shops' rows: of two that compute one product, the one that writes later has read later."""
    rows = Partner.objects.filter(pk__among=shop_ids).select_for_update(no_key=True).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _keep_products(
    owners: dict[int, int], asked: Requirements, reader: ProductReader, at: dt.datetime | None
) -> int:
    facts = reader.read(list(owners))
    return keep_snapshots(
        found={(owners[pk], pk): evaluate(asked, known) for pk, known in facts.items()}, at=at
    )


def _keep_shops(shop_ids: list[int], asked: Requirements, at: dt.datetime | None) -> int:
    facts = facts_of_shops(shop_ids, at)
    return keep_snapshots(found={(pk, None): evaluate(asked, known) for pk, known in facts.items()}, at=at)


def _batches(rows: "QuerySet[Product] | QuerySet[Partner]") -> Iterator[list[int]]:
    """The keys in order, so many at a time; each batch is asked for when the one before it is done."""
    last = 0
    keys = rows.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=last)[:BATCH]):
        yield batch
        last = batch[-1]
