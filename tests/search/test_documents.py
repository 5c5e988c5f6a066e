"""The document made of a product."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from search.documents import plain_text
from search.indexing import all_documents, documents_of
from shops.factories import RegionFactory, ShopFactory

pytestmark = pytest.mark.django_db

TOMORROW = dt.date.today() + dt.timedelta(days=1)


def last_hour(day: dt.date, *, hours_east: int) -> int:
    """The last hour of a day, in hours since 1970 in UTC, in a zone so far east of Greenwich."""
    return (day - dt.date(1970, 1, 1)).days * 24 + 23 - hours_east


def test_a_document_holds_what_the_public_may_know() -> None:
    root = CategoryFactory(name="Makanan", name_en="Food", slug="makanan")
    leaf = CategoryFactory(name="Camilan", name_en="Snacks", slug="camilan", parent=root)
    shop = ShopFactory(name="Toko Melati", region=RegionFactory(code="33.74.01.1001"))
    product = ProductFactory(
        title="Keripik tempe", title_en="Tempeh chips", description="<p>Renyah</p><p>dan &amp; gurih</p>",
        category=leaf, shop=shop, lead_time_days=3, stock__price=12_000, stock__partner_sku="KT-1",
    )  # fmt: skip

    (document,) = documents_of([product.pk])

    assert document["id"] == product.pk
    assert document["description"] == "Renyah dan & gurih"
    assert document["category"] == ["makanan", "makanan/camilan"]
    assert document["category_names"] == ["Makanan", "Food", "Camilan", "Snacks"]
    assert document["region"] == ["33", "33.74", "33.74.01", "33.74.01.1001"]
    assert document["region_names"] == ["Jawa Tengah", "Kota Semarang", "Miroto"]
    assert document["region_label"] == "Kota Semarang"
    assert (document["price"], document["sku"], document["lead_time_days"]) == (12_000, "KT-1", 3)
    assert document["published_at"] == int(product.first_published_at.timestamp())
    assert (document["claims"], document["tkdn"], document["claims_valid_until"]) == ([], None, None)


@pytest.mark.parametrize(("region", "hours_east"), [("33.74", 7), ("73.71", 8), ("91.71", 9)])
def test_claims_hold_to_midnight_where_the_shop_is(region: str, hours_east: int) -> None:
    product = ProductFactory(shop=ShopFactory(region=RegionFactory(code=region)))
    ClaimFactory(product=product, issued_on=None, expires_on=dt.date(2099, 11, 21))

    (document,) = documents_of([product.pk])

    assert document["claims_valid_until"] == last_hour(dt.date(2099, 11, 21), hours_east=hours_east)


@pytest.mark.parametrize("region", ["33.74", "91.71"])
def test_claim_until_the_end_of_the_calendar_makes_a_document(region: str) -> None:
    product = ProductFactory(shop=ShopFactory(region=RegionFactory(code=region)))
    ClaimFactory(product=product, issued_on=None, expires_on=dt.date.max)

    (document,) = documents_of([product.pk])

    assert document["claims_valid_until"] > last_hour(dt.date(9999, 12, 30), hours_east=9)


def test_only_claims_that_hold_today_are_in_it() -> None:
    product = ProductFactory()
    tkdn = ClaimKindFactory(tkdn=True)
    ClaimFactory(product=product, kind=tkdn, value="41.50", expires_on=TOMORROW)
    ClaimFactory(product=product, expires_on=TOMORROW - dt.timedelta(days=2))
    ClaimFactory(product=product, state="submitted", kind=ClaimKindFactory(code="sni", name="SNI"))
    ClaimFactory(product=None, shop=product.shop, kind=ClaimKindFactory(nib=True))
    ClaimFactory(product=None, shop=ShopFactory(), kind=ClaimKindFactory(code="npwp", applies_to="shop"))

    (document,) = documents_of([product.pk])

    assert document["claims"] == ["nib", "tkdn"]
    assert document["tkdn"] == 41.5
    assert document["claims_valid_until"] == last_hour(TOMORROW, hours_east=7)


def test_hidden_products_have_no_document() -> None:
    draft = ProductFactory(live=False)
    suspended = ProductFactory(shop=ShopFactory(state="suspended"))
    unlisted = ProductFactory(is_public=False)

    assert list(documents_of([draft.pk, suspended.pk, unlisted.pk, 999_999])) == []
    assert list(all_documents()) == []


def test_a_product_without_stock_or_price_is_on_request() -> None:
    bare, unpriced = ProductFactory(stock=False), ProductFactory(stock__price=None)

    assert [document["price"] for document in documents_of([bare.pk, unpriced.pk])] == [None, None]


@pytest.mark.parametrize("count", [2, 20])
def test_documents_take_the_same_queries_for_any_number_of_products(count: int) -> None:
    for _ in range(count):
        ClaimFactory(product=ProductFactory())

    with CaptureQueriesContext(
        connection,
    ) as captured:
        documents = list(all_documents())

    # Products; their shops with their places; the shops' claims; stock records; attribute values; claims;
    # all categories; and one look for more products.
    assert len(documents) == count
    assert len(captured) == 8, [query["sql"] for query in captured]


def test_markup_becomes_words() -> None:
    assert plain_text("<h2>Isi</h2><ul><li>gula</li><li>garam</li></ul>a<br>b<script>x</script>") == (
        "Isi gula garam a bx"
    )
