"""Expiry at size: shop by shop, each product told of once, and a run that dies half-way leaves the rest."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.claims import expiry
from catalogue.claims.expiry import expire_claims
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimEvent, Product
from catalogue.signals import products_changed
from freshness.models import Change
from shops.factories import ShopFactory
from shops.models import Partner
from shops.readiness.models import PendingCheck

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 21)
PAST = TODAY - dt.timedelta(days=1)


@pytest.fixture
def told() -> Iterator[list[list[int]]]:
    """The product keys of every message, one list for each."""
    messages: list[list[int]] = []

    def listen(product_ids: list[int], **kwargs: Any) -> None:
        messages.append(product_ids)

    products_changed.connect(listen)
    yield messages
    products_changed.disconnect(listen)


def ended(shop: Partner, product: Product | None = None) -> Claim:
    kind = ClaimKindFactory() if product else ClaimKindFactory(nib=True)
    claim: Claim = ClaimFactory(shop=shop, product=product, kind=kind, issued_on=None, expires_on=PAST)
    return claim


def test_a_product_is_told_of_once_whatever_ends_on_it(told: list[list[int]]) -> None:
    first, second = ShopFactory(), ShopFactory()
    later, own = ProductFactory(shop=second), ProductFactory(shop=first)
    for shop, product in ((first, own), (first, own), (first, None), (second, later)):
        ended(shop, product)
    told.clear()

    closed = expire_claims(on=TODAY)

    assert closed == 4
    assert told == [[own.pk, later.pk]]


def test_the_claims_of_a_shop_are_closed_together(
    told: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiry, "BATCH", 3)
    products = [ProductFactory(shop=shop) for shop in ShopFactory.create_batch(3)]
    for product in products:
        ended(product.shop, product)
        ended(product.shop)
    told.clear()

    closed = expire_claims(on=TODAY)

    assert closed == 6
    assert told == [[product.pk] for product in products]


def test_a_run_that_dies_leaves_whole_shops_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expiry, "BATCH", 2)
    first, second = ShopFactory.create_batch(2)
    for shop in (first, first, second, second):
        ended(shop)
    told, tell = [], expiry.tell_of_claims

    def dies_at_the_second(ending: Any) -> None:
        told.append(ending)
        if len(told) == 2:
            raise KeyboardInterrupt
        tell(ending)

    monkeypatch.setattr(expiry, "tell_of_claims", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        expire_claims(on=TODAY)
    states = set(Claim.objects.values_list("shop", "state"))

    assert states == {(first.pk, "expired"), (second.pk, "verified")}
    assert expire_claims(on=TODAY) == 2
    assert ClaimEvent.objects.filter(action="expired").count() == 4


def test_a_claim_decided_while_expiry_waits_for_it_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    claim = ended(ShopFactory())
    batches = expiry._batches

    def decided_meanwhile(on: Any) -> Iterator[list[int]]:
        shops = list(batches(on))
        Claim.objects.filter(pk=claim.pk).update(state="revoked")
        yield from shops

    monkeypatch.setattr(expiry, "_batches", decided_meanwhile)

    assert expire_claims(on=TODAY) == 0
    assert not ClaimEvent.objects.filter(action="expired").exists()


def test_a_shop_without_products_is_computed_anew_and_its_page_made_anew() -> None:
    bare, selling = ShopFactory(), ShopFactory()
    product = ProductFactory(shop=selling)
    for shop in (bare, selling):
        ended(shop)
    PendingCheck.objects.all().delete()
    Change.objects.all().delete()

    expire_claims(on=TODAY)

    noted = set(PendingCheck.objects.values_list("shop_id", "product_id"))
    assert noted == {(bare.pk, None), (None, product.pk)}
    changed = set(Change.objects.values_list("subject", flat=True))
    assert {f"shop:{bare.pk}", f"shop:{selling.pk}"} <= changed


@pytest.mark.parametrize("rows", [2, 20])
def test_expiry_takes_the_same_queries_for_any_number_of_claims(rows: int) -> None:
    for product in ProductFactory.create_batch(rows):
        ended(product.shop, product)
        ended(product.shop)

    with CaptureQueriesContext(connection) as captured:
        expire_claims(on=TODAY)

    # The shops; a transaction of: claims locked and closed, their events, the products of the shops, what is
    # noted of products for the index, readiness and pages, shops without products, what is noted of shops.
    own = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(own) == 10, own
