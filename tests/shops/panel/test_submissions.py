"""What a shop has handed in: what, when, and whose turn it is."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from shops.curation.services import approve_product, return_product


def test_submissions_say_what_when_and_who_must_act_next(
    owner_client: Client, draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    back, done = (
        create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, by=seller)
        for _number in range(2)
    )
    for product in (draft, back, done):
        submit_product(product=product, by=seller)
    return_product(product=back, by=curator, comment="Foto gelap.")
    approve_product(product=done, by=curator)

    response = owner_client.get(f"/penjual/{draft.shop.slug}/diajukan/")

    rows = {row.url.split("/")[-2]: row for row in response.context["submissions"]}
    assert set(rows) == {str(draft.pk), str(back.pk)}
    assert (rows[str(draft.pk)].waits_for_shop, rows[str(back.pk)].waits_for_shop) == (False, True)
    page = response.content.decode()
    for words in (
        "Keripik Tempe",
        "Selanjutnya: kurator memutuskan",
        "Anda memperbaiki, lalu mengajukan lagi",
    ):
        assert words in page


def test_first_page_shows_the_latest_and_counts_the_rest_at_the_same_cost(
    owner_client: Client, draft: Product, content: ProductContent, seller: Any, curator: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 which products are in curation, 5 those, 6 products by state,
    # 7 holiday, 8 frame; what other rooms register comes on top, at most 15 in all
    address = f"/penjual/{draft.shop.slug}/"
    owner_client.get(address)
    counts = []
    for total in (2, 20):
        while Product.objects.count() < total:
            product = create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, by=seller)
            submit_product(product=product, by=seller)
        with CaptureQueriesContext(connection) as queries:
            response = owner_client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15
    assert len(response.context["submissions"]) == 5
    assert response.context["more"] == 14


def test_long_list_shows_the_latest_and_says_where_the_rest_is(
    owner_client: Client,
    draft: Product,
    content: ProductContent,
    seller: Any,
    curator: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shops.panel.submissions.MOST", 2)
    monkeypatch.setattr("shops.panel.views.home.MOST", 2)
    later = [
        create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, by=seller)
        for _number in range(2)
    ]
    submit_product(product=draft, by=seller)
    address = f"/penjual/{draft.shop.slug}/diajukan/"
    short = owner_client.get(address).content.decode()
    for product in later:
        submit_product(product=product, by=seller)

    response = owner_client.get(address)

    shown = {row.url.split("/")[-2] for row in response.context["submissions"]}
    assert shown == {str(product.pk) for product in later}
    assert "Yang lebih lama ada di daftar" in response.content.decode()
    assert "Yang lebih lama ada di daftar" not in short


def test_shop_that_handed_in_nothing_is_told_what_comes_here(owner_client: Client, draft: Product) -> None:
    page = owner_client.get(f"/penjual/{draft.shop.slug}/diajukan/").content.decode()

    assert "Yang Anda ajukan ada di sini" in page
