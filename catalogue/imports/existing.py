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
    """What the shop has, by SKU. Five queries, whatever the number of SKUs."""
    stocks = stock_model()._default_manager.filter(partner_id=shop_id, partner_sku__in=skus)
    rows = {row["product_id"]: row for row in stocks.values()}
    products = Product.objects.filter(pk__in=rows)
    found: dict[int, Existing] = {}
    revisions: dict[int, int] = {}
    for product in products.values(*_columns()):
        found[product["pk"]] = _existing(product, rows[product["pk"]])
        if product["latest_revision_id"]:
            revisions[product["latest_revision_id"]] = product["pk"]
    if found:
        _read_attributes(found)
        _read_drafts(found, revisions)
        _read_reviews(found)
    return {rows[pk]["partner_sku"]: existing for pk, existing in found.items()}


def _columns() -> list[str]:
    return ["pk", "live", "locked", "latest_revision_id", "product_class_id", *PRODUCT_FIELDS]


def _existing(product: Mapping[str, Any], stock: Mapping[str, Any]) -> Existing:
    return Existing(
        product_id=product["pk"],
        stock_id=stock["id"],
        price=stock["price"],
        num_in_stock=stock["num_in_stock"],
        num_allocated=stock["num_allocated"] or 0,
        product_class_id=product["product_class_id"],
        is_live=product["live"],
        is_locked=product["locked"],
        fields={name: product[name] for name in PRODUCT_FIELDS},
    )


def _read_attributes(found: Mapping[int, Existing]) -> None:
    values = ProductAttributeValue.objects.filter(product_id__in=found, attribute__code__in=ATTRIBUTES)
    rows = values.values("product_id", "attribute_id", "value_text", "value_integer", "value_float")
    for row in rows:
        found[row["product_id"]].attributes[row["attribute_id"]] = _held(row)


def _read_drafts(found: Mapping[int, Existing], revisions: Mapping[int, int]) -> None:
    """The newest revision is what the editor opens next, so it is what a new import is compared with."""
    for revision_id, content in Revision.objects.filter(pk__in=revisions).values_list("pk", "content"):
        existing = found[revisions[revision_id]]
        existing.draft = content
        existing.fields = {name: content[name] for name in PRODUCT_FIELDS}
        existing.attributes = {row["attribute"]: _held(row) for row in content["attribute_values"]}


def _read_reviews(found: Mapping[int, Existing]) -> None:
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Product), object_id__in=_as_text(found)
    )
    for object_id in states.values_list("object_id", flat=True):
        found[int(object_id)].is_in_review = True


def _as_text(keys: Iterable[int]) -> list[str]:
    return [str(key) for key in keys]


def _held(row: Mapping[str, Any]) -> Any:
    """The one value that an attribute value's row or its serialised form holds."""
    held = (row["value_text"], row["value_integer"], row["value_float"])
    return next((value for value in held if value is not None), None)
