"""A product's page: what it shows, and to whom it is not there."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.factories import (
    CategoryFactory,
    ClaimFactory,
    ClaimKindFactory,
    ProductClassFactory,
    ProductFactory,
)
from catalogue.models import Claim, ProductAttribute, ProductAttributeValue, ProductImage
from media.factories import ImageFactory
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db


def test_page_shows_price_unit_minimum_order_stock_shop_and_region(client: Client) -> None:
    product = ProductFactory(
        title="Keripik tempe",
        unit="pak",
        min_order=3,
        stock__price=Decimal(1_250_000),
        stock__num_in_stock=1_200,
    )

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "Rp\u00a01.250.000" in response.text
    assert "3 pack" in response.text or "3 pak" in response.text
    assert "1.200" in response.text
    assert product.shop.name in response.text
    assert "Kota Semarang" in response.text


def test_english_page_shows_english_words(client: Client) -> None:
    product = ProductFactory(title="Keripik tempe", title_en="Tempe chips", description_en="Thin and crisp.")

    response = client.get(f"/en{product.get_absolute_url()}")

    assert '<html lang="en">' in response.text
    assert "Tempe chips" in response.text
    assert "Thin and crisp." in response.text


def test_wrong_name_leads_to_the_right_address_for_good(client: Client) -> None:
    product = ProductFactory(title="Brem Madiun")

    response = client.get(f"/produk/nama-lama-{product.pk}/")

    assert response.status_code == 301
    assert response["Location"] == f"/produk/brem-madiun-{product.pk}/"


@pytest.mark.parametrize("title", ["日本", "( ͡° ͜ʖ ͡°)", "…"])
def test_title_without_latin_letters_still_has_a_page(client: Client, title: str) -> None:
    product = ProductFactory(title=title)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize(
    "hidden",
    [
        {"live": False},
        {"is_public": False},
        {"shop__state": "suspended"},
        {"shop__state": "submitted"},
    ],
)
def test_hidden_product_is_not_there(client: Client, hidden: dict[str, Any]) -> None:
    product = ProductFactory(**hidden)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "999999999999999999", "99999999999999999999999999"])
def test_number_that_no_product_has_is_not_there(client: Client, number: str) -> None:
    response = client.get(f"/produk/apa-{number}/")

    assert response.status_code == 404


def test_only_verified_unexpired_claims_are_shown(client: Client) -> None:
    product = ProductFactory()
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal("45.50"), number="TKDN-ADA")
    for state in set(Claim.State) - {Claim.State.VERIFIED}:
        ClaimFactory(product=product, state=state, number=f"TIDAK-{state}")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ClaimFactory(product=product, expires_on=yesterday, number="TIDAK-lewat")
    ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=product.shop, number="NIB-ADA")

    response = client.get(product.get_absolute_url())

    assert "TKDN-ADA" in response.text
    assert "45,5" in response.text
    assert "NIB-ADA" in response.text
    assert "TIDAK-" not in response.text


def test_attributes_and_pictures_are_shown_in_order(client: Client) -> None:
    product_class = ProductClassFactory(name="Kerajinan")
    product = ProductFactory(product_class=product_class)
    materials = ProductAttribute.objects.create(
        product_class=product_class, name="Bahan", name_en="Materials", code="materials", type="text"
    )
    ProductAttributeValue.objects.create(product=product, attribute=materials, value_text="rotan")
    for position, words in enumerate(["Depan", "Samping"]):
        ProductImage.objects.create(
            product=product, image=ImageFactory(alt_text=words), display_order=position
        )

    response = client.get(product.get_absolute_url())

    assert "Bahan" in response.text
    assert "rotan" in response.text
    assert response.text.index('alt="Depan"') < response.text.index('alt="Samping"')


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stock__num_in_stock": 0}, "Sold out"),
        ({"stock__num_in_stock": None}, "Available"),
        ({"stock": False}, "Ask the shop about stock"),
        ({"is_made_to_order": True, "lead_time_days": 14}, "ready in 14 days"),
        ({"stock__num_in_stock": 7, "lead_time_days": 1}, "7 in stock, sent within 1 day"),
    ],
)
def test_availability_is_said_in_words(client: Client, fields: dict[str, Any], words: str) -> None:
    product = ProductFactory(**fields)

    response = client.get(f"/en{product.get_absolute_url()}")

    assert words in response.text


def _full_product(pictures: int) -> Any:
    product = ProductFactory(
        category=CategoryFactory(parent=CategoryFactory(parent=CategoryFactory())),
        shop=ShopFactory(logo=ImageFactory()),
    )
    for position in range(pictures):
        ProductImage.objects.create(product=product, image=ImageFactory(), display_order=position)
        attribute = ProductAttribute.objects.create(
            product_class=product.product_class,
            name=f"Sifat {position}",
            code=f"sifat{position}",
            type="text",
        )
        ProductAttributeValue.objects.create(product=product, attribute=attribute, value_text="ya")
        ClaimFactory(product=product)
        ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=product.shop)
    return product


@pytest.mark.parametrize("rows", [2, 20])
def test_page_costs_the_same_for_any_number_of_pictures_and_claims(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    product = _full_product(rows)
    client.get(product.get_absolute_url())  # makes the renditions

    # 1 its shop; 2 marks of both and the frame; 3 product with shop, region, class and category; 4 stock;
    # 5 pictures; 6 attribute values; 7 claims; 8 the shop's claims.
    with django_assert_num_queries(8):
        response = client.get(product.get_absolute_url())
    unkept()  # and 9 categories; 10 settings
    with django_assert_num_queries(10):
        client.get(product.get_absolute_url())

    assert response.status_code == 200
