"""The site map: an index of sections, each page in both languages."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from catalogue.factories import CategoryFactory, ProductFactory
from pages import sections
from pages.services import setup_site
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _addresses(text: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(text).findall(".//s:loc", NAMES)]


def test_index_names_a_file_for_every_section(client: Client, settings: Settings) -> None:
    response = client.get("/sitemap.xml")

    names = ["pages", "products", "shops", "categories", "regions"]
    assert _addresses(response.text) == [f"{settings.BASE_URL}/sitemap-{name}-1.xml" for name in names]


def test_every_file_of_the_index_is_there_and_every_address_in_it_too(
    client: Client, settings: Settings, indexed: Callable[[], int]
) -> None:
    setup_site()
    ProductFactory(category=CategoryFactory(name="Teh & kopi"))
    indexed()

    files = _addresses(client.get("/sitemap.xml").text)
    addresses = [
        address
        for file in files
        for address in _addresses(client.get(file.removeprefix(settings.BASE_URL)).text)
    ]

    assert f"{settings.BASE_URL}/" in addresses
    assert f"{settings.BASE_URL}/en/" in addresses
    assert f"{settings.BASE_URL}/en/wilayah/jawa-tengah/" in addresses
    some = [address for address in addresses if "kategori/" not in address or "teh" in address]
    assert {client.get(address.removeprefix(settings.BASE_URL)).status_code for address in some} == {200}


def test_hidden_products_shops_and_empty_regions_are_left_out(client: Client) -> None:
    ProductFactory(title="Ada")
    ProductFactory(title="Draf", live=False)
    ProductFactory(title="Tutup", shop=ShopFactory(name="Tutup", state="closed"))
    RegionFactory(code="35.77")

    text = "".join(client.get(f"/sitemap-{name}-1.xml").text for name in sections.SECTIONS)

    assert "/produk/ada-" in text
    assert "draf" not in text
    assert "tutup" not in text
    assert "kota-madiun" not in text


def test_each_entry_names_its_other_languages(client: Client, settings: Settings) -> None:
    shop = ShopFactory(name="Toko Rotan")

    tree = ElementTree.fromstring(client.get("/sitemap-shops-1.xml").text)

    links = {link.get("hreflang"): link.get("href") for link in tree.findall("s:url[1]/x:link", NAMES)}
    path = shop.get_absolute_url()
    assert links == {
        "id": f"{settings.BASE_URL}{path}",
        "en": f"{settings.BASE_URL}/en{path}",
        "x-default": f"{settings.BASE_URL}{path}",
    }


def test_large_section_is_read_in_slices(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Callable[..., Any]
) -> None:
    monkeypatch.setattr(sections, "SLICE", 2)
    for _number in range(5):
        ProductFactory()

    names = _addresses(client.get("/sitemap.xml").text)
    with django_assert_num_queries(1):
        last = client.get("/sitemap-products-3.xml")

    assert sum("products" in name for name in names) == 3
    assert len(_addresses(last.text)) == 2


@pytest.mark.parametrize("name", ["products-9", "products-0", "orders-1"])
def test_file_that_does_not_exist_is_not_there(client: Client, name: str) -> None:
    response = client.get(f"/sitemap-{name}.xml")

    assert response.status_code == 404
