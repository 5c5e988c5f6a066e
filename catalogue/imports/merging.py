"""Writes the plans of one batch with bulk statements."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_serializable_data_for_fields
from oscar.core.utils import slugify
from wagtail.models import Revision

from catalogue.imports.bulk import insert_rows
from catalogue.imports.existing import PRODUCT_FIELDS, VALUE_FIELDS, Detail, stock_model
from catalogue.imports.plans import Addition, Change
from catalogue.models import Product, ProductAttributeValue

_LONGEST_SLUG = 255
_NO_SLUG = "produk"
# A product row has many columns: this keeps one statement well below SQLite's limit of parameters.
_ROWS_PER_STATEMENT = 500


def add_products(shop_id: int, additions: Sequence[Addition]) -> list[int]:
    """New products become drafts: the first edit, or handing them in, makes their first revision.

    Returns their keys.
    """
    defaults = Product(shop_id=shop_id, live=False)
    standing = {name: getattr(defaults, _column(name)) for name in PRODUCT_FIELDS}
    products = insert_rows(
        defaults,
        ("slug", "product_class_id", *map(_column, PRODUCT_FIELDS)),
        (
            (_slug(addition), addition.product_class_id, *({**standing, **addition.fields}.values()))
            for addition in additions
        ),
    )
    insert_rows(
        stock_model()(partner_id=shop_id, price_currency="IDR"),
        ("product_id", "partner_sku", "price", "num_in_stock"),
        (
            (product_id, addition.sku, addition.price, addition.num_in_stock)
            for product_id, addition in zip(products, additions, strict=True)
        ),
    )
    insert_rows(
        ProductAttributeValue(),
        ("product_id", "attribute_id", *VALUE_FIELDS),
        (
            (product_id, detail.pk, *_value_columns(detail, value))
            for product_id, addition in zip(products, additions, strict=True)
            for detail, value in addition.attributes.items()
        ),
    )
    return products


def _column(name: str) -> str:
    """The model's attribute for an import column."""
    return "category_id" if name == "category" else name


def _slug(addition: Addition) -> str:
    return slugify(addition.fields["title"])[:_LONGEST_SLUG] or slugify(addition.sku) or _NO_SLUG


def _value_columns(detail: Detail, value: Any) -> tuple[Any, ...]:
    return tuple(value if name == detail.field else None for name in VALUE_FIELDS)


def change_stock(changes: Iterable[Change]) -> list[int]:
    """Prices and stock change at once. Returns the products concerned."""
    stocks: Any = stock_model()
    changed = [change for change in changes if change.stock]
    records = [
        stocks(
            pk=change.existing.stock_id,
            price=change.stock.get("price", change.existing.price),
            num_in_stock=change.stock.get("num_in_stock", change.existing.num_in_stock),
            date_updated=timezone.now(),
        )
        for change in changed
    ]
    stocks._default_manager.bulk_update(
        records, ["price", "num_in_stock", "date_updated"], batch_size=_ROWS_PER_STATEMENT
    )
    return [change.existing.product_id for change in changed]


def change_texts(changes: Iterable[Change], by: AbstractBaseUser | None) -> None:
    """A product that nobody has published or edited yet changes itself; any other gets a draft revision."""
    reviewed = [change for change in changes if change.needs_review]
    _change_rows([c for c in reviewed if not c.existing.is_live and c.existing.draft is None])
    _draft_revisions([c for c in reviewed if c.existing.is_live or c.existing.draft is not None], by)


def _change_rows(changes: Sequence[Change]) -> None:
    products = Product.objects.in_bulk([change.existing.product_id for change in changes])
    for change in changes:
        for name, value in change.fields.items():
            setattr(
                products[change.existing.product_id], "category_id" if name == "category" else name, value
            )
    Product.objects.bulk_update(products.values(), [*PRODUCT_FIELDS], batch_size=_ROWS_PER_STATEMENT)
    ProductAttributeValue.objects.bulk_create(
        (
            ProductAttributeValue(
                product_id=change.existing.product_id, attribute_id=detail.pk, **{detail.field: value}
            )
            for change in changes
            for detail, value in change.attributes.items()
        ),
        batch_size=_ROWS_PER_STATEMENT,
        update_conflicts=True,
        unique_fields=["attribute", "product"],
        update_fields=list(VALUE_FIELDS),
    )


def _draft_revisions(changes: Sequence[Change], by: AbstractBaseUser | None) -> None:
    """One revision for each product, on top of its newest draft or of what is live."""
    products = Product.objects.prefetch_related("images", "attribute_values").in_bulk(
        [change.existing.product_id for change in changes]
    )
    content_type = ContentType.objects.get_for_model(Product)
    revisions = Revision.objects.bulk_create(
        (
            Revision(
                content_type=content_type,
                base_content_type=content_type,
                object_id=str(change.existing.product_id),
                created_at=timezone.now(),
                user=by,
                object_str=change.fields.get("title", change.existing.fields["title"]),
                content=_content(products[change.existing.product_id], change),
            )
            for change in changes
        ),
        batch_size=_ROWS_PER_STATEMENT,
    )
    for change, revision in zip(changes, revisions, strict=True):
        product = products[change.existing.product_id]
        product.latest_revision_id = revision.pk
        product.has_unpublished_changes = True
    Product.objects.bulk_update(
        products.values(), ["latest_revision", "has_unpublished_changes"], batch_size=_ROWS_PER_STATEMENT
    )


def _content(product: Product, change: Change) -> dict[str, Any]:
    """The revision's content: the state before, with this change in it."""
    before = change.existing.draft or product.serializable_data()
    content: dict[str, Any] = deepcopy(before)
    content.update(change.fields)
    rows = {row["attribute"]: row for row in content["attribute_values"]}
    for detail, value in change.attributes.items():
        row = rows.get(detail.pk) or _new_value(product, detail.pk)
        row[detail.field] = value
        if detail.pk not in rows:
            content["attribute_values"].append(row)
    return content


def _new_value(product: Product, attribute_id: int) -> dict[str, Any]:
    value = ProductAttributeValue(product=product, attribute_id=attribute_id)
    return dict(get_serializable_data_for_fields(value))
