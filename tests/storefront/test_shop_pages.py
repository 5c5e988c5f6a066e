"""The directory of shops, and a shop's page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.claims.services import revoke_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, ProductFactory, RefusalReasonFactory
from media.factories import ImageFactory
from pages.models import HomePage
from pages.services import setup_site
from promotions.factories import campaign
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

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


@pytest.mark.parametrize(
    ("prefix", "mark", "meaning"),
    [("", "Punya NIB", "Usaha ini terdaftar."), ("/en", "Registered", "It is registered.")],
)
def test_directory_shows_what_is_verified_and_what_it_means(
    client: Client, prefix: str, mark: str, meaning: str
) -> None:
    texts = {"mark": "Punya NIB", "mark_en": "Registered"}
    nib = ClaimKindFactory(nib=True, meaning="Usaha ini terdaftar.", meaning_en="It is registered.", **texts)
    npwp = ClaimKindFactory(code="npwp", applies_to="shop", mark="Wajib pajak", meaning="Membayar pajak.")
    proven, unproven = ShopFactory(name="Ani"), ShopFactory(name="Budi")
    for number in range(2):
        ClaimFactory(kind=nib, product=None, shop=proven, number=f"{number}")
    for state in ("draft", "submitted", "refused", "expired", "revoked"):
        ClaimFactory(kind=npwp, product=None, shop=unproven, state=state)

    response = client.get(f"{prefix}/toko/")

    cards = response.context["directory"].cards
    assert [(card.name, card.marks) for card in cards] == [("Ani", [mark]), ("Budi", [])]
    assert response.text.count(mark) == 2 and meaning in response.text
    assert "pajak" not in response.text


def test_kept_directory_loses_the_mark_of_a_revoked_claim(
    client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    claim = ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=ShopFactory())
    before = client.get("/toko/").context["directory"].cards[0].marks

    with django_capture_on_commit_callbacks(execute=True):
        revoke_claim(claim=claim, by=None, reason=RefusalReasonFactory())

    after = client.get("/toko/")
    assert before == ["NIB"]
    assert after.context["directory"].cards[0].marks == [] and "NIB" not in after.text


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


@pytest.mark.parametrize("rows", [2, 20])
def test_directory_costs_the_same_for_any_number_of_shops(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    for _number in range(rows):
        shop = ProductFactory(shop=ShopFactory(logo=ImageFactory())).shop
        ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=shop)
    settle(client, "/toko/")

    # 1 marks; 2 regencies with shops; 3 provinces; 4 count; 5 shops with regency, logo, product count and
    # level; 6 their verified claims; 7 the levels and what they mean.
    with django_assert_num_queries(7):
        response = client.get("/toko/")

    assert len(response.context["directory"].cards) == rows


@pytest.mark.parametrize("rows", [2, 20])
def test_shop_page_costs_the_same_for_any_number_of_products(
    client: Client, rows: int, unkept: Callable[[], None], django_assert_num_queries: Callable[..., Any]
) -> None:
    shop = ShopFactory(logo=ImageFactory(), cover=ImageFactory())
    for _number in range(rows):
        product = ProductFactory(shop=shop, image=True)
        ClaimFactory(product=product)
        ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=shop)
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")
    for number in range(rows):
        campaign(home, title=f"Kampanye {number}", shops=[shop], region=RegionFactory(code="33.74"))
    settle(client, shop.get_absolute_url())

    # 1 general marks; 2 the shop's key; 3 its mark; 4 shop with regions and pictures; 5 the shop's claims;
    # 6 count of products; 7 their keys; 8 their marks; 9 campaigns; 10 the level of readiness.
    with django_assert_num_queries(10):
        response = client.get(shop.get_absolute_url())

    assert len(response.context["cards"]) == len(response.context["shop"].campaigns) == rows


def test_directory_is_narrowed_by_name_sector_and_size(client: Client) -> None:
    ShopFactory(name="Batik Srondol", sector="fesyen", size_class="small")
    ShopFactory(name="Batik Rumahan", sector="fesyen", size_class="micro")
    ShopFactory(name="Dapur Srondol", sector="makanan", size_class="small")

    response = client.get("/toko/?q=srondol&sektor=fesyen&ukuran=small&wilayah=&urut=")

    assert [card.name for card in response.context["directory"].cards] == ["Batik Srondol"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", ["Ani", "Budi", "Cici"]),
        ("terbaru", ["Cici", "Ani", "Budi"]),
        ("produk", ["Budi", "Ani", "Cici"]),
    ],
)
def test_directory_is_sorted_by_name_age_or_products(client: Client, order: str, names: list[str]) -> None:
    busy = ShopFactory(name="Budi")
    for name in ("Ani", "Cici"):
        ShopFactory(name=name)
    ProductFactory(shop=busy)

    response = client.get(f"/toko/?urut={order}")

    assert [card.name for card in response.context["directory"].cards] == names


def test_chip_lifts_one_filter_and_keeps_the_others(client: Client) -> None:
    ShopFactory(name="Batik", sector="fesyen", region=RegionFactory(code="33.74"))

    response = client.get("/toko/?wilayah=33.74&sektor=fesyen&urut=produk&halaman=1")

    chips = {chip.label: chip.url for chip in response.context["directory"].chips}
    assert chips["Kota Semarang"] == "/toko/?sektor=fesyen&urut=produk"
    assert response.context["directory"].clear_url == "/toko/?urut=produk"


@pytest.mark.parametrize(
    "query", ["wilayah=abc", "wilayah=99", "sektor=roket", "ukuran=raksasa", "urut=acak", "halaman=nol"]
)
def test_directory_says_what_is_wrong_with_an_address(client: Client, query: str) -> None:
    ShopFactory()

    response = client.get(f"/toko/?{query}")

    assert response.status_code == 400
    assert "/toko/" in response.text


def test_directory_without_a_fitting_shop_says_what_to_do(client: Client) -> None:
    ShopFactory(name="Batik")

    response = client.get("/en/toko/?q=mebel")

    assert response.status_code == 200
    assert "No shop fits" in response.text
    assert "/en/wilayah/" in response.text


def test_paging_keeps_the_question(client: Client) -> None:
    for number in range(30):
        ShopFactory(name=f"Batik {number:02d}", sector="fesyen")

    first, second = client.get("/toko/?sektor=fesyen"), client.get("/toko/?sektor=fesyen&halaman=2")

    assert first.context["directory"].pager.next == "/toko/?sektor=fesyen&halaman=2"
    assert len(second.context["directory"].cards) == 6
    assert client.get("/toko/?sektor=fesyen&halaman=3").status_code == 404


def test_shop_leads_to_its_contacts_and_shows_its_place(client: Client) -> None:
    shop = ShopFactory(
        region=RegionFactory(code="33.74.01"),
        whatsapp="+6281234567890",
        phone="+62241234567",
        email="toko@example.com",
        website="https://www.example.com/toko",
        founded_year=1998,
        employees=9,
        is_sample=True,
    )

    response = client.get(shop.get_absolute_url())

    for words in [
        'href="https://wa.me/6281234567890"',
        'href="tel:+62241234567"',
        'href="mailto:toko@example.com"',
        'href="https://www.example.com/toko"',
        "1998",
        "9 orang",
        "Toko contoh",
        'class="locator-dot"',
        "https://wa.me/?text=",
    ]:
        assert words in response.text, words


def test_shop_names_the_campaigns_it_is_in_in_the_readers_language(client: Client) -> None:
    setup_site()
    home = HomePage.objects.get(locale__language_code="id")
    shop = ShopFactory()
    campaign(home, title="Pekan Karya", shops=[shop])
    campaign(home, title="Tanpa toko ini", shops=[ShopFactory()])

    indonesian, english = client.get(shop.get_absolute_url()), client.get(f"/en{shop.get_absolute_url()}")

    assert "Pekan Karya" in indonesian.text
    assert "Tanpa toko ini" not in indonesian.text
    assert "Pekan Karya" not in english.text


def test_shop_can_be_reported_from_its_page(client: Client) -> None:
    shop = ShopFactory()

    response = client.get(shop.get_absolute_url())

    assert f'href="/lapor/toko/{shop.slug}/"' in response.text
    assert "Laporkan toko ini" in response.text


def test_one_shop_of_a_region_is_spoken_of_as_one(client: Client, indexed: Callable[[], int]) -> None:
    shop = ShopFactory()
    ProductFactory(shop=shop)
    indexed()

    indonesian = client.get(shop.regency.get_absolute_url())
    english = client.get(f"/en{shop.regency.get_absolute_url()}")

    assert "Lihat 1 toko di wilayah ini" in " ".join(indonesian.text.split())
    assert "See 1 shop in this region" in " ".join(english.text.split())
