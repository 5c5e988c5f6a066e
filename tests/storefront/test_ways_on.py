"""An empty list leads on: a wider region, what comes nearest, shops that can be asked."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from catalogue.factories import CategoryFactory, ProductFactory
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db
Indexed = Callable[[], int]
NUMBER = "+6281234567890"


def part(text: str, heading: str) -> str:
    """The section that this heading names, as HTML."""
    found = re.search(rf'<section class="stack" aria-labelledby="{heading}">.*?</section>', text, re.DOTALL)
    return unescape(found[0]) if found else ""


@pytest.mark.parametrize(
    ("region", "wider", "words"),
    [
        ("35.73", "35", "1 produk di Jawa Timur"),  # the regency next door has it
        ("33.74", "", "1 produk di semua wilayah"),  # nobody in the province
        ("33", "", "1 produk di semua wilayah"),
    ],
)
def test_empty_list_of_a_region_offers_the_smallest_one_around_it_that_has_it(
    client: Client, indexed: Indexed, region: str, wider: str, words: str
) -> None:
    for code in ("35.73", "33.74", "33", "35"):
        RegionFactory(code=code)
    ProductFactory(title="Sambal pecel", shop__region=RegionFactory(code="35.77"))
    ProductFactory(title="Keripik tempe", shop__region=RegionFactory(code="33.74"))
    indexed()

    text = client.get("/cari/", {"q": "sambal pecel", "wilayah": region}).text
    link = next(unescape(url) for url in re.findall(r'<a class="button" href="(/cari/[^"]+)"', text))

    assert words in " ".join(text.split())
    assert parse_qs(urlsplit(link).query) == {
        "q": ["sambal pecel"],
        **({"wilayah": [wider]} if wider else {}),
    }
    assert "Sambal pecel" in client.get(link).text


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ({"q": "sambal", "wilayah": "33.74"}, "“sambal” tanpa saringan ini"),
        ({"q": "zzzz", "kategori": "bumbu"}, "Dari kategori yang sama"),
        ({"kategori": "bumbu", "harga": "9000000-"}, "Dari kategori yang sama"),
        ({"q": "zzzz", "wilayah": "35.77"}, "Dari wilayah yang sama"),
    ],
)
def test_empty_list_shows_what_comes_nearest_and_says_why(
    client: Client, indexed: Indexed, question: dict[str, str], label: str
) -> None:
    RegionFactory(code="33.74")
    shop = ShopFactory(region=RegionFactory(code="35.77"))
    ProductFactory(title="Sambal pecel", category=CategoryFactory(name="Bumbu"), shop=shop)
    indexed()

    near = part(client.get("/cari/", question).text, "mendekati")

    assert label in near
    assert "Sambal pecel" in near


def test_shops_of_the_region_are_asked_first_who_can_be_written_to(client: Client, indexed: Indexed) -> None:
    here = RegionFactory(code="35.77")
    ShopFactory(name="A Tanpa Nomor", region=here, whatsapp="")
    ShopFactory(name="B Contoh", region=here, whatsapp=NUMBER, is_sample=True)
    ShopFactory(name="C Bisa Ditanya", region=here, whatsapp=NUMBER, is_sample=False)
    ShopFactory(name="D Ditangguhkan", region=here, whatsapp=NUMBER, is_sample=False, state="suspended")
    ShopFactory(name="E Jauh", region=RegionFactory(code="33.74"), whatsapp=NUMBER, is_sample=False)
    indexed()

    asked = part(client.get("/cari/", {"q": "kursi & meja", "wilayah": "35.77"}).text, "tanya-toko")
    messages = re.findall(r'href="(https://wa\.me/[^"]+)"', asked)

    assert re.findall(r'class="strong"[^>]*>([^<]+)<', asked) == [
        "C Bisa Ditanya",
        "A Tanpa Nomor",
        "B Contoh",
    ]
    assert [urlsplit(url).path for url in messages] == ["/6281234567890"]
    (question,) = parse_qs(urlsplit(messages[0]).query)["text"]
    assert question == "Halo, saya mencari “kursi & meja”. Apakah Anda punya, atau bisa membuatnya?"


def test_question_to_a_shop_is_in_the_readers_language(client: Client, indexed: Indexed) -> None:
    ShopFactory(region=RegionFactory(code="35.77"), whatsapp=NUMBER, is_sample=False)
    indexed()

    text = client.get("/en/cari/", {"harga": "1-2", "wilayah": "35.77"}).text

    assert "Many shops make to order." in part(text, "tanya-toko")
    assert "Hello%2C+I+saw+your+shop+on+Etalase" in part(text, "tanya-toko")


def test_shops_that_sell_what_comes_nearest_can_be_asked(client: Client, indexed: Indexed) -> None:
    shop = ShopFactory(name="Dapur Bu Sri", whatsapp=NUMBER, is_sample=False)
    ProductFactory(title="Sambal", category=CategoryFactory(name="Bumbu"), shop=shop)
    indexed()

    asked = part(client.get("/cari/", {"q": "zzzz", "kategori": "bumbu"}).text, "tanya-toko")

    assert "Dapur Bu Sri" in asked


def test_nothing_like_it_anywhere_still_leads_on(client: Client, indexed: Indexed) -> None:
    ProductFactory(title="Keripik tempe")
    indexed()

    text = client.get("/cari/?q=zzzz").text

    assert part(text, "mendekati") == part(text, "tanya-toko") == ""
    assert 'href="/toko/"' in text
    assert 'href="/wilayah/"' in text


def test_shop_that_changes_its_number_is_asked_there_at_the_next_request(
    client: Client, indexed: Indexed
) -> None:
    shop = ShopFactory(region=RegionFactory(code="35.77"), whatsapp=NUMBER, is_sample=False)
    indexed()
    address = "/cari/?q=zzzz&wilayah=35.77"
    assert "6281234567890" in client.get(address).text

    shop.whatsapp = "+6281298765432"
    shop.save()

    assert "6281298765432" in client.get(address).text


@pytest.mark.parametrize("rows", [2, 20])
def test_empty_list_costs_the_same_for_any_number_of_products_and_shops(
    client: Client,
    indexed: Indexed,
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    category = CategoryFactory(name="Bumbu")
    for _number in range(rows):
        ProductFactory(category=category, image=True, shop__region=RegionFactory(code="35.77"))
    indexed()
    address = "/cari/?q=zzzz&kategori=bumbu&wilayah=35.73"
    RegionFactory(code="35.73")

    settle(client, address)
    unkept()

    # 1 marks of the index and the frame; 2 labels of facets; 3 marks of the products and their shops; 4 rows;
    # 5 stock; 6 first pictures; 7 claims; 8 shops to ask; and the frame: 9 categories; 10 settings; 11 pages.
    with django_assert_num_queries(11):
        response = client.get(address)

    assert part(response.text, "mendekati")
