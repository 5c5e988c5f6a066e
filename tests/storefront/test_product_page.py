"""A product's page: what it shows, and to whom it is not there."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from catalogue.claims.services import revoke_claim
from catalogue.factories import (
    CategoryFactory,
    ClaimFactory,
    ClaimKindFactory,
    ProductClassFactory,
    ProductFactory,
    RefusalReasonFactory,
)
from catalogue.models import Claim, PreferenceRule, ProductAttribute, ProductAttributeValue, ProductImage
from media.factories import ImageFactory
from search.exceptions import IndexMissing
from shops.factories import ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db


def test_page_shows_price_unit_minimum_order_stock_shop_and_region(client: Client) -> None:
    product = ProductFactory(
        title="Keripik tempe",
        unit="pak",
        min_order=3,
        stock__price=Decimal(1_250_000),
        stock__num_in_stock=1_200,
    )

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "Rp\u00a01.250.000" in response.text
    assert "3 pack" in response.text or "3 pak" in response.text
    assert "1.200" in response.text
    assert product.shop.name in response.text
    assert "Kota Semarang" in response.text


def test_english_page_shows_english_words(client: Client) -> None:
    product = ProductFactory(title="Keripik tempe", title_en="Tempe chips", description_en="Thin and crisp.")

    response = client.get(f"/en{product.get_absolute_url()}")

    assert '<html lang="en">' in response.text
    assert "Tempe chips" in response.text
    assert "Thin and crisp." in response.text


def test_wrong_name_leads_to_the_right_address_for_good(client: Client) -> None:
    product = ProductFactory(title="Brem Madiun")

    response = client.get(f"/produk/nama-lama-{product.pk}/")

    assert response.status_code == 301
    assert response["Location"] == f"/produk/brem-madiun-{product.pk}/"


@pytest.mark.parametrize("title", ["日本", "( ͡° ͜ʖ ͡°)", "…"])
def test_title_without_latin_letters_still_has_a_page(client: Client, title: str) -> None:
    product = ProductFactory(title=title)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200


@pytest.mark.parametrize(
    "hidden",
    [
        {"live": False},
        {"is_public": False},
        {"shop__state": "suspended"},
        {"shop__state": "submitted"},
    ],
)
def test_hidden_product_is_not_there(client: Client, hidden: dict[str, Any]) -> None:
    product = ProductFactory(**hidden)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "999999999999999999", "99999999999999999999999999"])
def test_number_that_no_product_has_is_not_there(client: Client, number: str) -> None:
    response = client.get(f"/produk/apa-{number}/")

    assert response.status_code == 404


def test_only_verified_unexpired_claims_are_shown(client: Client) -> None:
    product = ProductFactory()
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal("45.50"), number="TKDN-ADA")
    for state in set(Claim.State) - {Claim.State.VERIFIED}:
        ClaimFactory(product=product, state=state, number=f"TIDAK-{state}")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    ClaimFactory(product=product, expires_on=yesterday, number="TIDAK-lewat")
    ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=product.shop, number="NIB-ADA")

    response = client.get(product.get_absolute_url())

    assert "TKDN-ADA" in response.text
    assert "45,5" in response.text
    assert "NIB-ADA" in response.text
    assert "TIDAK-" not in response.text


def test_attributes_and_pictures_are_shown_in_order(client: Client) -> None:
    product_class = ProductClassFactory(name="Kerajinan")
    product = ProductFactory(product_class=product_class)
    materials = ProductAttribute.objects.create(
        product_class=product_class, name="Bahan", name_en="Materials", code="materials", type="text"
    )
    ProductAttributeValue.objects.create(product=product, attribute=materials, value_text="rotan")
    for position, words in enumerate(["Depan", "Samping"]):
        ProductImage.objects.create(
            product=product, image=ImageFactory(alt_text=words), display_order=position
        )

    response = client.get(product.get_absolute_url())

    assert "Bahan" in response.text
    assert "rotan" in response.text
    assert response.text.index('alt="Depan"') < response.text.index('alt="Samping"')


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stock__num_in_stock": 0}, "Sold out"),
        ({"stock__num_in_stock": None}, "Available"),
        ({"stock": False}, "Ask the shop about stock"),
        ({"is_made_to_order": True, "lead_time_days": 14}, "ready in 14 days"),
        ({"stock__num_in_stock": 7, "lead_time_days": 1}, "7 in stock, sent within 1 day"),
    ],
)
def test_availability_is_said_in_words(client: Client, fields: dict[str, Any], words: str) -> None:
    product = ProductFactory(**fields)

    response = client.get(f"/en{product.get_absolute_url()}")

    assert words in response.text


def _says(response: Any) -> str:
    """The page's words without its mark-up's spaces."""
    return " ".join(strip_tags(response.text.replace("\u00a0", " ")).split())


@pytest.mark.parametrize(
    ("kind", "value", "text", "text_en"),
    [
        ("integer", 1_250, "1.250 g", "1,250 g"),
        ("float", 12.50, "12,5 g", "12.5 g"),
        ("text", "12.50", "12.50 g", "12.50 g"),
        ("date", dt.date(2026, 11, 21), "21 November 2026", "21 November 2026"),
        ("boolean", False, "Tidak", "No"),
    ],
)
def test_specification_writes_values_as_the_reader_does(
    client: Client, kind: str, value: Any, text: str, text_en: str
) -> None:
    product = ProductFactory()
    attribute = ProductAttribute.objects.create(
        product_class=product.product_class, name="Sifat", code="sifat", type=kind, unit="g"
    )
    ProductAttributeValue.objects.create(product=product, attribute=attribute, **{f"value_{kind}": value})

    page = client.get(product.get_absolute_url())
    english = client.get(f"/en{product.get_absolute_url()}")

    assert f"<td>{text}</td>" in page.text
    assert f">{text_en}</td>" in english.text


def test_days_and_weights_have_words_and_units_of_the_language(client: Client) -> None:
    product = ProductFactory(weight_grams=7_200)
    attribute = ProductAttribute.objects.create(
        product_class=product.product_class, name="Masa simpan", code="simpan", type="integer", unit="hari"
    )
    ProductAttributeValue.objects.create(product=product, attribute=attribute, value_integer=90)

    page = _says(client.get(product.get_absolute_url()))
    english = _says(client.get(f"/en{product.get_absolute_url()}"))

    assert "90 hari" in page and "7,2 kg" in page
    assert "90 days" in english and "7.2 kg" in english


def test_least_order_says_what_it_costs_and_capacity_is_shown(client: Client) -> None:
    product = ProductFactory(
        unit="pak", min_order=1_200, capacity_per_month=30_000, stock__price=Decimal(1_500)
    )

    page = _says(client.get(f"/en{product.get_absolute_url()}"))

    assert "1,200 pack = Rp 1.800.000" in page
    assert "30,000 pack" in page


def test_proof_names_meaning_use_number_issuer_value_and_dates(client: Client) -> None:
    product = ProductFactory()
    kind = ClaimKindFactory(tkdn=True)
    kind.meaning, kind.use = "Bagian yang dibuat di sini.", "Boleh didahulukan."
    kind.save()
    ClaimFactory(
        product=product,
        kind=kind,
        value=Decimal(40),
        number="123/TKDN",
        issuer="Kementerian",
        issued_on=dt.date(2026, 1, 2),
        expires_on=dt.date(2031, 1, 1),
    )

    page = _says(client.get(product.get_absolute_url()))

    for words in (
        "Bagian yang dibuat di sini.",
        "Bagi pembeli: Boleh didahulukan.",
        "40%",
        "Nomor 123/TKDN",
        "Diterbitkan oleh Kementerian",
        "2 Januari 2026",
        "1 Januari 2031",
    ):
        assert words in page


def test_product_without_claims_says_what_is_not_claimed(client: Client) -> None:
    ClaimKindFactory(tkdn=True)
    ClaimKindFactory(is_active=False)  # halal, out of use
    ClaimKindFactory(nib=True)
    product = ProductFactory()
    ClaimFactory(product=product, state=Claim.State.SUBMITTED, kind=ClaimKindFactory(tkdn=True))

    page = _says(client.get(product.get_absolute_url()))

    assert "Belum ada yang terverifikasi tentang produk ini" in page
    assert "Jadi, di sini tidak ada pernyataan tentang: TKDN Belum tentu" in page


@pytest.fixture
def rule(db: None) -> PreferenceRule:
    return PreferenceRule.objects.create(
        in_force_from=dt.date(2021, 2, 2),
        highest_preference=25,
        tkdn_floor=25,
        package_above=1_000_000_000,
        source="Perpres 12/2021",
    )


def test_evaluated_price_is_unfolded_step_by_step_and_called_a_simulation(
    client: Client, rule: PreferenceRule
) -> None:
    product = ProductFactory(unit="pak", stock__price=Decimal(100_000))
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))

    page = _says(client.get(product.get_absolute_url()))

    for words in (
        "Harga evaluasi akhir (HEA) Rp 90.000 simulasi",
        "40% × 25% = 10%",
        "(1 − 10%) × Rp 100.000 = Rp 90.000",
        "di atas Rp 1.000.000.000, di sini mulai 10.001 pak",
        "Aturan: Perpres 12/2021",
    ):
        assert words in page


def test_tkdn_below_the_floor_has_no_preference_and_says_so(client: Client, rule: PreferenceRule) -> None:
    product = ProductFactory(stock__price=Decimal(100_000))
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal("24.99"))

    page = _says(client.get(product.get_absolute_url()))

    assert "Tanpa preferensi harga" in page
    assert "TKDN-nya 24,99% masih di bawah 25%" in page


@pytest.mark.parametrize(
    ("product_fields", "claim_fields"),
    [
        ({"stock": False}, {"value": Decimal(40)}),
        ({}, {"value": Decimal(40), "state": Claim.State.SUBMITTED}),
        ({}, {"value": Decimal(40), "expires_on": dt.date(2026, 1, 1), "issued_on": None}),
    ],
    ids=["no-price", "unverified", "expired"],
)
def test_without_price_or_verified_tkdn_nothing_is_evaluated(
    client: Client, rule: PreferenceRule, product_fields: dict[str, Any], claim_fields: dict[str, Any]
) -> None:
    product = ProductFactory(**product_fields)
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), **claim_fields)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "HEA" not in response.text


def test_similar_products_of_the_category_stand_below_and_hidden_ones_do_not(
    client: Client, indexed: Callable[[], int]
) -> None:
    category = CategoryFactory()
    product = ProductFactory(title="Keripik tempe", category=category)
    like = [ProductFactory(title=f"Keripik {name}", category=category) for name in ("pisang", "gadung")]
    gone = ProductFactory(title="Keripik hilang", category=category)
    other = ProductFactory(title="Keripik kaca")
    indexed()
    type(gone).objects.filter(pk=gone.pk).update(is_public=False)

    page = client.get(product.get_absolute_url()).text

    below = page[page.index("Produk serupa") :]
    assert all(each.title in below for each in like)
    assert gone.title not in page
    assert other.title not in page


def test_product_without_domestic_proof_is_shown_domestic_ones_that_could_take_its_place(
    client: Client, indexed: Callable[[], int]
) -> None:
    category = CategoryFactory()
    product, domestic = ProductFactory(category=category), ProductFactory(category=category)
    ClaimFactory(product=domestic, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    indexed()

    of_plain = client.get(product.get_absolute_url()).text
    of_domestic = client.get(domestic.get_absolute_url()).text

    assert "Padanan produk dalam negeri" in of_plain
    assert of_plain.index(domestic.title) > of_plain.index("Padanan produk dalam negeri")
    assert "Padanan produk dalam negeri" not in of_domestic


def test_whose_domestic_proof_is_revoked_takes_no_place_at_the_next_request(
    client: Client, indexed: Callable[[], int]
) -> None:
    category = CategoryFactory()
    product, domestic = ProductFactory(category=category), ProductFactory(category=category)
    claim = ClaimFactory(product=domestic, kind=ClaimKindFactory(code="pdn"))
    indexed()
    before = client.get(product.get_absolute_url()).text

    revoke_claim(claim=claim, by=None, reason=RefusalReasonFactory())
    after = client.get(product.get_absolute_url()).text

    assert "Padanan produk dalam negeri" in before
    assert "Padanan produk dalam negeri" not in after


def test_page_is_there_when_search_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> None:
        raise IndexMissing

    monkeypatch.setattr("storefront.neighbours.find", broken)
    product = ProductFactory()
    ProductFactory(category=product.category)

    response = client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "Produk serupa" not in response.text


def test_page_passes_itself_on_without_scripts(client: Client) -> None:
    product = ProductFactory(title="Brem & madu")

    page = client.get(product.get_absolute_url()).text

    assert f'href="/produk/brem-madu-{product.pk}/qr.svg"' in page
    assert (
        f"wa.me/?text=Brem+%26+madu+http%3A%2F%2Flocalhost%3A8000%2Fproduk%2Fbrem-madu-{product.pk}%2F"
        in page
    )
    assert f'href="/bandingkan/?produk={product.pk}"' in page


@pytest.mark.parametrize(("is_sample", "is_offered"), [(False, True), (True, False)])
def test_shop_can_be_asked_by_message_unless_it_is_a_sample(
    client: Client, is_sample: bool, is_offered: bool
) -> None:
    product = ProductFactory(shop=ShopFactory(whatsapp="+6281234567890", is_sample=is_sample))

    page = client.get(product.get_absolute_url()).text

    assert ("https://wa.me/6281234567890?text=" in page) is is_offered


def test_page_holds_no_inline_script_or_style(client: Client) -> None:
    product = _full_product(3)

    page = client.get(product.get_absolute_url()).text

    inline = re.findall(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)[^>]*", page)
    assert inline == ['<script type="application/ld+json"']  # data, no script


def _full_product(rows: int, category: Any = None) -> Any:
    """With so many pictures, attributes, claims, claims of its shop, and other products in its category."""
    product = ProductFactory(
        category=category or CategoryFactory(parent=CategoryFactory(parent=CategoryFactory())),
        shop=ShopFactory(logo=ImageFactory()),
    )
    for position in range(rows):
        ProductImage.objects.create(product=product, image=ImageFactory(), display_order=position)
        attribute = ProductAttribute.objects.create(
            product_class=product.product_class,
            name=f"Sifat {position}",
            code=f"sifat{product.pk}-{position}",
            type="text",
        )
        ProductAttributeValue.objects.create(product=product, attribute=attribute, value_text="ya")
        ClaimFactory(product=product)
        ClaimFactory(kind=ClaimKindFactory(nib=True), product=None, shop=product.shop)
    return product


@pytest.mark.parametrize("rows", [2, 20])
def test_page_costs_the_same_for_any_number_of_pictures_claims_and_neighbours(
    client: Client,
    rows: int,
    rule: PreferenceRule,
    indexed: Callable[[], int],
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    product = _full_product(rows)
    ClaimFactory(product=product, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    for number in range(rows):
        ProductFactory(category=product.category, title=f"Tetangga {number}", image=True)
    indexed()
    settle(client, product.get_absolute_url())

    # 1 marks of it and its shop, 2 of its neighbours: facts and cards are kept.
    with django_assert_num_queries(2):
        response = client.get(product.get_absolute_url())
    # And 3 product with shop, places and category; 4 the neighbours; for all of them 5 stock, 6 pictures,
    # 7 attribute values, 8 claims (with the shop's); 9 the rule of price preference; the frame:
    # 10 categories, 11 settings, 12 pages in the menu.
    unkept()
    with django_assert_num_queries(12):
        client.get(product.get_absolute_url())

    assert response.status_code == 200
    assert "Produk serupa" in response.text


@pytest.mark.parametrize("rows", [2, 20])
def test_page_without_claims_costs_as_much(
    client: Client,
    rows: int,
    indexed: Callable[[], int],
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    product = ProductFactory(image=True)
    for number in range(rows):
        other = ProductFactory(category=product.category, title=f"Tetangga {number}", image=True)
        ClaimFactory(product=other, kind=ClaimKindFactory(tkdn=True), value=Decimal(40))
    indexed()
    settle(client, product.get_absolute_url())

    # As above, with the kinds of claim there are in place of the rule.
    with django_assert_num_queries(2):
        response = client.get(product.get_absolute_url())
    unkept()
    with django_assert_num_queries(12):
        client.get(product.get_absolute_url())

    assert "Padanan produk dalam negeri" in response.text
