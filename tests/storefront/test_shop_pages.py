"""The directory of shops, a shop's page, and the directory of regions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory
from media.factories import ImageFactory
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db


def test_directory_lists_approved_shops_with_their_public_products(client: Client) -> None:
    shop = ShopFactory(name="Toko Terbuka")
    ProductFactory(shop=shop)
    ProductFactory(shop=shop, live=False)
    ShopFactory(name="Toko Tertutup", state="suspended")

    response = client.get("/en/toko/")

    assert "Toko Terbuka" in response.text
    assert "1 product" in response.text
    assert "Toko Tertutup" not in response.text


def test_directory_can_be_narrowed_to_a_region(client: Client) -> None:
    ShopFactory(name="Toko Semarang", region=RegionFactory(code="33.74.01.1001"))
    ShopFactory(name="Toko Madiun", region=RegionFactory(code="35.77"))

    response = client.get("/toko/?wilayah=33")

    assert "Toko Semarang" in response.text
    assert "Toko Madiun" not in response.text


def test_shop_shows_story_claims_and_products(client: Client) -> None:
    shop = ShopFactory(story="Berdiri di dapur ibu.", story_en="Began in a kitchen.", cover=ImageFactory())
    ProductFactory(shop=shop, title="Wingko babat")
    ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=shop, number="1234567890123")
    ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=shop, number="BELUM", state="submitted")

    response = client.get(f"/en{shop.get_absolute_url()}")

    assert "Began in a kitchen." in response.text
    assert "Wingko babat" in response.text
    assert "1234567890123" in response.text
    assert "BELUM" not in response.text


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "suspended", "closed"])
def test_shop_that_is_not_approved_is_not_there(client: Client, state: str) -> None:
    shop = ShopFactory(state=state)

    response = client.get(shop.get_absolute_url())

    assert response.status_code == 404


def test_address_of_a_web_site_is_a_link_only_when_it_is_one(client: Client) -> None:
    shop = ShopFactory(website="javascript:alert(1)")

    response = client.get(shop.get_absolute_url())

    assert "javascript:" not in response.text


def test_regions_lists_provinces_and_the_regencies_with_shops(client: Client) -> None:
    ShopFactory(region=RegionFactory(code="33.74.01.1001"))
    RegionFactory(code="35.77")

    response = client.get("/wilayah/")

    assert "Kota Semarang" in response.text
    assert "Jawa Timur" in response.text
    assert "Kota Madiun" not in response.text


@pytest.mark.parametrize("rows", [2, 20])
def test_directory_costs_the_same_for_any_number_of_shops(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    for _number in range(rows):
        ProductFactory(shop=ShopFactory(logo=ImageFactory()))
    client.get("/toko/")

    # 1 marks; 2 count; 3 shops with regency, logo and product count.
    with django_assert_num_queries(3):
        response = client.get("/toko/")

    assert response.text.count('class="card card-') == rows


@pytest.mark.parametrize("rows", [2, 20])
def test_shop_page_costs_the_same_for_any_number_of_products(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    shop = ShopFactory(logo=ImageFactory(), cover=ImageFactory())
    for _number in range(rows):
        product = ProductFactory(shop=shop, image=True)
        ClaimFactory(product=product)
        ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=shop)
    client.get(shop.get_absolute_url())

    # 1 general marks; 2 the shop's key; 3 its mark; 4 shop with regions and pictures; 5 the shop's claims;
    # 6 count of products; 7 their keys; 8 their marks.
    with django_assert_num_queries(8):
        response = client.get(shop.get_absolute_url())

    assert response.text.count('class="card card-') == rows


@pytest.mark.parametrize("rows", [2, 10])
def test_regions_cost_the_same_for_any_number_of_shops(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in range(rows):
        ShopFactory(region=RegionFactory(code=f"33.{10 + number}"))

    # 1 marks; 2 regencies with shops; 3 provinces; 4 categories; 5 settings.
    with django_assert_num_queries(5):
        response = client.get("/wilayah/")

    assert response.text.count("1 ") >= rows
