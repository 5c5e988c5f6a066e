from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from catalogue.factories import ProductFactory
from shops.factories import ShopFactory
from shops.models import StockRecord

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"num_in_stock": 4, "num_allocated": 5}, id="allocated beyond stock"),
        pytest.param({"num_allocated": -1}, id="negative allocation"),
        pytest.param({"price": Decimal("-1")}, id="negative price"),
        pytest.param({"price_currency": "USD"}, id="foreign currency"),
    ],
)
def test_the_database_refuses_stock_that_cannot_be(broken):
    record = ProductFactory().stockrecords.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(**broken)

    assert StockRecord.objects.get(pk=record.pk).num_in_stock == 10


def test_stock_may_be_allocated_to_the_last_piece():
    record = ProductFactory().stockrecords.get()

    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=5, num_allocated=5)

    assert StockRecord.objects.get(pk=record.pk).net_stock_level == 0


def test_a_product_has_one_stock_record():
    product = ProductFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.create(product=product, partner=product.shop, partner_sku="LAIN", price=1)

    assert product.stockrecords.count() == 1


def test_two_products_of_a_shop_cannot_share_a_sku_but_two_shops_can():
    first = ProductFactory(stock__partner_sku="A-1")
    ProductFactory(shop=ShopFactory(), stock__partner_sku="A-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        ProductFactory(shop=first.shop, stock__partner_sku="A-1")

    assert StockRecord.objects.filter(partner_sku="A-1").count() == 2
