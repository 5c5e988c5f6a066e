"""A claim ends at midnight where its shop is, not where the server is."""

import datetime as dt

import pytest
from django.utils import timezone

from catalogue.claims.expiry import expire_claims
from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import Claim, Product
from catalogue.queries import verified_claims
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db

LAST_DAY = dt.date(2026, 11, 21)
SEMARANG, MAKASSAR, JAYAPURA = "33.74", "73.71", "91.71"


def set_clock(monkeypatch: pytest.MonkeyPatch, hour: int, minute: int, day: int = 21) -> None:
    """The clock of the western zone (UTC+7), which is the server's."""
    moment = dt.datetime(2026, 11, day, hour, minute, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def claims() -> dict[int, str]:
    """The region of each claim, by its key: all end on the same day, one about a shop in each zone."""
    codes = [SEMARANG, MAKASSAR, JAYAPURA]
    shops = [(code, ShopFactory(region=RegionFactory(code=code))) for code in codes]
    return {
        ClaimFactory(shop=shop, product=None, issued_on=None, expires_on=LAST_DAY).pk: code
        for code, shop in shops
    }


@pytest.mark.parametrize(
    ("day", "hour", "minute", "holding"),
    [
        (21, 21, 59, {SEMARANG, MAKASSAR, JAYAPURA}),
        (21, 22, 0, {SEMARANG, MAKASSAR}),
        (21, 23, 30, {SEMARANG}),
        (22, 0, 0, set()),
    ],
)
def test_a_claim_counts_to_midnight_of_its_shop(claims, monkeypatch, day, hour, minute, holding):
    set_clock(monkeypatch, hour, minute, day)

    counting = {claims[claim.pk] for claim in Claim.objects.verified()}

    assert counting == holding


@pytest.mark.parametrize(("hour", "closed"), [(21, set()), (22, {JAYAPURA}), (23, {JAYAPURA, MAKASSAR})])
def test_expiry_closes_what_has_ended_where_its_shop_is(claims, monkeypatch, hour, closed):
    set_clock(monkeypatch, hour, 30)

    number = expire_claims()

    expired = {claims[claim.pk] for claim in Claim.objects.filter(state=Claim.State.EXPIRED)}
    assert (number, expired) == (len(closed), closed)


def test_a_claim_without_end_counts_in_every_zone(claims, monkeypatch):
    Claim.objects.update(expires_on=None)
    set_clock(monkeypatch, 23, 30)

    assert Claim.objects.verified().count() == 3
    assert expire_claims() == 0


def test_a_day_that_is_asked_for_is_the_same_everywhere(claims, monkeypatch):
    set_clock(monkeypatch, 23, 30)

    assert Claim.objects.verified(LAST_DAY).count() == 3
    assert Claim.objects.verified(LAST_DAY + dt.timedelta(days=1)).count() == 0


@pytest.mark.parametrize("rows", [2, 20])
def test_asking_for_the_zone_takes_no_more_queries(rows, claims, monkeypatch, django_assert_num_queries):
    for number in range(rows):
        shop = ShopFactory(region=RegionFactory(code=[SEMARANG, JAYAPURA][number % 2]))
        ClaimFactory(shop=shop, product=ProductFactory(shop=shop), issued_on=None, expires_on=LAST_DAY)
    set_clock(monkeypatch, 23, 30)

    # The products, their shops, the claims of the products, the claims of the shops.
    with django_assert_num_queries(4):
        products = list(Product.objects.prefetch_related("shop", *verified_claims()))

    counting = [product.shop.region_id for product in products if product.verified_claims]
    assert counting == [SEMARANG] * (rows // 2)
