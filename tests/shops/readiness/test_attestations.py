"""What owners say: dated, by whom, taken back again, and only where it is asked."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.factories import UserFactory
from catalogue.factories import ProductFactory
from catalogue.models import Category, Product
from shops.factories import ShopFactory
from shops.readiness.exceptions import NotAttestable
from shops.readiness.models import Attestation
from shops.readiness.queries import attestations_of, readiness_of_product, readiness_of_shop
from shops.readiness.services.attestations import attest, withdraw_attestation

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db: None) -> Any:
    return UserFactory()


@pytest.fixture
def snack(rules: None) -> Product:
    made: Product = ProductFactory(category=Category.objects.get(full_slug="makanan/camilan"))
    return made


def test_word_of_the_owner_raises_the_score_until_it_is_taken_back(rules: None, owner: Any) -> None:
    shop = ShopFactory()
    before = readiness_of_shop(shop).score

    attest(code="shop-ships-outside", shop=shop, by=owner)
    said = readiness_of_shop(shop)
    withdrawn = withdraw_attestation(code="shop-ships-outside", shop=shop, by=owner)

    assert said.score > before
    assert "shop-ships-outside" in {met.code for met in said.met}
    assert withdrawn
    assert readiness_of_shop(shop).score == before


def test_attestation_is_dated_and_signed_and_stays_as_history(snack: Product, owner: Any) -> None:
    colleague, since = UserFactory(), timezone.now() - dt.timedelta(days=40)
    attest(code="product-label", shop=snack.shop, product=snack, by=owner, at=since)
    withdraw_attestation(code="product-label", shop=snack.shop, product=snack, by=colleague)

    row = Attestation.objects.get()

    assert (row.attested_by, row.attested_at, row.withdrawn_by) == (owner, since, colleague)
    assert row.withdrawn_at is not None
    assert not attestations_of(snack.shop, snack)


def test_saying_it_twice_or_taking_back_nothing_changes_nothing(snack: Product, owner: Any) -> None:
    first = attest(code="product-label", shop=snack.shop, product=snack, by=owner)

    again = attest(code="product-label", shop=snack.shop, product=snack, by=UserFactory())
    nothing = withdraw_attestation(code="product-checked", shop=snack.shop, product=snack, by=owner)

    assert again == first
    assert again.attested_by == owner
    assert not nothing


def test_it_can_be_said_again_after_it_was_taken_back(snack: Product, owner: Any) -> None:
    for _time in range(2):
        attest(code="product-label", shop=snack.shop, product=snack, by=owner)
        withdraw_attestation(code="product-label", shop=snack.shop, product=snack, by=owner)

    assert Attestation.objects.count() == 2


@pytest.mark.parametrize("code", ["product-halal", "product-photos", "shop-ships-outside", "tidak-ada"])
def test_what_is_verified_computed_or_asked_of_shops_is_not_for_a_products_owner_to_say(
    snack: Product, owner: Any, code: str
) -> None:
    with pytest.raises(NotAttestable):
        attest(code=code, shop=snack.shop, product=snack, by=owner)

    assert not Attestation.objects.exists()


def test_what_is_not_asked_of_this_kind_of_product_cannot_be_said(rules: None, owner: Any) -> None:
    chair = ProductFactory(category=Category.objects.get(full_slug="furnitur-rumah/meja"))

    with pytest.raises(NotAttestable):
        attest(code="product-label", shop=chair.shop, product=chair, by=owner)


def test_word_about_one_product_does_not_count_for_another(snack: Product, owner: Any) -> None:
    other = ProductFactory(shop=snack.shop, category=snack.category)
    attest(code="product-label", shop=snack.shop, product=snack, by=owner)

    missing = {item.code for item in readiness_of_product(other).todo}

    assert "product-label" in missing
