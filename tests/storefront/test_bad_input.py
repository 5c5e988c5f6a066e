"""Odd addresses and hostile words get a page with words and the right status, never a 500."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.html import escape

from catalogue.factories import ProductFactory
from catalogue.models import Product
from shops.factories import ShopFactory
from tests.hostile_text import hostile_lines

pytestmark = pytest.mark.django_db
HOSTILE = hostile_lines()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("kategori=tidak-ada", 400),
        ("klaim=tidak-ada", 400),
        ("wilayah=99.99", 400),
        ("toko=tidak-ada", 400),
        ("kategori=a%00b", 400),
        ("klaim=%00", 400),
        ("wilayah=33%00", 400),
        ("toko=%00", 400),
        ("harga=murah", 400),
        ("harga=5-1", 400),
        ("waktu=besok", 400),
        ("urut=acak", 400),
        ("halaman=satu", 400),
        ("halaman=0", 400),
        ("halaman=-1", 400),
        ("halaman=1e9", 400),
        ("halaman=99", 404),
        ("halaman=999999999999999999999", 400),
        ("q=" + "a" * 100_000, 413),
        ("q=" + "kata+" * 10_000, 200),
        ("q=%00%01%1b", 200),
        ("q=%ff%fe", 200),
        ("tidak=dikenal", 200),
    ],
)
def test_search_answers_odd_addresses_in_words(
    client: Client, indexed: Callable[[], int], query: str, status: int
) -> None:
    ProductFactory()
    indexed()

    response = client.get(f"/cari/?{query}")

    assert response.status_code == status
    assert "<h1>" in response.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/toko/?halaman=x", 400),
        ("/toko/?halaman=5", 404),
        ("/toko/?halaman=%D9%A3", 400),
        ("/toko/?wilayah=xx", 400),
        ("/toko/?wilayah=%00", 400),
        ("/toko/tidak-ada/", 404),
        ("/toko/%00/", 404),
        ("/wilayah/tidak-ada/", 404),
        ("/kategori/%00/", 404),
        ("/produk/-/", 404),
        ("/cari/saran/?q=" + "a" * 100_000, 413),
    ],
)
def test_other_pages_answer_odd_addresses_in_words(client: Client, path: str, status: int) -> None:
    response = client.get(path)

    assert response.status_code == status
    assert "<h1>" in response.text


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ["/cari/", "/cari/saran/", "/toko/", "/wilayah/"])
def test_pages_are_only_read(client: Client, path: str, method: str) -> None:
    response = getattr(client, method)(path)

    assert response.status_code == 405


def test_page_past_the_end_in_english_says_so_in_english(client: Client, indexed: Callable[[], int]) -> None:
    indexed()

    response = client.get("/en/cari/?halaman=7")

    assert response.status_code == 404
    assert "There is no such page" in response.text
    assert "the result has 1 page." in response.text


def test_every_hostile_line_as_a_question_is_answered_and_escaped(
    client: Client, indexed: Callable[[], int]
) -> None:
    ProductFactory()
    indexed()

    answers = {line: client.get("/cari/", {"q": line}) for line in HOSTILE if line.strip()}

    assert {answer.status_code for answer in answers.values()} == {200}
    for line, answer in answers.items():
        if "<" in line:
            assert line not in answer.text


def test_every_hostile_line_in_the_words_of_a_product_and_a_shop_is_escaped(client: Client) -> None:
    everything = "\n".join(HOSTILE)
    shop = ShopFactory(story=everything, address=HOSTILE[-2][:200])
    product = ProductFactory(shop=shop, description=everything)
    titled = [
        Product(title=line[:200], slug="", shop=shop, category=product.category, live=True)
        for line in HOSTILE
        if line.strip()
    ]
    Product.objects.bulk_create(titled)
    places = [product.get_absolute_url(), *(row.get_absolute_url() for row in titled[::25])]
    places += [f"{shop.get_absolute_url()}?halaman={number}" for number in range(1, len(titled) // 24 + 2)]

    pages = {place: client.get(place) for place in places}

    assert {page.status_code for page in pages.values()} == {200}
    text = " ".join(" ".join(page.text for page in pages.values()).split())
    for line in HOSTILE:
        words = " ".join(line[:200].split())
        assert escape(words) in text, line
        if "<" in words:
            assert words not in text, line
