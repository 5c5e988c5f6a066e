"""Up to four products side by side, at an address that can be passed on."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import PreferenceRule, Product, ProductAttribute, ProductAttributeValue, ProductImage
from media.factories import ImageFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db


def address(*products: Product) -> str:
    return f"/bandingkan/?produk={','.join(str(product.pk) for product in products)}"


def says(response: Any) -> str:
    return " ".join(strip_tags(response.text.replace("\u00a0", " ")).split())


def columns(response: Any) -> list[str]:
    """The names at the head of the table, in order."""
    return re.findall(r'<a class="compare-product".*?<span>(.*?)</span>', response.text, re.S)


def test_products_stand_side_by_side_in_the_order_of_the_address(client: Client) -> None:
    first, second, third = (ProductFactory(title=title) for title in ("Brem", "Bakpia", "Wingko"))

    response = client.get(address(third, first, second))

    assert response.status_code == 200
    assert columns(response) == ["Wingko", "Brem", "Bakpia"]
    assert 'content="noindex, follow"' in response.text
    assert not response.cookies


def test_lines_that_differ_are_marked_and_the_others_are_not(client: Client) -> None:
    shop_and_unit = {"unit": "pak", "stock__num_in_stock": 5}
    cheap = ProductFactory(**shop_and_unit, stock__price=Decimal(10_000))
    dear = ProductFactory(**shop_and_unit, stock__price=Decimal(12_500), shop=cheap.shop)

    response = client.get(address(cheap, dear))

    marked = [" ".join(strip_tags(row).split()) for row in _rows(response.text, differing=True)]
    same = [" ".join(strip_tags(row).split()) for row in _rows(response.text, differing=False)]
    assert [row.split(" ≠")[0] for row in marked] == ["Harga"]
    assert "(berbeda)" in marked[0]
    assert any(row.startswith("Pesanan minimum") for row in same)


def _rows(page: str, *, differing: bool) -> Sequence[str]:
    mark = ' class="compare-differs"' if differing else ""
    rows = re.findall(r"<tr([^>]*)>(.*?)</tr>", page, re.S)
    return [row for attributes, row in rows if attributes.strip() == mark.strip() and 'scope="row"' in row]


def test_claims_and_evaluated_price_are_compared(client: Client) -> None:
    PreferenceRule.objects.create(
        in_force_from=dt.date(2021, 2, 2),
        highest_preference=25,
        tkdn_floor=25,
        package_above=1_000_000_000,
        source="Perpres 12/2021",
    )
    domestic, plain = (ProductFactory(stock__price=Decimal(100_000)) for _ in range(2))
    ClaimFactory(
        product=domestic,
        kind=ClaimKindFactory(tkdn=True),
        value=Decimal(40),
        expires_on=dt.date(2031, 1, 1),
    )
    ClaimFactory(product=plain, kind=ClaimKindFactory(tkdn=True), value=Decimal(99), state="submitted")

    page = says(client.get(address(domestic, plain)))

    assert "40%, sampai 1 Januari 2031 –tidak disebutkan" in page
    assert "Rp 90.000 –tidak disebutkan" in page
    assert "99%" not in page


def test_specifications_of_either_have_a_line(client: Client) -> None:
    one, other = ProductFactory(), ProductFactory(weight_grams=500)
    attribute = ProductAttribute.objects.create(
        product_class=one.product_class, name="Bahan", code="bahan", type="text"
    )
    ProductAttributeValue.objects.create(product=one, attribute=attribute, value_text="rotan")

    page = says(client.get(address(one, other)))

    assert "rotan –tidak disebutkan" in page
    assert "–tidak disebutkan 500 g" in page


def test_fifth_product_is_left_out_with_a_word(client: Client) -> None:
    products = [ProductFactory() for _ in range(5)]

    response = client.get(address(*products))

    assert response.status_code == 200
    assert len(columns(response)) == 4
    assert "Paling banyak empat produk berdampingan. 1 lainnya tidak ditampilkan" in says(response)


@pytest.mark.parametrize("hidden", [{"live": False}, {"is_public": False}, {"shop__state": "suspended"}])
def test_hidden_product_is_left_out_with_a_word_and_tells_nothing(
    client: Client, hidden: dict[str, Any]
) -> None:
    shown, secret = ProductFactory(), ProductFactory(title="Barang Rahasia", **hidden)

    response = client.get(address(shown, secret))

    assert response.status_code == 200
    assert columns(response) == [shown.title]
    assert "1 produk tidak ditampilkan" in says(response)
    assert "Rahasia" not in response.text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 200, "Sandingkan sampai empat produk"),
        ("?produk=", 200, "Sandingkan sampai empat produk"),
        ("?produk=999999", 404, "1 produk tidak ditampilkan"),
        ("?produk=tikar", 400, "“tikar” bukan produk"),
        ("?produk=-1,0x2,%00,%F0%9F%98%80", 400, "bukan produk"),
        ("?produk=%D9%A1", 400, "bukan produk"),
        (f"?produk={'9' * 18}", 404, "tidak ditampilkan"),
        (f"?produk={'9' * 40}", 400, "bukan produk"),
        ("?produk=" + ",".join(map(str, range(1, 1000))), 404, "tidak ditampilkan"),
        ("?produk=%3Cscript%3E", 400, "“&lt;script&gt;” bukan produk"),
    ],
)
def test_odd_addresses_get_words_and_a_way_on(client: Client, query: str, status: int, words: str) -> None:
    response = client.get(f"/bandingkan/{query}")

    assert response.status_code == status
    assert words in says(response)
    assert 'name="tambah"' in response.text


def test_product_added_by_number_or_by_address_leads_to_the_address_of_all(client: Client) -> None:
    one, other = ProductFactory(), ProductFactory(title="Batik tulis 100")

    by_number = client.get("/bandingkan/", {"produk": one.pk, "tambah": other.pk})
    by_address = client.get(
        "/en/bandingkan/",
        {"produk": one.pk, "tambah": f"http://localhost:8000{other.get_absolute_url()}?dari=wa"},
    )

    assert (by_number.status_code, by_number["Location"]) == (302, address(one, other))
    assert by_address["Location"] == f"/en{address(one, other)}"


def test_same_product_twice_is_one(client: Client) -> None:
    product = ProductFactory(title="Brem")

    response = client.get(f"/bandingkan/?produk={product.pk}&produk={product.pk},{product.pk}")

    assert columns(response) == ["Brem"]


def test_each_product_can_be_taken_out_and_its_likes_put_in_by_link(
    client: Client, indexed: Callable[[], int]
) -> None:
    category = CategoryFactory()
    one, other, like = (ProductFactory(category=category, title=title) for title in ("Brem", "Madu", "Sirup"))
    indexed()

    page = client.get(address(one, other)).text

    assert f'href="{address(other)}"' in page
    assert f'href="{address(one)}"' in page
    assert f'href="{address(one, other, like)}"' in page


@pytest.mark.parametrize("rows", [2, 20])
def test_table_costs_the_same_for_any_number_of_facts(
    client: Client,
    rows: int,
    indexed: Callable[[], int],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    category = CategoryFactory()
    products = [ProductFactory(category=category) for _ in range(3)]
    for product in products:
        for position in range(rows):
            ProductImage.objects.create(product=product, image=ImageFactory(), display_order=position)
            attribute = ProductAttribute.objects.create(
                product_class=product.product_class,
                name=f"Sifat {position}",
                code=f"sifat{product.pk}-{position}",
                type="text",
            )
            ProductAttributeValue.objects.create(product=product, attribute=attribute, value_text="ya")
            ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    for _ in range(rows):
        ProductFactory(category=category)
    indexed()
    settle(client, address(*products))

    # 1 products with shop, region, category; 2 stock; 3 first pictures; 4 claims; 5 values of attributes;
    # 6 the rule of price preference; 7 names of what could join; 8 mark of the frame.
    with django_assert_num_queries(8):
        response = client.get(address(*products))

    assert len(columns(response)) == 3
