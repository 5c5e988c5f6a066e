"""Reading products for the index: plain rows instead of model instances, six queries for each batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from catalogue.models import Category, Claim, Product, ProductAttributeValue
from search.documents import (
    CategoryFacts,
    ClaimFacts,
    ClaimsDocument,
    ProductDocument,
    ProductFacts,
    ShopFacts,
    claims_document,
    product_document,
    with_ancestors,
)
from shops.models import Partner, StockRecord

BATCH = 1_000

#: In the order of `ProductFacts`, up to `published_at`; then the keys of what it belongs to.
COLUMNS = ("pk", "title", "title_en", "description", "description_en", "lead_time_days", "published_at")
#: What tells which rows of another table belong to the products of a batch.
Batch = dict[str, Any]


def all_documents() -> Iterator[ProductDocument]:
    """Yield the documents of all public products in order of id."""
    reader = _Reader()
    last = 0
    while rows := list(_rows(Product.objects.filter(pk__gt=last))[:BATCH]):
        first, last = rows[0][0], rows[-1][0]
        yield from reader.documents(rows, {"product__gte": first, "product__lte": last})


def documents_of(product_ids: Sequence[int]) -> Iterator[ProductDocument]:
    """Yield the documents of those of the products that the public may see; the ids are sorted."""
    reader = _Reader()
    for start in range(0, len(product_ids), BATCH):
        some = product_ids[start : start + BATCH]
        if rows := list(_rows(Product.objects.filter(pk__among=some))):
            yield from reader.documents(rows, {"product__among": some})


def claims_of(product_ids: Sequence[int]) -> Iterator[ClaimsDocument]:
    """Yield what the documents of these products say of claims, be they public or not; the ids are sorted."""
    for start in range(0, len(product_ids), BATCH):
        some = product_ids[start : start + BATCH]
        places = Product.objects.filter(pk__among=some).order_by("pk")
        rows = list(places.values_list("pk", "shop_id", "shop__region_id"))
        of_products = _claims_of_products({"product__among": some})
        of_shops = _claims_of_shops({shop for _key, shop, _region in rows})
        for key, shop, region in rows:
            yield claims_document(key, [*of_products.get(key, []), *of_shops.get(shop, [])], region)


def _rows(products: QuerySet[Product]) -> QuerySet[Product, tuple[Any, ...]]:
    public = products.browsable().order_by("pk")  # type: ignore[attr-defined]  # our queryset's own method
    rows: QuerySet[Product, tuple[Any, ...]] = public.annotate(
        published_at=Coalesce("first_published_at", "date_created")
    ).values_list(*COLUMNS, "shop_id", "category_id")
    return rows


class _Reader:
    """Reads batches of products; shops and categories once for all of them.

    A shop that changes meanwhile is noted in the outbox, and its products are read again.
    """

    def __init__(self) -> None:
        self._shops: dict[int, ShopFacts] = {}
        self._categories: dict[int, CategoryFacts] = {}

    def documents(self, rows: Sequence[tuple[Any, ...]], batch: Batch) -> Iterator[ProductDocument]:
        """Yield the documents of these rows of products."""
        self._read_shops({row[-2] for row in rows} - self._shops.keys())
        if {row[-1] for row in rows} - self._categories.keys():
            self._categories = _categories()
        stock, attributes, claims = _stock(batch), _attributes(batch), _claims_of_products(batch)
        for *columns, shop, category in rows:
            if shop not in self._shops or category not in self._categories:
                continue  # deleted since the row was read, and the product with it
            key = columns[0]
            facts = [*columns, *stock.get(key, ("", None)), attributes.get(key, []), claims.get(key, [])]
            yield product_document(
                ProductFacts._make([*facts, self._shops[shop], self._categories[category]])
            )

    def _read_shops(self, unknown: set[int]) -> None:
        if not unknown:
            return
        claims = _claims_of_shops(unknown)
        columns = ("pk", "slug", "name", "region_id", "regency_id")
        places = ("region__name", "regency__name", "regency__parent__name")
        rows = Partner.objects.filter(pk__among=unknown).order_by().values_list(*columns, *places)
        for key, slug, name, region, regency, *names in rows:
            line = _region_names(*names, is_regency=region == regency)
            self._shops[key] = ShopFacts(slug, name, region, line, names[1], claims.get(key, []))


def _region_names(region: str, regency: str, province: str | None, *, is_regency: bool) -> list[str]:
    """Names of the regions that a shop lies in, from the widest to the narrowest."""
    names = [province, regency] if is_regency else [province, regency, region]
    return [name for name in names if name]


def _categories() -> dict[int, CategoryFacts]:
    rows = list(Category.objects.values_list("pk", "full_slug", "name", "name_en"))
    names = {slug: [name for name in both if name] for _key, slug, *both in rows}
    lines = {key: with_ancestors(slug, "/") for key, slug, *_names in rows}
    return {
        key: CategoryFacts(line, [name for slug in line for name in names[slug]])
        for key, line in lines.items()
    }


def _stock(batch: Batch) -> dict[int, tuple[str, Any]]:
    rows = StockRecord.objects.filter(**batch).order_by()
    return {key: (sku, price) for key, sku, price in rows.values_list("product_id", "partner_sku", "price")}


def _attributes(batch: Batch) -> dict[int, list[str]]:
    values = ProductAttributeValue.objects.filter(**batch).exclude(value_text=None).exclude(value_text="")
    found: dict[int, list[str]] = defaultdict(list)
    for key, text in values.order_by("product_id", "attribute_id").values_list("product_id", "value_text"):
        found[key].append(text)
    return found


def _claims_of_products(batch: Batch) -> dict[int, list[ClaimFacts]]:
    return _claims(Claim.objects.verified().filter(**batch), "product_id")


def _claims_of_shops(shop_ids: set[int]) -> dict[int, list[ClaimFacts]]:
    return _claims(Claim.objects.verified().about_shop().filter(shop__among=shop_ids), "shop_id")


def _claims(claims: QuerySet[Claim], owner: str) -> dict[int, list[ClaimFacts]]:
    found: dict[int, list[ClaimFacts]] = defaultdict(list)
    rows = claims.order_by().values_list(owner, F("kind__code"), "value", "expires_on")
    for key, *facts in rows:
        found[key].append(ClaimFacts(*facts))
    return found
