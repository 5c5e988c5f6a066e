"""Many new products at once: the same rows as one by one, in a few queries."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.exceptions import SkuTaken
from catalogue.models import Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product
from catalogue.services.writing import NewProduct, create_products
from media.factories import ImageFactory
from shops.factories import ShopFactory, StockRecordFactory
from shops.models import Partner
from tests.rows import written_by

pytestmark = pytest.mark.django_db
Entry = Callable[..., NewProduct]
#: Outboxes: a product is noted there once, where one by one notes each step of writing it.
OUTBOXES = {"search.PendingChange", "readiness.PendingCheck", "freshness.Change"}


@pytest.fixture
def shop(db: None) -> Partner:
    return ShopFactory()


@pytest.fixture
def entry(shop: Partner, content: ProductContent) -> Entry:
    def write(title: str = "Keripik", sku: str = "", **changes: Any) -> NewProduct:
        new = replace(content, title=title, **changes)
        return NewProduct(shop=shop, content=new, price=Decimal(9_000), stock=3, sku=sku)

    return write


def singly(entries: list[NewProduct], by: Any) -> None:
    for one in entries:
        create_product(
            shop=one.shop, content=one.content, price=one.price, stock=one.stock, sku=one.sku, by=by
        )


def test_writing_together_writes_every_row_that_one_by_one_writes(entry: Entry, seller: Any) -> None:
    pictures = [
        Picture(image_id=ImageFactory().pk, caption="Dari dekat"),
        Picture(image_id=ImageFactory().pk),
    ]
    entries = [
        entry(sku="A-1"),
        entry("Rempeyek", "A-2", pictures=pictures, attributes={}),
        entry("!", "A-3", min_order=3),
    ]

    one_by_one = written_by(lambda: singly(entries, seller))
    together = written_by(lambda: create_products(entries=entries, by=seller))

    assert together.keys() == one_by_one.keys()
    for table in together.keys() - OUTBOXES:
        assert together[table] == one_by_one[table], table
    for table in together.keys() & OUTBOXES:
        assert together[table].keys() == one_by_one[table].keys(), table


def test_twenty_cost_what_two_cost(entry: Entry, seller: Any) -> None:
    # attributes of the class; products, pictures, values; SKUs in use, records; pictures and values read for
    #   revisions; revisions, rows; notes of kept pages, index and readiness; what uses what: rows, children
    #   twice, what is known, what is new; names: rows, those known, those in the index, entries; log
    costs = []
    for many in (1, 2, 20):
        entries = [entry(f"Keripik {number}") for number in range(many)]
        with CaptureQueriesContext(connection) as queries:
            create_products(entries=entries, by=seller)
        costs.append(len(queries))

    assert costs[1] == costs[2] == 22


def test_who_names_no_sku_gets_one_from_the_key(entry: Entry, seller: Any) -> None:
    (product,) = create_products(entries=[entry()], by=seller)

    assert product.stockrecords.get().partner_sku == f"E{product.pk}"


@pytest.mark.parametrize("other", ["of the shop", "among them"])
def test_one_sku_that_is_taken_stops_all(entry: Entry, shop: Partner, seller: Any, other: str) -> None:
    if other == "of the shop":
        StockRecordFactory(partner=shop, partner_sku="A-1")
    entries = [entry(sku="A-2"), entry(sku="A-1"), *([entry(sku="A-1")] if other == "among them" else [])]
    before = Product.objects.count()

    with pytest.raises(SkuTaken) as told:
        create_products(entries=entries, by=seller)

    assert (told.value.sku, Product.objects.count()) == ("A-1", before)


def test_two_shops_may_have_one_sku(entry: Entry, seller: Any) -> None:
    here = entry(sku="A-1")

    create_products(entries=[here, replace(here, shop=ShopFactory())], by=seller)

    assert Product.objects.filter(stockrecords__partner_sku="A-1").count() == 2


@pytest.mark.parametrize("wrong", [{"min_order": 0}, {"title": ""}, {"unit": "gerobak"}])
def test_what_does_not_fit_stops_all(entry: Entry, seller: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        create_products(entries=[entry(), entry(**wrong)], by=seller)

    assert not Product.objects.exists()
