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
    (pictures,) = pictures_of([revision])
    return pictures


def pictures_of(revisions: Sequence[Revision]) -> list[list[ProductImage]]:
    """The pictures of each of these revisions, to be looked at and never saved: one query for all."""
    drafts = [
        Product.from_serializable_data({**revision.content, "attribute_values": []}, check_fks=False)
        for revision in revisions
    ]
    pictures = [list(draft.images.all()) for draft in drafts]
    there = {id(row) for row in with_related([row for rows in pictures for row in rows], "image")}
    return [[row for row in rows if id(row) in there] for rows in pictures]


def latest_drafts(products: Sequence[Product]) -> list[Product]:
    """Each product as its latest revision has it, ready to be published: four queries at most for all.

    What `Revision.as_object` and `Product.with_content_json` make of one; the products came with their
    latest revisions.
    """
    contents = [product.latest_revision.content for product in products]
    there = {name: _still_there(name, products, contents) for name in ("category", "product_class")}
    drafts = [_draft(product, content, there) for product, content in zip(products, contents, strict=True)]
    for name, target in (("images", "image"), ("attribute_values", "attribute")):
        children = [row for draft in drafts for row in getattr(draft, name).all()]
        kept = {id(row) for row in with_related(children, target)}
        for draft in drafts:
            setattr(draft, name, [row for row in getattr(draft, name).all() if id(row) in kept])
    return drafts


def _still_there(
    name: str, products: Sequence[Product], contents: Sequence[Mapping[str, Any]]
) -> Mapping[int, Any]:
    """The rows that drafts name in this column in place of what the products' rows have."""
    field: Any = Product._meta.get_field(name)
    pairs = zip(products, contents, strict=True)
    others = {content.get(name) for row, content in pairs if content.get(name) != getattr(row, field.attname)}
    return field.related_model._default_manager.in_bulk(others - {None}) if others else {}


def _draft(product: Product, content: Mapping[str, Any], there: Mapping[str, Mapping[int, Any]]) -> Product:
    kept = {name: getattr(product, Product._meta.get_field(name).attname) for name in Product.ROW_COLUMNS}
    for name, rows in there.items():
        if content.get(name) not in rows:
            kept[name] = getattr(product, Product._meta.get_field(name).attname)
    draft: Product = Product.from_serializable_data({**content, **kept}, check_fks=False)
    draft.pk = product.pk
    for name in ("live", "has_unpublished_changes", "first_published_at", "latest_revision"):
        setattr(draft, name, getattr(product, name))
    return draft
