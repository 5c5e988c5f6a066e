"""Price and stock: they change at once, without review, for a curator has nothing to judge in them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from catalogue.exceptions import SkuTaken, StockBelowAllocated
from catalogue.models import Product

logger = logging.getLogger(__name__)


@transaction.atomic
def set_price_and_stock(
    *, product: Product, price: Decimal, stock: int | None, by: Any, sku: str | None = None
) -> Any:
    """Change the stock record under its lock and return it; the product's index entry follows by signal.

    `price` in rupiah; `stock` None when it is not counted; `sku` None leaves it as it is.
    Raises StockBelowAllocated and SkuTaken.
    """
    record = product.stockrecords.select_for_update(no_key=True).order_by("pk").get()
    allocated = record.num_allocated or 0
    if stock is not None and stock < allocated:
        raise StockBelowAllocated(requested=stock, allocated=allocated)
    record.price, record.num_in_stock = price, stock
    changed = ["price", "num_in_stock", "date_updated"]
    if sku is None or sku == record.partner_sku:
        record.save(update_fields=changed)
    else:
        record.partner_sku = sku
        with unique_sku(type(record).objects.filter(partner_id=record.partner_id), sku):
            record.save(update_fields=[*changed, "partner_sku"])
    logger.info("price and stock set", extra={"product": product.pk, "by": by.pk})
    return record


@contextmanager
def unique_sku(records: QuerySet[Any], sku: str) -> Iterator[None]:
    """Around writing a product's SKU: raises SkuTaken where another of the shop's `records` has it.

    Asked before, and where two write at once the database tells the second.
    """
    taken = records.filter(partner_sku=sku)
    if taken.exists():
        raise SkuTaken(sku)
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if taken.exists():
            raise SkuTaken(sku) from None
        raise
