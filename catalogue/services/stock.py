"""Price and stock: they change at once, without review, for a curator has nothing to judge in them."""

import logging
from decimal import Decimal
from typing import Any

from django.db import transaction

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
    record = product.stockrecords.select_for_update().order_by("pk").get()
    allocated = record.num_allocated or 0
    if stock is not None and stock < allocated:
        raise StockBelowAllocated(requested=stock, allocated=allocated)
    if sku is not None and sku != record.partner_sku:
        if type(record).objects.filter(partner_id=record.partner_id, partner_sku=sku).exists():
            raise SkuTaken(sku)
        record.partner_sku = sku
    record.price, record.num_in_stock = price, stock
    record.save(update_fields=["price", "num_in_stock", "partner_sku", "date_updated"])
    logger.info("price and stock set", extra={"product": product.pk, "by": by.pk})
    return record
