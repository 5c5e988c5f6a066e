"""The front of the site: search first, what people come for, and numbers that are true."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from media.factories import ImageFactory
from pages import slots
from pages.models import ArticleIndexPage, ArticlePage, HomePage
from pages.services import setup_site
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db: None) -> HomePage:
    setup_site()
    return HomePage.objects.get(locale__language_code="id")


def publish(home: HomePage, *body: dict[str, Any]) -> None:
    home.body = list(body)
    home.save_revision().publish()


def shown_figures(text: str) -> dict[str, tuple[int, str]]:
    """By label: the number and where it leads."""
    found = re.findall(
        r'class="figure"\s+href="([^"]+)"><strong>([\d.]+)</strong>\s*<span>([^<]+)</span>', text
    )
    return {label: (int(number.replace(".", "")), unescape(url)) for url, number, label in found}


def test_search_stands_first_and_only_once(client: Client, home: HomePage) -> None:
    response = client.get("/")

    assert response.text.count('role="search"') == 1
    assert response.text.index("<h1>") < response.text.index('role="search"') < response.text.index("<h2")


def test_first_home_page_has_a_tile_for_each_need_that_leads_to_a_category(client: Client) -> None:
    setup_site()

    response = client.get("/en/")
    addresses = re.findall(r'class="need"\s+href="([^"]+)"', response.text)

    assert len(addresses) == 6
    assert [client.get(address).status_code for address in addresses if "/jasa/" in address]
    assert "Uniforms" in response.text


def test_need_leads_to_its_category_or_to_the_search_for_its_words(client: Client, home: HomePage) -> None:
    CategoryFactory(name="Seragam Uji")
    need = {"title": "Seragam", "icon": "shirt", "category": "seragam-uji", "words": ""}
    words = {"title": "Rapat", "icon": "cup-soda", "category": "", "words": "kue basah"}
    publish(home, {"type": "needs", "value": {"title": "Kebutuhan", "needs": [need, words]}})

    response = client.get("/")

    assert 'href="/kategori/seragam-uji/"' in response.text
    assert 'href="/cari/?q=kue+basah"' in response.text


def test_numbers_are_those_of_the_pages_they_lead_to(
    client: Client, home: HomePage, indexed: Callable[[], int]
) -> None:
    tkdn = ClaimKindFactory(code="tkdn", name="TKDN")
    malang = ShopFactory(region=RegionFactory(code="35.73"))
    for _number in range(3):
        ProductFactory(shop=malang)
    ClaimFactory(product=ProductFactory(shop=malang), kind=tkdn, value=41)
    ShopFactory(region=RegionFactory(code="33.74"))
    indexed()
    publish(home, {"type": "figures", "value": {"title": "Hari ini"}})

    figures = shown_figures(client.get("/").text)

    assert {label: number for label, (number, _url) in figures.items()} == {
        "produk di etalase": 4,
        "dengan TKDN terverifikasi": 1,
        "usaha kecil": 2,
        "kabupaten dan kota": 2,
    }
    for label in ("produk di etalase", "dengan TKDN terverifikasi"):
        number, url = figures[label]
        assert re.search(rf"\b{number}\s+produk\b", client.get(url).text), label


def test_numbers_that_cannot_be_counted_are_left_out(
    client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.exceptions import IndexUnavailable

    def down(*args: Any, **kwargs: Any) -> None:
        raise IndexUnavailable("gone")

    monkeypatch.setattr("pages.figures.find", down)
    ShopFactory()
    publish(home, {"type": "figures", "value": {"title": "Hari ini"}})

    figures = shown_figures(client.get("/").text)

    assert set(figures) == {"usaha kecil", "kabupaten dan kota"}


def test_stories_are_the_newest_of_the_readers_language(client: Client, home: HomePage) -> None:
    index = home.add_child(instance=ArticleIndexPage(title="Cerita"))
    for number in range(4):
        index.add_child(instance=ArticlePage(title=f"Kisah {number}", date=f"2026-11-0{number + 1}"))
    stories = {"type": "stories", "value": {"title": "Cerita dari daerah", "limit": 3}}
    publish(home, stories)
    english = HomePage.objects.get(locale__language_code="en")
    publish(english, stories)

    indonesian, translated = client.get("/"), client.get("/en/")

    assert re.findall(r"Kisah \d", indonesian.text) == ["Kisah 3", "Kisah 2", "Kisah 1"]
    assert "Kisah" not in translated.text
    assert "Cerita dari daerah" not in translated.text


def test_slot_shows_what_another_room_offers_and_nothing_when_it_has_nothing(
    client: Client, home: HomePage, unkept: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_offers", {})
    publish(home, {"type": "campaign", "value": {"title": "Sedang berjalan"}})
    unoffered = client.get("/")

    slots.offer_slot("campaign", "components/notice.html", lambda: {"text": "Pekan batik"})
    offered = client.get("/")
    slots.offer_slot("campaign", "components/notice.html", lambda: None)
    over = client.get("/")

    assert "Sedang berjalan" not in unoffered.text
    assert "Pekan batik" in offered.text
    assert "Sedang berjalan" in offered.text
    assert "Sedang berjalan" not in over.text


def test_row_by_filter_leads_to_all_of_it(client: Client, home: HomePage, indexed: Callable[[], int]) -> None:
    ProductFactory(category=CategoryFactory(name="Camilan"), image=True)
    indexed()
    chosen = {"category": "camilan", "region": "", "claims": []}
    row = {"title": "Camilan", "source": [{"type": "filter", "value": chosen}], "limit": 6}
    publish(home, {"type": "products", "value": row})

    response = client.get("/")

    assert 'href="/cari/?kategori=camilan"' in response.text
    assert 'class="window"' in response.text


@pytest.mark.parametrize("rows", [2, 20])
def test_first_home_page_costs_the_same_for_any_number_of_rows(
    client: Client,
    home: HomePage,
    indexed: Callable[[], int],
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for _number in range(rows):
        ProductFactory(image=True, shop__logo=ImageFactory())
    index = home.add_child(instance=ArticleIndexPage(title="Cerita"))
    for number in range(rows):
        index.add_child(instance=ArticlePage(title=f"Kisah {number}", picture=ImageFactory()))
    indexed()
    settle(client, "/")

    # 1 marks; Wagtail: 2 site, 3 locale, 4 page, 5 pages above, 6 and 7 who may see them; 8 translations;
    # 9 marks of the products and their shops; 10 campaigns; of the map 11 regencies with shops, 12 labels and
    # 13 provinces; 14 shops; 15 which pages are not public; 16 stories; 17 shops and regions counted.
    with django_assert_num_queries(17):
        response = client.get("/")

    assert 'class="figure"' in response.text
