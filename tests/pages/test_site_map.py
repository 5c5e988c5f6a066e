"""The site map: an index of sections, each page in both languages."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from catalogue.factories import CategoryFactory, ProductFactory
from pages import sections
from pages.services import setup_site
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}


def _addresses(text: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(text).findall(".//s:loc", NAMES)]


def _files(client: Client, settings: Settings, section: str = "") -> list[str]:
    """The paths of the files that the index names, of one section or of all."""
    index = _addresses(client.get("/sitemap.xml").text)
    paths = [address.removeprefix(settings.BASE_URL) for address in index]
    return [path for path in paths if f"sitemap-{section}" in path]


def test_index_names_a_file_for_every_section_with_pages(client: Client, settings: Settings) -> None:
    setup_site()
    ProductFactory()

    files = _files(client, settings)

    sections_named = [path.removeprefix("/sitemap-").rpartition("-")[0] for path in files]
    assert sections_named == ["pages", "products", "shops", "categories", "regions"]


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


def test_hidden_products_shops_and_empty_regions_are_left_out(client: Client, settings: Settings) -> None:
    ProductFactory(title="Ada")
    ProductFactory(title="Draf", live=False)
    ProductFactory(title="Tutup", shop=ShopFactory(name="Tutup", state="closed"))
    RegionFactory(code="35.77")

    text = "".join(client.get(path).text for path in _files(client, settings))

    assert "/produk/ada-" in text
    assert "draf" not in text
    assert "tutup" not in text
    assert "kota-madiun" not in text


def test_each_entry_names_its_other_languages(client: Client, settings: Settings) -> None:
    shop = ShopFactory(name="Toko Rotan")

    tree = ElementTree.fromstring(client.get(_files(client, settings, "shops")[0]).text)

    links = {link.get("hreflang"): link.get("href") for link in tree.findall("s:url[1]/x:link", NAMES)}
    path = shop.get_absolute_url()
    assert links == {
        "id": f"{settings.BASE_URL}{path}",
        "en": f"{settings.BASE_URL}/en{path}",
        "x-default": f"{settings.BASE_URL}{path}",
    }


def test_large_section_is_split_into_files_that_cost_the_same(
    client: Client,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    monkeypatch.setattr(sections, "SLICE", 3)
    made = {ProductFactory().pk for _number in range(8)}

    with django_assert_num_queries(6):  # one for each section, and one for pages that are kept to some
        files = _files(client, settings, "products")
    with django_assert_num_queries(2):  # the products, their pictures
        last = client.get(files[-1])
    found = [address for path in files for address in _addresses(client.get(path).text)]

    assert len(files) in {3, 4}  # where the first one's number lies in its file
    assert 2 <= len(_addresses(last.text)) <= 6
    assert {int(address.rstrip("/").rpartition("-")[2]) for address in found} == made
    assert len(found) == 16


def test_index_tells_which_file_has_changed_when(client: Client, settings: Settings) -> None:
    product = ProductFactory()

    tree = ElementTree.fromstring(client.get("/sitemap.xml").text)

    changed = {node.findtext("s:loc", "", NAMES): node.findtext("s:lastmod", "", NAMES) for node in tree}
    products = next(moment for place, moment in changed.items() if "sitemap-products" in place)
    assert products[:19] == product.last_published_at.isoformat()[:19]


def test_product_comes_with_its_picture(client: Client, settings: Settings) -> None:
    product = ProductFactory(image=True)
    client.get(product.get_absolute_url())  # whoever sees the page first has the picture made
    path = _files(client, settings, "products")[0]

    tree = ElementTree.fromstring(client.get(path).text)

    pictures = [node.text or "" for node in tree.findall(".//i:loc", NAMES)]
    assert len(pictures) == 2  # in each language
    assert pictures[0].startswith(f"{settings.BASE_URL}/media/")
    assert default_storage.exists(pictures[0].partition("/media/")[2])


def test_page_that_is_written_in_both_languages_names_both(client: Client, settings: Settings) -> None:
    setup_site()

    tree = ElementTree.fromstring(client.get(_files(client, settings, "pages")[0]).text)

    named = {
        node.findtext("s:loc", "", NAMES): {link.get("hreflang") for link in node.findall("x:link", NAMES)}
        for node in tree
    }
    both = {"id", "en", "x-default"}
    assert named == {f"{settings.BASE_URL}/": both, f"{settings.BASE_URL}/en/": both}


@pytest.mark.parametrize("name", ["products-9999999", "products-0", f"products-{'9' * 20}", "orders-1"])
def test_file_that_does_not_exist_is_not_there(client: Client, name: str) -> None:
    response = client.get(f"/sitemap-{name}.xml")

    assert response.status_code == 404
