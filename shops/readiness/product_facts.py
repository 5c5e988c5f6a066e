"""The facts of many products at once, in nine queries for any number of them.

A product with an edit that is not public yet is read from its latest draft, every other one from its row:
what the seller sees in the editor is what is judged.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import Case, F, JSONField, Q, Value, When

from catalogue.models import (
    Category,
    Claim,
    Product,
    ProductAttribute,
    ProductAttributeValue,
    ProductClass,
    ProductImage,
)
from media.models import Image
from shops.readiness.facts import Photo, ProductFacts
from shops.readiness.models import Attestation

Row = Mapping[str, Any]
#: Columns that a draft holds under the same names.
SHARED = (
    "title",
    "description",
    "title_en",
    "description_en",
    "is_made_to_order",
    "lead_time_days",
    "capacity_per_month",
    "weight_grams",
)
COLUMNS = (
    *SHARED,
    "pk",
    "shop_id",
    "category_id",
    "product_class_id",
    "category__full_slug",
    "product_class__slug",
)
TYPED = ("text", "integer", "float", "boolean", "date", "datetime", "richtext")
EMPTY: tuple[Any, ...] = (None, "", [])


def facts_of_products(product_ids: Sequence[int], at: dt.datetime | None = None) -> dict[int, ProductFacts]:
    """Facts by key; products that are gone are left out.

    With a moment, claims and attestations are those of that moment; the content is always today's.
    """
    return ProductReader(at).read(product_ids)


def facts_of_product(product: Product, content: Mapping[str, Any] | None = None) -> ProductFacts:
    """The facts of one product that is here with shop, category, class, latest draft and offer already.

    As `shops.queries.get_product_for` gives it: the same facts for one query less. `content` is that of an
    older draft, to be looked at in place of the latest.
    """
    row = _row_of(product)
    return ProductReader().facts_of([{**row, "content": content or row["content"]}])[product.pk]


class ProductReader:
    """Reads products in batches; what all batches share is read once."""

    def __init__(self, at: dt.datetime | None = None) -> None:
        self._at = at

    @cached_property
    def _categories(self) -> dict[int, str]:
        return dict(Category.objects.values_list("pk", "full_slug"))

    @cached_property
    def _classes(self) -> dict[int, str]:
        return dict(ProductClass.objects.values_list("pk", "slug"))

    @cached_property
    def _required(self) -> dict[int, dict[int, str]]:
        """By class, the names of the attributes it requires by their keys."""
        required: dict[int, dict[int, str]] = defaultdict(dict)
        rows = ProductAttribute.objects.filter(required=True, product_class__isnull=False)
        for key, product_class, name in rows.values_list("pk", "product_class_id", "name"):
            required[product_class][key] = name
        return required

    def read(self, product_ids: Sequence[int]) -> dict[int, ProductFacts]:
        """The facts of these products by key."""
        ids = list(product_ids)
        rows = list(
            Product.objects.filter(pk__among=ids)
            .order_by()
            .values(
                *COLUMNS,
                content=_draft_content(),
                sector=F("shop__sector"),
                price=F("stockrecords__price"),
                stock=F("stockrecords__num_in_stock"),
            )
        )
        return self.facts_of(rows)

    def facts_of(self, rows: Sequence[Row]) -> dict[int, ProductFacts]:
        """The facts of products of which the rows are known."""
        ids = [row["pk"] for row in rows]
        drafts = {row["pk"]: row["content"] for row in rows if row["content"]}
        from_rows = [row["pk"] for row in rows if row["pk"] not in drafts]
        photos = {**_photos_of_rows(from_rows), **_photos_of_drafts(drafts)}
        values = _values_of_rows(from_rows)
        claims = self._claims(ids, {row["shop_id"] for row in rows})
        attested = self._attested(ids)
        return {
            row["pk"]: self._facts(
                {**row, **(drafts.get(row["pk"]) or {}), "pk": row["pk"]},
                photos.get(row["pk"], ()),
                _values_of_draft(drafts[row["pk"]]) if row["pk"] in drafts else values.get(row["pk"], set()),
                claims=frozenset(claims["product", row["pk"]] | claims["shop", row["shop_id"]]),
                attested=frozenset(attested.get(row["pk"], ())),
            )
            for row in rows
        }

    def _facts(
        self, row: Row, photos: Sequence[Photo], has_values: set[int], **evidence: Any
    ) -> ProductFacts:
        # A draft names its relations `category`, a row `category_id`.
        category = row.get("category") or row["category_id"]
        product_class = row.get("product_class") or row["product_class_id"]
        required = self._required.get(product_class, {})
        return ProductFacts(
            **{name: row[name] for name in SHARED},
            **evidence,
            category=self._category(category, row),
            product_class=self._class(product_class, row),
            photos=photos,
            missing_attributes=[name for key, name in required.items() if key not in has_values],
            price=row["price"],
            stock=row["stock"],
            sector=row["sector"],
        )

    def _category(self, key: int, row: Row) -> str:
        """The draft's category; the row's where the draft's is gone."""
        known: str = row["category__full_slug"]
        return known if key == row["category_id"] else self._categories.get(key, known)

    def _class(self, key: int | None, row: Row) -> str:
        known: str = row["product_class__slug"] or ""
        return known if key == row["product_class_id"] or key is None else self._classes.get(key, known)

    def _claims(self, product_ids: list[int], shop_ids: set[int]) -> dict[tuple[str, int], set[str]]:
        """The kinds verified, of the products and of their shops, in one query."""
        about = Q(product__among=product_ids) | Q(product=None, shop__among=shop_ids)
        return verified_kinds(about, self._at)

    def _attested(self, product_ids: list[int]) -> dict[int, set[str]]:
        rows = attested_at(Q(product__among=product_ids), self._at)
        found: dict[int, set[str]] = defaultdict(set)
        for product, code in rows.values_list("product_id", "requirement__code"):
            found[product].add(code)
        return found


def verified_kinds(about: Q, at: dt.datetime | None) -> dict[tuple[str, int], set[str]]:
    """The kinds of the claims that counted at a moment (default: now), by ("product" or "shop", key)."""
    claims = Claim.objects.verified(at.date() if at else None).filter(about)
    if at is not None:
        claims = claims.filter(reviewed_at__lte=at)
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for shop, product, kind in claims.order_by().values_list("shop_id", "product_id", "kind__code"):
        found[("product", product) if product else ("shop", shop)].add(kind)
    return found


def attested_at(about: Q, at: dt.datetime | None) -> Any:
    """The attestations that stood at a moment (default: now)."""
    if at is None:
        return Attestation.objects.filter(about, withdrawn_at=None).order_by()
    stood = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    return Attestation.objects.filter(about, stood, attested_at__lte=at).order_by()


def _row_of(product: Product) -> Row:
    """What `read` asks the database for, of a product that is here."""
    return {
        **{name: getattr(product, name) for name in (*SHARED, "pk", "shop_id", "category_id")},
        "product_class_id": product.product_class_id,
        "category__full_slug": product.category.full_slug,
        "product_class__slug": product.product_class.slug if product.product_class else None,
        "content": product.latest_revision.content if product.has_unpublished_changes else None,
        "sector": product.shop.sector,
        "price": product.offer_price,
        "stock": product.offer_stock,
    }


def _draft_content() -> Any:
    """The latest revision's content where it is not public yet, else None: one left join."""
    draft = When(has_unpublished_changes=True, then=F("latest_revision__content"))
    return Case(draft, default=Value(None), output_field=JSONField())


def _photos_of_rows(product_ids: list[int]) -> dict[int, list[Photo]]:
    if not product_ids:
        return {}
    rows = ProductImage.objects.filter(product__among=product_ids).order_by(
        "product_id", "display_order", "pk"
    )
    photos: dict[int, list[Photo]] = defaultdict(list)
    columns = ("product_id", "caption", "image__width", "image__height", "image__alt_text")
    for product, caption, width, height, alt_text in rows.values_list(*columns):
        photos[product].append(Photo(width, height, bool((caption or alt_text).strip())))
    return photos


def _photos_of_drafts(drafts: Mapping[int, Row]) -> dict[int, list[Photo]]:
    wanted = {child["image"] for content in drafts.values() for child in content.get("images", ())}
    rows = Image.objects.filter(pk__among=wanted).order_by().values_list("pk", "width", "height", "alt_text")
    images = {key: (width, height, alt_text) for key, width, height, alt_text in rows} if wanted else {}
    photos: dict[int, list[Photo]] = {}
    for product, content in drafts.items():
        photos[product] = [
            Photo(width, height, bool((child.get("caption") or alt_text).strip()))
            for child in content.get("images", ())
            if child["image"] in images
            for width, height, alt_text in (images[child["image"]],)
        ]
    return photos


def _values_of_rows(product_ids: list[int]) -> dict[int, set[int]]:
    """The keys of the attributes that have a value, by product."""
    if not product_ids:
        return {}
    values: dict[int, set[int]] = defaultdict(set)
    rows = ProductAttributeValue.objects.filter(product__among=product_ids, attribute__required=True)
    for product, attribute in rows.order_by().values_list("product_id", "attribute_id"):
        values[product].add(attribute)
    return values


def _values_of_draft(content: Row) -> set[int]:
    return {child["attribute"] for child in content.get("attribute_values", ()) if _has_value(child.items())}


def _has_value(columns: Iterable[tuple[str, Any]]) -> bool:
    typed = {f"value_{kind}" for kind in TYPED}
    return any(name in typed and value not in EMPTY for name, value in columns)
