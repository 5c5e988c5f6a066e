"""Reading products for the index: ten queries for each batch, one for all the categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from catalogue.models import Category, Product
from catalogue.queries import verified_claims
from search.documents import ProductDocument, product_document

BATCH = 500


def all_documents() -> Iterator[ProductDocument]:
    """Yield the documents of all public products in order of id."""
    categories = _categories()
    last = 0
    while True:
        products = list(_readable(Product.objects.browsable()).filter(pk__gt=last).order_by("pk")[:BATCH])
        if not products:
            return
        yield from _documents(products, categories)
        last = products[-1].pk


def documents_of(product_ids: Sequence[int]) -> Iterator[ProductDocument]:
    """Yield the documents of those of the products that the public may see."""
    categories = _categories()
    for start in range(0, len(product_ids), BATCH):
        some = product_ids[start : start + BATCH]
        yield from _documents(_readable(Product.objects.browsable()).filter(pk__in=some), categories)


def _readable(products: QuerySet[Product]) -> QuerySet[Product]:
    # Prefetched, not joined: the products of a shop then share one shop object and its regions.
    return products.prefetch_related(
        "category",
        "shop__region",
        "shop__regency__parent",
        "stockrecords",
        "attribute_values",
        *verified_claims(),
    )


def _categories() -> dict[str, Category]:
    return {
        category.full_slug: category for category in Category.objects.only("full_slug", "name", "name_en")
    }


def _documents(
    products: Sequence[Product] | QuerySet[Product], categories: dict[str, Category]
) -> Iterator[ProductDocument]:
    for product in products:
        yield product_document(product, categories)
