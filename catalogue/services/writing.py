"""Many new products at once: what `create_product` does for each, in a few statements for all."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils.text import slugify

from catalogue.exceptions import SkuTaken
from catalogue.models import Product, ProductAttributeValue, ProductImage
from catalogue.services.content import ProductContent, lay_over
from catalogue.services.workflow_rows import ROWS, keep_revisions, log_together
from catalogue.signals import products_changed
from catalogue.tasks import note_uses

logger = logging.getLogger(__name__)

#: The database vouches for what a row points at; two products may share a slug.
_UNJUDGED = ["slug", *(field.name for field in Product._meta.concrete_fields if field.remote_field)]


@dataclass(frozen=True, kw_only=True)
class NewProduct:
    """A draft to be: as for `create_product`, `price` in rupiah, `stock` None when it is not counted."""

    shop: Any
    content: ProductContent
    price: Decimal
    stock: int | None
    sku: str = ""


@transaction.atomic
def create_products(*, entries: Sequence[NewProduct], by: Any) -> list[Product]:
    """Draft products with stock record and first revision, in the order of the entries; all of them or none.

    Raises SkuTaken, and ValidationError when a content does not fit the model.
    """
    prefetch_related_objects([entry.content.product_class for entry in entries], "attributes")
    products = [_judged(entry) for entry in entries]
    Product.objects.bulk_create(products, batch_size=ROWS)
    _add_children(products)
    _add_stock_records(products, entries)
    # As the database has them: what a revision keeps of a number may be another one than was given.
    prefetch_related_objects(products, "images", "attribute_values")
    keep_revisions(products=products, by=by)
    keys = [product.pk for product in products]
    products_changed.send(sender=Product, product_ids=keys)
    note_uses.enqueue(keys)
    log_together(
        "wagtail.create",
        [(product, product.latest_revision_id, {}) for product in products],
        by=by,
        content_changed=True,
    )
    logger.info("products created", extra={"products": len(products)})
    return products


def _judged(entry: NewProduct) -> Product:
    """The product in memory, held against its model."""
    content = entry.content
    product = Product(shop=entry.shop, live=False, slug=slugify(content.title)[:255] or "produk")
    lay_over(product, content)
    product.clean_fields(exclude=_UNJUDGED)
    product.clean()
    return product


def _add_children(products: Sequence[Product]) -> None:
    images: list[ProductImage] = []
    values: list[ProductAttributeValue] = []
    for product in products:
        images += product.images.all()
        values += product.attribute_values.all()
        for child in (*product.images.all(), *product.attribute_values.all()):
            child.product = product
        product._cluster_related_objects.clear()  # they are rows now, or will be in a moment
    ProductImage.objects.bulk_create(images, batch_size=ROWS)
    ProductAttributeValue.objects.bulk_create(values, batch_size=ROWS)


def _add_stock_records(products: Sequence[Product], entries: Sequence[NewProduct]) -> None:
    """A record for each; raises SkuTaken where two of a shop would have one SKU, there or written at once."""
    stocks: Any = Product.stockrecords.rel.related_model
    pairs = list(zip(products, entries, strict=True))
    wanted = [(entry.shop.pk, entry.sku or f"E{product.pk}") for product, entry in pairs]
    _check_skus(stocks, wanted)
    records = [
        stocks(product=product, partner_id=shop, partner_sku=sku, price=entry.price, num_in_stock=entry.stock)
        for (product, entry), (shop, sku) in zip(pairs, wanted, strict=True)
    ]
    try:
        with transaction.atomic():
            stocks._default_manager.bulk_create(records, batch_size=ROWS)
    except IntegrityError:
        _check_skus(stocks, wanted)
        raise


def _check_skus(stocks: Any, wanted: Sequence[tuple[int, str]]) -> None:
    twice = [sku for (_shop, sku), times in Counter(wanted).items() if times > 1]
    shops = {shop for shop, _sku in wanted}
    there = stocks._default_manager.filter(
        partner__among=shops, partner_sku__in={sku for _shop, sku in wanted}
    )
    taken = set(there.values_list("partner_id", "partner_sku"))
    for sku in [*twice, *(sku for shop, sku in wanted if (shop, sku) in taken)]:
        raise SkuTaken(sku)
