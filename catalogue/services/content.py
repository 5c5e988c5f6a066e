"""What of a product is reviewed, as one value, and how it is laid over a product and its children."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from catalogue.models import Category, Product, ProductAttributeValue, ProductClass, ProductImage

#: Kinds of attribute whose value lies in one column, so that a revision can hold it.
TYPED_COLUMNS = frozenset(["text", "integer", "float", "boolean", "date", "richtext"])


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture's place in a product: the `media.Image` and the words that describe it there."""

    image_id: int
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class ProductContent:
    """All that a curator reviews. Attributes are keyed by code; those absent or empty are left out.

    Pictures stand in the order given; the first one stands for the product.
    """

    title: str
    category: Category
    product_class: ProductClass
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    unit: str = Product.Unit.PCS
    min_order: int = 1
    is_made_to_order: bool = False
    lead_time_days: int = 0
    capacity_per_month: int | None = None
    weight_grams: int | None = None
    attributes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    pictures: Sequence[Picture] = ()


_COLUMNS = [item.name for item in fields(ProductContent) if item.name not in {"attributes", "pictures"}]


def lay_over(product: Product, content: ProductContent) -> None:
    """Set the product's fields and its children in memory; nothing is saved."""
    for name in _COLUMNS:
        setattr(product, name, getattr(content, name))
    product.attribute_values = _attribute_values(product, content)
    product.images = _images(product, content.pictures)


def _attribute_values(product: Product, content: ProductContent) -> list[ProductAttributeValue]:
    """The values to keep, reusing the present rows so that publishing updates instead of replacing them."""
    present = {value.attribute_id: value for value in product.attribute_values.all()}
    kept = []
    for attribute in content.product_class.attributes.all():
        value = content.attributes.get(attribute.code)
        if attribute.type not in TYPED_COLUMNS or value in (None, ""):
            continue
        row = present.get(attribute.pk) or ProductAttributeValue(attribute=attribute)
        row.value = value
        kept.append(row)
    return kept


def _images(product: Product, pictures: Sequence[Picture]) -> list[ProductImage]:
    present = {row.image_id: row for row in product.images.all()}
    rows = []
    for place, picture in enumerate(pictures):
        row = present.get(picture.image_id) or ProductImage(image_id=picture.image_id)
        row.caption, row.display_order = picture.caption, place
        rows.append(row)
    return rows
