"""What a draft says, read from its revision as it is kept.

Wagtail makes a product of a revision by asking the database two or three times for every picture and every
attribute. A form needs no product: the values are enough, and they are all in the revision. A page that shows
a draft as a product gets one from `product_to_read`, which asks once for all pictures and once for all
attributes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from catalogue.children import with_related
from catalogue.models import Product, ProductAttribute, ProductImage
from catalogue.services.content import TYPED_COLUMNS, Picture


@dataclass(frozen=True)
class Draft:
    """The latest draft, or the row where there is none. `content` has the names of the product's columns."""

    content: Mapping[str, Any]

    @property
    def pictures(self) -> Sequence[Picture]:
        """In their order; a picture whose file is gone since is still named."""
        rows = sorted(self.content.get("images", ()), key=lambda row: row["display_order"])
        return [Picture(image_id=row["image"], caption=row["caption"] or "") for row in rows]

    def values(self, attributes: Sequence[ProductAttribute]) -> dict[str, Any]:
        """The values of these attributes, by code; those without a value are left out."""
        rows = {row["attribute"]: row for row in self.content.get("attribute_values", ())}
        typed = [each for each in attributes if each.pk in rows and each.type in TYPED_COLUMNS]
        return {attribute.code: rows[attribute.pk][f"value_{attribute.type}"] for attribute in typed}


def draft_of(product: Product) -> Draft:
    """Asks nothing when the product came with its latest revision."""
    revision = product.latest_revision
    return Draft(revision.content if revision else product.serializable_data())


def product_to_read(content: Mapping[str, Any], beside: Product | None = None) -> Product:
    """The product as a revision's content has it, to be shown and never saved: two queries for all it names.

    What `beside`, the public row with pictures and attributes, names as well is taken from there. Pictures
    and attributes that are gone since are left out, as Wagtail leaves them out.
    """
    product: Product = Product.from_serializable_data(dict(content), check_fks=False)
    product.images = with_related(product.images.all(), "image", beside and beside.images.all())
    product.attribute_values = with_related(
        product.attribute_values.all(), "attribute", beside and beside.attribute_values.all()
    )
    return product


def pictures_to_read(revision: Revision) -> list[ProductImage]:
    """The pictures of the revision, in their order, to be looked at and never saved: one query for all."""
    product: Product = Product.from_serializable_data(
        {**revision.content, "attribute_values": []}, check_fks=False
    )
    return with_related(product.images.all(), "image")
