"""Money, dates, numbers and plurals on pages, in both languages."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import translation

from catalogue.factories import ClaimFactory, ProductFactory
from catalogue.models import Product
from search.exceptions import PageNotFound, PageTooDeep
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    """The words of a page, with each run of white space as one space."""
    return re.sub(r"[ \n]+", " ", client.get(address).content.decode())


@pytest.fixture
def product() -> Product:
    product: Product = ProductFactory(
        title="Sarung tenun", stock__price=1_250_000, stock__num_in_stock=1_234, weight_grams=1_500,
    )  # fmt: skip
    ClaimFactory(
        product=product, shop=product.shop, issued_on=dt.date(2026, 5, 9), expires_on=dt.date(2099, 12, 31)
    )
    return product


@pytest.mark.parametrize(
    ("prefix", "written"),
    [
        ("", ["Stok 1.234", "1,5 kg", "9 Mei 2026", "31 Desember 2099"]),
        ("/en", ["1,234 in stock", "1.5 kg", "9 May 2026", "31 December 2099"]),
    ],
)
def test_a_product_page_writes_figures_as_its_language_does(
    client: Client, product: Product, prefix: str, written: list[str]
) -> None:
    words = page(client, f"{prefix}/produk/{product.slug}-{product.pk}/")

    assert "Rp\u00a01.250.000" in words
    assert [figure for figure in written if figure not in words] == []


@pytest.mark.parametrize(
    ("prefix", "number", "written"),
    [("", 1, "1 produk"), ("", 2, "2 produk"), ("/en", 1, "1 product<"), ("/en", 2, "2 products<")],
)
def test_a_shop_counts_its_products_in_the_right_number(
    client: Client, prefix: str, number: int, written: str
) -> None:
    shop = ShopFactory()
    ProductFactory.create_batch(number, shop=shop)

    words = page(client, f"{prefix}/toko/{shop.slug}/")

    assert written in words.replace(" <", "<")


def test_a_year_is_no_number_with_thousands(client: Client) -> None:
    shop = ShopFactory(founded_year=1998, employees=1_200)

    words = page(client, f"/toko/{shop.slug}/")

    assert "<dd> 1998 </dd>" in words
    assert "<dd> 1.200 orang </dd>" in words


@pytest.mark.parametrize(("pages", "words"), [(1, "1 page."), (1_200, "1,200 pages.")])
def test_an_error_counts_pages_in_the_right_number(pages: int, words: str) -> None:
    with translation.override("en"):
        error = PageNotFound(page=5_000, pages=pages)

    assert error.message == f"There is no page 5,000: the result has {words}"


def test_an_error_groups_the_digits_of_its_limit() -> None:
    error = PageTooDeep(page=501, pages=500, limit=12_000)

    assert "Hanya 12.000 produk pertama" in error.message
