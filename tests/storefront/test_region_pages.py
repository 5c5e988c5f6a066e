"""The map of regions, and one region's page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import ProductFactory
from pages.models import ArticleIndexPage, ArticlePage, HomePage
from pages.services import setup_site
from promotions.factories import campaign
from shops.factories import RegionFactory, ShopFactory
from shops.regions.shapes import country
from storefront.maps import locator

pytestmark = pytest.mark.django_db
Indexed = Callable[[], int]


def test_map_links_every_province_and_says_how_much_is_there(client: Client, indexed: Indexed) -> None:
    ProductFactory(shop__region=RegionFactory(code="33.74.01.1001"))
    ProductFactory(shop__region=RegionFactory(code="33.74.01.1001"), live=False)
    RegionFactory(code="35.77")
    indexed()

    response = client.get("/en/wilayah/")

    text = " ".join(response.text.split())
    assert 'aria-label="Jawa Tengah: 2 shops, 1 product"' in text
    assert 'aria-label="Jawa Timur: no shops yet"' in text
    assert text.count('href="/en/wilayah/jawa-tengah/"') == 2  # on the map and in the list
    assert "Kota Semarang" in text
    assert "Kota Madiun" not in text


def test_map_stays_up_without_search(client: Client, settings: Any) -> None:
    ShopFactory(region=RegionFactory(code="33.74"))
    settings.SEARCH_ENGINE = "tidak-ada"

    response = client.get("/wilayah/")

    assert response.status_code == 200
    assert "1 toko" in response.text


def test_whole_map_is_light_and_holds_nothing_inline(client: Client, indexed: Indexed) -> None:
    import gzip

    for province in country().paths:
        RegionFactory(code=province)
    indexed()

    response = client.get("/wilayah/")

    assert response.text.count('class="map-province"') == 38
    assert len(gzip.compress(response.content)) < 25_000
    assert "style=" not in response.text


def test_region_shows_place_shops_products_and_leads_up_and_down(client: Client, indexed: Indexed) -> None:
    shop = ShopFactory(name="Toko Lunpia", region=RegionFactory(code="33.74.01.1001"))
    ProductFactory(title="Lunpia", shop=shop)
    ShopFactory(name="Toko Brem", region=RegionFactory(code="35.77"))
    indexed()

    province, city = client.get("/wilayah/jawa-tengah/"), client.get("/wilayah/kota-semarang/")

    for response in (province, city):
        assert "Toko Lunpia" in response.text
        assert "Lunpia" in response.text
        assert "Toko Brem" not in response.text
        assert 'class="locator"' in response.text
    assert 'href="/wilayah/kota-semarang/"' in province.text
    assert 'href="/wilayah/jawa-tengah/"' in city.text
    assert "locator-dot" in city.text
    assert "locator-dot" not in province.text


def test_region_without_shops_says_what_to_do(client: Client, indexed: Indexed) -> None:
    RegionFactory(code="35.77")
    indexed()

    response = client.get("/en/wilayah/kota-madiun/")

    assert response.status_code == 200
    assert "No shop from here is on show yet." in response.text
    assert 'href="/en/wilayah/jawa-timur/"' in response.text
    assert 'href="/en/penjual/"' in response.text


def test_region_tells_its_stories_and_campaigns(client: Client, indexed: Indexed) -> None:
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")
    city = RegionFactory(code="33.74")
    stories = home.add_child(instance=ArticleIndexPage(title="Cerita"))
    stories.add_child(instance=ArticlePage(title="Dapur lunpia", region=city))
    stories.add_child(instance=ArticlePage(title="Tanpa wilayah"))
    campaign(home, title="Pekan Semarang", region=city)
    indexed()

    province, elsewhere = client.get("/wilayah/jawa-tengah/"), client.get("/wilayah/kota-semarang/")
    english = client.get("/en/wilayah/kota-semarang/")

    for response in (province, elsewhere):
        assert "Dapur lunpia" in response.text
        assert "Pekan Semarang" in response.text
        assert "Tanpa wilayah" not in response.text
    assert "Dapur lunpia" not in english.text


def test_locator_says_in_words_what_it_shows() -> None:
    city = RegionFactory(code="33.74")
    unknown = RegionFactory(code="99")

    drawn = locator(city)

    assert drawn and "Kota Semarang" in drawn.label
    assert drawn.x is not None and 0 < drawn.x < drawn.width
    assert locator(unknown) is None


@pytest.mark.parametrize("rows", [2, 10])
def test_map_costs_the_same_for_any_number_of_shops(
    client: Client,
    indexed: Indexed,
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for number in range(rows):
        ProductFactory(shop__region=RegionFactory(code=f"33.{10 + number}"))
    indexed()
    client.get("/wilayah/")

    # 1 marks; 2 regencies with shops; 3 labels of the search's facets; 4 provinces.
    with django_assert_num_queries(4):
        response = client.get("/wilayah/")

    assert response.context["map"].shops == rows
