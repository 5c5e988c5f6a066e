"""What a shop already has under the SKUs of one batch, read in a bounded number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Revision, WorkflowState

from catalogue.imports.columns import COLUMNS
from catalogue.models import Product, ProductAttribute, ProductAttributeValue

# Import columns kept on the product row, by the name of the model's field.
PRODUCT_FIELDS: tuple[str, ...] = tuple(
    column.key for column in COLUMNS if column.target == "product" and column.key != "product_class"
)
ATTRIBUTES: tuple[str, ...] = tuple(column.key for column in COLUMNS if column.target == "attribute")
VALUE_FIELDS: tuple[str, ...] = ("value_text", "value_integer", "value_float")
_PRODUCT_COLUMNS: tuple[str, ...] = (
    *("pk", "live", "locked", "latest_revision_id", "product_class_id"),
    *(f"stockrecords__{name}" for name in ("pk", "partner_sku", "price", "num_in_stock", "num_allocated")),
    *PRODUCT_FIELDS,
)


@dataclass(frozen=True, slots=True)
class Detail:
    """One typed attribute of a product class; `type` is Oscar's: text, integer or float."""

    pk: int
    type: str

    @property
    def field(self) -> str:
        """The attribute value's field that holds it."""
        return f"value_{self.type}"

    def typed(self, value: Any) -> str | int | float:
        """A parsed value as that field keeps it."""
        match self.type:
            case "integer":
                return int(value)
            case "float":
                return float(value)
        return str(value)


Details = Mapping[int, Mapping[str, Detail]]


@dataclass(slots=True)
class Existing:
    """A product as its owner last left it: the live row, or the draft that is newer than it.

    `fields` and `attributes` are that state; `draft` is the newest revision's content when there is one.
    """

    product_id: int
    stock_id: int
    price: Decimal | None
    num_in_stock: int | None
    num_allocated: int
    product_class_id: int | None
    is_live: bool
    is_locked: bool
    fields: dict[str, Any]
    attributes: dict[int, Any] = field(default_factory=dict)
    draft: dict[str, Any] | None = None
    is_in_review: bool = False


def details_by_class() -> Details:
    """The attributes that an import can fill, by product class and code; one query."""
    details: dict[int, dict[str, Detail]] = {}
    rows = ProductAttribute.objects.filter(code__in=ATTRIBUTES, type__in=("text", "integer", "float"))
    for pk, class_id, code, kind in rows.values_list("pk", "product_class_id", "code", "type"):
        details.setdefault(class_id, {})[code] = Detail(pk, kind)
    return details


def stock_model() -> type[Model]:
    """The stock record belongs to the room above; it is known here by its relation to our product."""
    model: type[Model] = Product._meta.get_field("stockrecords").related_model
    return model


def read_existing(shop_id: int, skus: Collection[str]) -> dict[str, Existing]:
    """What the shop has, by SKU. Four queries, whatever the number of SKUs."""
    products = Product.objects.filter(
        stockrecords__partner_id=shop_id, stockrecords__partner_sku__in=skus
    ).order_by()
    found: dict[int, Existing] = {}
    by_sku: dict[str, Existing] = {}
    revisions: dict[int, int] = {}
    for row in products.values(*_PRODUCT_COLUMNS).iterator():
        existing = _existing(row)
        found[existing.product_id] = by_sku[row["stockrecords__partner_sku"]] = existing
        if row["latest_revision_id"]:
            revisions[row["latest_revision_id"]] = existing.product_id
    if found:
        _read_attributes(found)
        _read_drafts(found, revisions)
        _read_reviews(found)
    return by_sku


def _existing(row: Mapping[str, Any]) -> Existing:
    return Existing(
        product_id=row["pk"],
        stock_id=row["stockrecords__pk"],
        price=row["stockrecords__price"],
        num_in_stock=row["stockrecords__num_in_stock"],
        num_allocated=row["stockrecords__num_allocated"] or 0,
        product_class_id=row["product_class_id"],
        is_live=row["live"],
        is_locked=row["locked"],
        fields={name: row[name] for name in PRODUCT_FIELDS},
    )


def _read_attributes(found: Mapping[int, Existing]) -> None:
    values = ProductAttributeValue.objects.filter(product_id__in=found, attribute__code__in=ATTRIBUTES)
    rows = values.values_list("product_id", "attribute_id", *VALUE_FIELDS)
    for product_id, attribute_id, *held in rows.iterator():
        found[product_id].attributes[attribute_id] = _first(held)


def _read_drafts(found: Mapping[int, Existing], revisions: Mapping[int, int]) -> None:
    """The newest revision is what the editor opens next, so it is what a new import is compared with."""
    for revision_id, content in Revision.objects.filter(pk__in=revisions).values_list("pk", "content"):
        existing = found[revisions[revision_id]]
        existing.draft = content
        # A draft older than a column says nothing of it.
        existing.fields = {name: content.get(name, existing.fields[name]) for name in PRODUCT_FIELDS}
        existing.attributes = {
            row["attribute"]: _first(row[name] for name in VALUE_FIELDS)
            for row in content["attribute_values"]
        }


def _read_reviews(found: Mapping[int, Existing]) -> None:
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Product), object_id__in=_as_text(found)
    )
    for object_id in states.values_list("object_id", flat=True):
        found[int(object_id)].is_in_review = True


def _as_text(keys: Iterable[int]) -> list[str]:
    return [str(key) for key in keys]


def _first(held: Iterable[Any]) -> Any:
    """The one value that an attribute value holds in one of its typed fields."""
    return next((value for value in held if value is not None), None)
