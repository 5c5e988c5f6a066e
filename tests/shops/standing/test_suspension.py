"""Suspension hides a shop, its products and its hits at the next request; reinstating brings all back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from catalogue.factories import ProductFactory
from catalogue.models import Category, Product
from discovery.sharing.cards import find_card
from pages.models import HomePage
from pages.services import setup_site
from promotions.factories import campaign
from promotions.models import CampaignPage
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.standing.services import close_shop, reinstate_shop, suspend_shop
from tests.storefront.conftest import indexed

__all__ = ["indexed"]


@pytest.fixture
def product(indexed: Callable[[], int]) -> Product:
    """A product of the shop Melati beside one of another shop in the same place."""
    setup_site()
    place, food = RegionFactory(code="35.77"), Category.objects.get(full_slug="makanan")
    shop = ShopFactory(name="Toko Melati", region=place)
    found = ProductFactory(title="Keripik tempe", category=food, shop=shop)
    ProductFactory(title="Keripik pisang", category=food, shop=ShopFactory(region=place))
    home = HomePage.objects.get(locale__language_code="id")
    campaign(home, title="Pekan Karya", products=[found], shops=[shop], region=place)
    indexed()
    return found


@pytest.fixture
def do(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, officer: Any
) -> Callable[..., None]:
    """Calls a service as the office and lets what follows the commit follow."""

    def commit(service: Callable[..., Any], **arguments: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            service(by=officer, **arguments)

    return commit


def lists_of(product: Product) -> list[str]:
    return [
        "/",
        "/toko/",
        "/toko/?q=melati",
        product.category.get_absolute_url(),
        product.shop.regency.get_absolute_url(),
        "/cari/?q=keripik",
        "/cari/saran/?q=kerip",
        "/sitemap-products-1.xml",
        "/sitemap-shops-1.xml",
        f"/bandingkan/?produk={product.pk}",
        CampaignPage.objects.get().get_url(),
    ]


def ways_to(product: Product) -> list[str]:
    """The addresses that are about the product or its shop alone."""
    return [
        product.get_absolute_url(),
        product.shop.get_absolute_url(),
        f"{product.get_absolute_url()}qr.svg",
        f"/lapor/produk/{product.pk}/",
        f"/lapor/toko/{product.shop.slug}/",
        find_card("produk", product.pk).url,
        find_card("toko", product.shop_id).url,
    ]


def says(client: Client, path: str, product: Product) -> bool:
    """Whether a list names the product or its shop."""
    text = client.get(path).text
    words = [product.title, product.shop.name, product.get_absolute_url(), product.shop.get_absolute_url()]
    return any(word in text for word in words)


def test_suspended_shop_is_gone_everywhere_at_the_next_request_and_comes_back(
    client: Client, product: Product, do: Callable[..., None]
) -> None:
    own = ways_to(product)
    shown = [says(client, path, product) for path in lists_of(product)]
    open_to_all = [client.get(path).status_code for path in own]  # and so kept

    do(suspend_shop, shop=product.shop, reason="Barang tiruan.")
    hidden = [says(client, path, product) for path in lists_of(product)]
    statuses = [client.get(path).status_code for path in own]
    do(reinstate_shop, shop=product.shop)
    back = [says(client, path, product) for path in lists_of(product)]

    assert shown == back
    assert any(shown)
    assert not any(hidden)
    assert set(open_to_all) == {200} and set(statuses) == {404}
    assert [client.get(path).status_code for path in own] == open_to_all


def test_suspended_shop_that_sells_nothing_is_gone_as_well(
    client: Client, product: Product, do: Callable[..., None]
) -> None:
    bare = ShopFactory(name="Toko Kosong", region=product.shop.region)
    pages = ["/toko/", bare.get_absolute_url()]
    before = ["Toko Kosong" in client.get(path).text for path in pages]

    do(suspend_shop, shop=bare, reason="Barang tiruan.")

    assert before == [True, True]
    assert "Toko Kosong" not in client.get("/toko/").text
    assert client.get(bare.get_absolute_url()).status_code == 404


def test_facets_count_no_hits_of_a_suspended_shop(
    client: Client, product: Product, do: Callable[..., None]
) -> None:
    def counts() -> list[tuple[str, int | None]]:
        listing = client.get("/cari/?q=keripik").context["listing"]
        choices = [choice for facet in listing.facets for choice in facet.choices]
        return [("hits", listing.total), *((choice.label, choice.count) for choice in choices)]

    before = counts()
    do(suspend_shop, shop=product.shop, reason="Barang tiruan.")
    during = counts()
    do(reinstate_shop, shop=product.shop)
    after = counts()

    assert before == after
    assert {("hits", 2), ("Makanan", 2)} <= set(before)
    assert {count for _label, count in during} == {1}


def test_closed_shop_is_as_gone_as_a_suspended_one(
    client: Client, product: Product, do: Callable[..., None]
) -> None:
    do(close_shop, shop=product.shop, reason="Usaha berhenti.")

    assert not any(says(client, path, product) for path in lists_of(product))
    assert client.get(product.get_absolute_url()).status_code == 404
    assert not Partner.objects.public().filter(pk=product.shop_id).exists()
