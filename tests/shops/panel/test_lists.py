"""The lists: what they say of each product, and what they cost."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product, save_draft
from catalogue.states import CONDITIONS, ProductState, state_of, with_state
from media.factories import ImageFactory
from shops.curation.services import approve_product, return_product
from shops.factories import MembershipFactory

Make = Callable[[ProductState], Product]


@pytest.fixture
def in_state(draft: Product, content: ProductContent, seller: Any, curator: Any) -> Make:
    """Makes a product of the shop that stands in this state, through the services."""

    def make(state: ProductState) -> Product:
        product = create_product(shop=draft.shop, content=content, price=Decimal(1_000), stock=1, by=seller)
        if state.value.startswith("live"):
            submit_product(product=product, by=seller)
            approve_product(product=product, by=curator)
            if state != ProductState.LIVE:
                save_draft(product=product, content=replace(content, title="Judul baru"), by=seller)
        if state.value.endswith(("waiting", "returned")):
            submit_product(product=product, by=seller)
        if state.value.endswith("returned"):
            return_product(product=product, by=curator, comment="Foto terlalu gelap.")
        return product

    return make


@pytest.mark.parametrize("state", ProductState)
def test_state_is_the_same_by_row_and_by_condition(in_state: Make, state: ProductState) -> None:
    product = in_state(state)

    rows = with_state(Product.objects.filter(pk=product.pk))
    matching = [name for name, where in CONDITIONS.items() if rows.filter(where)]

    assert state_of(rows.get()) == state
    assert matching == [state]


def test_list_shows_state_draft_title_and_the_curators_words(owner_client: Client, in_state: Make) -> None:
    product = in_state(ProductState.LIVE_RETURNED)

    page = owner_client.get(f"/penjual/{product.shop.slug}/produk/").content.decode()

    for words in ("Judul baru", 'data-state="live-returned"', "Foto terlalu gelap."):
        assert words in page


def test_list_narrows_to_one_state_and_ignores_an_unknown_one(owner_client: Client, in_state: Make) -> None:
    slug = in_state(ProductState.WAITING).shop.slug

    narrowed = owner_client.get(f"/penjual/{slug}/produk/", {"keadaan": "waiting"})
    unknown = owner_client.get(
        f"/penjual/{slug}/produk/", {"keadaan": "'--", "halaman": "99999999999999999999"}
    )

    assert [state for _product, state, _picture in narrowed.context["rows"]] == [ProductState.WAITING]
    assert len(unknown.context["rows"]) == 2


def test_product_list_costs_the_same_for_two_and_for_twenty(
    owner_client: Client, draft: Product, content: ProductContent, seller: Any
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 count of the page, 5 products with state, 6 stock records,
    # 7 pictures, 8 counts by state, 9 mark of the frame; that and the sizes of photos are kept since before
    counts = []
    for total in (2, 20):
        while Product.objects.count() < total:
            shown = replace(content, pictures=[Picture(image_id=ImageFactory().pk, caption="Bungkus")])
            create_product(shop=draft.shop, content=shown, price=Decimal(1), stock=1, by=seller)
        owner_client.get(f"/penjual/{draft.shop.slug}/produk/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = owner_client.get(f"/penjual/{draft.shop.slug}/produk/").content.decode()
        counts.append(len(queries))

    assert counts == [9, 9]
    assert page.count('<div class="product-row-picture">') == 20
    assert page.count('class="picture') >= 19


def test_list_of_my_shops_costs_the_same_for_two_and_for_twenty(owner_client: Client, owner: Any) -> None:
    # 1 session, 2 user, 3 shops, 4 open registration, 5 mark of the frame, kept from the visit before
    owner_client.get("/penjual/")
    counts = []
    for more in (1, 18):
        for _number in range(more):
            MembershipFactory(user=owner)
        with CaptureQueriesContext(connection) as queries:
            owner_client.get("/penjual/")
        counts.append(len(queries))

    assert counts == [5, 5]


def test_person_without_a_shop_is_told_what_to_do(signed_in: Callable[[Any], Client], seller: Any) -> None:
    page = signed_in(seller).get("/penjual/").content.decode()

    assert seller.email in page
