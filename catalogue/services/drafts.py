"""Products and their drafts. What is public changes only when a revision is published."""

import logging
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Revision

from catalogue.exceptions import DraftMovedOn, NotEditable
from catalogue.models import Product
from catalogue.services.content import ProductContent, lay_over
from catalogue.services.stock import unique_sku

logger = logging.getLogger(__name__)

#: In place of a revision's key: the edit began when the product had none yet.
NO_DRAFT = 0


@transaction.atomic
def create_product(
    *, shop: Any, content: ProductContent, price: Decimal, stock: int | None, sku: str = "", by: Any
) -> Product:
    """A draft product of the shop with its stock record and its first revision; nothing of it is public.

    `price` in rupiah; `stock` None when it is not counted; an empty `sku` gets one from the product's key.
    Raises SkuTaken, and ValidationError when the content does not fit the model.
    """
    product = Product(shop=shop, live=False, slug=slugify(content.title)[:255] or "produk")
    lay_over(product, content)
    product.full_clean(exclude=["slug"])
    product.save()
    _add_stock_record(product, shop=shop, sku=sku or f"E{product.pk}", price=price, stock=stock)
    product.save_revision(user=by, log_action="wagtail.create", clean=False)  # it was, just now
    logger.info("product created", extra={"product": product.pk, "shop": shop.pk})
    return product


@transaction.atomic
def save_draft(
    *, product: Product, content: ProductContent, by: Any, base: int | None = None
) -> Revision | None:
    """Keep an edit as a draft revision; the live version stays as it is. None when nothing was changed.

    `base` is the key of the revision that the edit began from, or `NO_DRAFT`; without it the edit takes
    whatever there is. Raises NotEditable while the product waits for a decision or a colleague has its lock,
    and DraftMovedOn when the latest revision is another one than `base` and says something else.
    """
    locked = lock_editable(product, by=by)
    draft = locked.get_latest_revision_as_object()
    before = _snapshot(draft)
    lay_over(draft, content)
    draft.full_clean(exclude=["slug"])
    if _snapshot(draft) == before:  # so it is when a form arrives twice
        return None
    if base is not None and (locked.latest_revision_id or NO_DRAFT) != base:
        raise DraftMovedOn
    revision: Revision = draft.save_revision(user=by, log_action=True, clean=False)  # it was, just now
    return revision


def lock_product(product: Product) -> Product:
    """The product's row, held until the transaction ends: every decision about it starts here."""
    locked: Product = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    return locked


def lock_products(keys: Iterable[int]) -> list[Product]:
    """The products' rows, held, in the order of their keys, each with its shop and its latest revision."""
    rows = Product.objects.select_for_update(no_key=True, of=("self",))
    held = rows.filter(pk__among=list(keys)).order_by("pk")
    return list(held.select_related("shop", "latest_revision"))


def lock_editable(product: Product, *, by: Any) -> Product:
    """The product's row, held, when `by` may change it now; raises NotEditable otherwise."""
    locked = lock_product(product)
    if locked.workflow_in_progress or (locked.locked and locked.locked_by_id != by.pk):
        raise NotEditable
    return locked


def _snapshot(product: Product) -> dict[str, Any]:
    """The product as a revision would hold it, without the time of writing."""
    return {name: value for name, value in product.serializable_data().items() if name != "date_updated"}


def _add_stock_record(product: Product, *, shop: Any, sku: str, price: Decimal, stock: int | None) -> None:
    with unique_sku(product.stockrecords.model.objects.filter(partner=shop), sku):
        product.stockrecords.create(partner=shop, partner_sku=sku, price=price, num_in_stock=stock)
