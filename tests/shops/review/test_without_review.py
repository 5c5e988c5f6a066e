"""What changes at once, and what curator and seller read alike."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from catalogue.models import Product
from catalogue.services.stock import set_price_and_stock
from shops.factories import MembershipFactory
from shops.holidays.services import set_holiday
from shops.readiness.queries import readiness_of_product
from shops.review.models import Case
from tests.shops.readiness.conftest import rules
from tests.shops.review.conftest import Waiting, again

__all__ = ["rules"]


def test_price_changes_at_once(live: Product, seller: Any, curator: Any) -> None:
    set_price_and_stock(product=live, price=Decimal(21_000), stock=10, by=seller)

    assert live.stockrecords.get().price == 21_000
    assert not Case.objects.exists() and not again(live).has_unpublished_changes


def test_stock_changes_at_once(live: Product, seller: Any, curator: Any) -> None:
    set_price_and_stock(product=live, price=Decimal(15_000), stock=0, by=seller)

    assert live.stockrecords.get().num_in_stock == 0
    assert not Case.objects.exists() and not again(live).has_unpublished_changes


def test_holiday_begins_at_once(live: Product, curator: Any) -> None:
    today = timezone.localdate()
    owner = MembershipFactory(shop=live.shop).user

    set_holiday(shop=live.shop, first_day=today, last_day=today + dt.timedelta(days=3), by=owner)

    assert not Case.objects.exists() and not again(live).has_unpublished_changes
    assert again(live).shop.state == "approved"


def test_curator_reads_what_is_missing_in_the_sellers_words(
    rules: None, waiting: Waiting, desk: Client, seller: Any, client: Client
) -> None:
    product = waiting()
    MembershipFactory(shop=product.shop, user=seller)
    client.force_login(seller)

    panel = client.get(f"/penjual/{product.shop.slug}/kesiapan/produk/{product.pk}/").content.decode()
    screen = desk.get(f"/cms/kurasi/produk/{product.pk}/pendukung/").content.decode()

    todo = readiness_of_product(product).todo
    assert todo
    for item in todo:
        for words in (escape(str(item.label)), escape(str(item.help))):
            assert words in screen and words in panel
