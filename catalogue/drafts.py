"""What a draft says, read from its revision as it is kept.

Making a product of a revision asks the database two or three times for every picture and every attribute. A
form needs no product: the values are enough, and they are all in the revision.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.models import Product, ProductAttribute
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
