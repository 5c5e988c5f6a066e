"""Categories, regions and search: what they list, and how the list is narrowed."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db
Indexed = Callable[[], int]


def _links(text: str, start: str) -> list[str]:
    return [unescape(url) for url in re.findall(r'href="([^"]+)"', text) if url.startswith(start)]


def test_category_lists_its_products_and_those_below_it(client: Client, indexed: Indexed) -> None:
    food = CategoryFactory(name="Makanan", name_en="Food")
    chips = CategoryFactory(name="Keripik", name_en="Chips", parent=food)
    ProductFactory(title="Abon sapi", category=food)
    ProductFactory(title="Keripik tempe", category=chips)
    ProductFactory(title="Kursi rotan")
    indexed()

    wide, narrow = client.get("/kategori/makanan/"), client.get("/kategori/makanan/keripik/")

    assert "Abon sapi" in wide.text
    assert "Keripik tempe" in wide.text
    assert "Kursi rotan" not in wide.text
    assert "Abon sapi" not in narrow.text
    assert "/kategori/makanan/keripik/" in _links(wide.text, "/kategori/")


def test_category_speaks_english_below_en(client: Client, indexed: Indexed) -> None:
    ProductFactory(category=CategoryFactory(name="Makanan", name_en="Food"))
    indexed()

    response = client.get("/en/kategori/makanan/")

    assert re.search(r"<h1>\s*Food\s*</h1>", response.text)


@pytest.mark.parametrize(
    "path", ["/kategori/tidak-ada/", "/kategori/makanan/tidak-ada/", "/kategori/camilan/"]
)
def test_category_that_does_not_exist_is_not_there(client: Client, path: str) -> None:
    CategoryFactory(name="Camilan", parent=CategoryFactory(name="Makanan"))

    response = client.get(path)

    assert response.status_code == 404


def test_region_lists_products_of_its_shops_and_leads_to_its_regencies(
    client: Client, indexed: Indexed
) -> None:
    ProductFactory(title="Lunpia", shop__region=RegionFactory(code="33.74.01.1001"))
    ProductFactory(title="Brem", shop__region=RegionFactory(code="35.77"))
    indexed()

    province, city = client.get("/wilayah/jawa-tengah/"), client.get("/wilayah/kota-semarang/")

    assert "Lunpia" in province.text
    assert "Brem" not in province.text
    assert "/wilayah/kota-semarang/" in _links(province.text, "/wilayah/")
    assert "Lunpia" in city.text


def test_search_finds_words_and_says_why_a_product_is_there(client: Client, indexed: Indexed) -> None:
    ProductFactory(title="Keripik tempe")
    ProductFactory(title="Kursi rotan")
    indexed()

    response = client.get("/en/cari/", {"q": "keripik"})

    assert "Keripik tempe" in response.text
    assert "Kursi rotan" not in response.text
    assert "in the name: keripik" in response.text


def test_facet_link_narrows_and_its_chip_widens_again(client: Client, indexed: Indexed) -> None:
    ClaimFactory(product=ProductFactory(title="Sambal halal"), kind=ClaimKindFactory())
    ProductFactory(title="Sambal lain")
    indexed()

    everything = client.get("/cari/?q=sambal&urut=harga")
    link = next(url for url in _links(everything.text, "/cari/") if "klaim=halal" in url)
    narrowed = client.get(link)
    back = next(url for url in _links(narrowed.text, "/cari/") if "klaim" not in url and "q=sambal" in url)

    assert "urut=harga" in link
    assert "Sambal halal" in narrowed.text
    assert "Sambal lain" not in narrowed.text
    assert "Sambal lain" in client.get(back).text


def test_folded_facet_says_how_many_of_its_values_are_chosen(client: Client, indexed: Indexed) -> None:
    ProductFactory(category=CategoryFactory(name="Kursi Uji"))
    indexed()

    plain, narrowed = client.get("/en/cari/"), client.get("/en/cari/?kategori=kursi-uji")

    words = '1<span class="visually-hidden"> chosen</span>'
    assert words not in plain.text
    assert words in narrowed.text


def test_choosing_a_category_below_takes_the_place_of_the_one_above(client: Client, indexed: Indexed) -> None:
    chips = CategoryFactory(name="Keripik", parent=CategoryFactory(name="Makanan"))
    ProductFactory(category=chips)
    indexed()

    response = client.get("/cari/?kategori=makanan")

    links = _links(response.text, "/cari/")
    assert any(re.search(r"kategori=makanan%2Fkeripik$", url) for url in links)
    assert not any("kategori=makanan&" in url and "keripik" in url for url in links)


def test_listing_page_keeps_its_own_filter_whatever_the_address_says(
    client: Client, indexed: Indexed
) -> None:
    ProductFactory(title="Abon", category=CategoryFactory(name="Makanan"))
    ProductFactory(title="Kursi", category=CategoryFactory(name="Furnitur"))
    indexed()

    response = client.get("/kategori/makanan/?kategori=furnitur")

    assert "Abon" in response.text
    assert "Kursi" not in response.text


def test_pages_have_links_to_the_ones_before_and_after(client: Client, indexed: Indexed) -> None:
    category = CategoryFactory(name="Makanan")
    shop = ShopFactory()
    for _number in range(50):
        ProductFactory(category=category, shop=shop)
    indexed()

    response = client.get("/kategori/makanan/?halaman=2")

    assert '<link rel="prev" href="/kategori/makanan/" />' in response.text
    assert '<link rel="next" href="/kategori/makanan/?halaman=3" />' in response.text


def test_misspelt_word_gets_a_suggestion_or_similar_products(client: Client, indexed: Indexed) -> None:
    for _number in range(3):
        ProductFactory(title="Keripik tempe")
    indexed()

    response = client.get("/cari/?q=keripyk")

    assert response.status_code == 200
    assert "Keripik tempe" in response.text or "q=keripik" in response.text


def test_empty_result_says_what_to_do(client: Client, indexed: Indexed) -> None:
    ProductFactory(title="Keripik tempe")
    indexed()

    response = client.get("/en/cari/?q=zzzzqqqq")

    assert response.status_code == 200
    assert "Nothing found" in response.text
    assert "/en/wilayah/" in _links(response.text, "/en/wilayah/")


def test_suggestions_are_json_with_addresses(client: Client, indexed: Indexed) -> None:
    product = ProductFactory(title="Keripik tempe")
    indexed()

    response = client.get("/cari/saran/?q=keri")

    suggestions = response.json()["suggestions"]
    assert suggestions
    urls = {suggestion["url"] for suggestion in suggestions}
    assert any(url.startswith("/cari/?q=") or url == f"/produk/-{product.pk}/" for url in urls)
    assert all(client.get(url, follow=True).status_code == 200 for url in urls)


def _listed(rows: int) -> None:
    category = CategoryFactory(name="Makanan")
    for _number in range(rows):
        product = ProductFactory(category=category, image=True, shop__region=RegionFactory(code="33.74"))
        ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=40)


#: The queries of each list: while its parts are kept, and when all is made anew.
COSTS = {
    # 1 marks of the index and the frame; 2 marks of the products and their shops: all else is kept.
    # Anew: 3 labels of facets; 4 products; 5 stock; 6 first pictures; 7 claims; and the frame:
    # 8 categories; 9 settings; 10 pages in the menu.
    "/cari/?q=produk": (2, 10),
    "/kategori/makanan/": (2, 10),
    # The same, and the region with the one above it; shops per regency; first shops; stories.
    "/wilayah/kota-semarang/": (6, 14),
    "/wilayah/jawa-tengah/": (6, 14),
}


@pytest.mark.parametrize("rows", [2, 20])
def test_listings_cost_the_same_for_any_number_of_products(
    client: Client,
    indexed: Indexed,
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    _listed(rows)
    indexed()

    for path, (kept, anew) in COSTS.items():
        settle(client, path)  # also looks for lapsed claims, once a day
        with django_assert_num_queries(kept):
            response = client.get(path)
        unkept()
        with django_assert_num_queries(anew):
            client.get(path)

        assert response.text.count('class="card card-') == rows


def test_what_narrows_a_list_is_never_older_than_what_it_counts(
    client: Client, indexed: Indexed, unkept: Callable[[], None]
) -> None:
    """It is one part for all pages of a list; pages themselves are made anew here."""
    category = CategoryFactory(name="Makanan")
    shop = ShopFactory(name="Toko Melati")
    first = ProductFactory(title="Keripik tempe", category=category, shop=shop)
    ProductFactory(title="Keripik singkong", category=category, shop=shop)
    indexed()

    def offered() -> set[tuple[str, str]]:
        found = re.findall(r"<span>([^<]+)</span>\s*<span class=\"count\">(\d+)", client.get("/cari/").text)
        return {pair for pair in found if pair[0] in {"Makanan", "Camilan", "Toko Melati", "Toko Kenanga"}}

    before = offered()
    first.live = False
    first.save()
    indexed()
    fewer = offered()
    category.name = "Camilan"
    category.save()
    shop.name = "Toko Kenanga"
    shop.save()

    assert before == {("Makanan", "2"), ("Toko Melati", "2")}
    assert fewer == {("Makanan", "1"), ("Toko Melati", "1")}
    assert offered() == {("Camilan", "1"), ("Toko Kenanga", "1")}


def test_what_narrows_a_list_leads_back_to_its_own_order_and_path(client: Client, indexed: Indexed) -> None:
    category = CategoryFactory(name="Makanan")
    ProductFactory(category=category, shop=ShopFactory(name="Toko Melati", slug="toko-melati"))
    indexed()

    pages = ["/cari/", "/cari/?urut=harga", "/kategori/makanan/", "/en/cari/"]
    links = {page: _links(client.get(page).text, page.partition("?")[0]) for page in pages}

    assert "/cari/?toko=toko-melati" in links["/cari/"]
    assert "/cari/?toko=toko-melati&urut=harga" in links["/cari/?urut=harga"]
    assert "/kategori/makanan/?toko=toko-melati" in links["/kategori/makanan/"]
    assert "/en/cari/?toko=toko-melati" in links["/en/cari/"]
