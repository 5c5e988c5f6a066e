"""Submitting: the curators' rules decide, in the service as on the page."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import save_draft
from media.factories import ImageFactory
from shops.curation.exceptions import NotReady
from shops.curation.services import return_product
from shops.curation.submission import submit_when_ready
from shops.readiness.reference import load_requirements
from shops.review.verdicts import Verdict
from tests.shops.panel.conftest import Form


def queries_of(client: Client, address: str) -> int:
    """How many a page asks once what is kept of it is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.fixture
def asked(db: None) -> None:
    """The requirements that ship with a new site."""
    load_requirements()


def test_product_that_lacks_something_is_not_submitted_and_says_what(
    asked: None, draft: Product, seller: Any, curator: Any
) -> None:
    with pytest.raises(NotReady) as refused:
        submit_when_ready(product=draft, by=seller)

    assert "product-photos" in [item.code for item in refused.value.todo]
    assert all(item.is_blocking for item in refused.value.todo)
    assert not Product.objects.get(pk=draft.pk).waits_for_curation


def test_panel_refuses_with_the_list_that_it_showed(
    asked: None, owner_client: Client, draft: Product, curator: Any
) -> None:
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    page = owner_client.get(address)

    answer = owner_client.post(f"{address}ajukan/", follow=True)

    asked_for = page.context["blocking"]
    assert asked_for
    for task in asked_for:
        field = task.url.removeprefix(f"{address}#")
        assert task.item.label in page.content.decode()
        assert f'href="{task.url}"' in page.content.decode()
        assert f'id="{field}"' in page.content.decode()
    assert "Belum diajukan" in answer.content.decode()
    assert not Product.objects.get(pk=draft.pk).waits_for_curation


def test_product_that_lacks_nothing_is_submitted(draft: Product, seller: Any, curator: Any) -> None:
    submit_when_ready(product=draft, by=seller)

    assert Product.objects.get(pk=draft.pk).waits_for_curation


def test_import_hands_in_as_it_is(asked: None, draft: Product, seller: Any, curator: Any) -> None:
    submit_product(product=draft, by=seller)

    assert Product.objects.get(pk=draft.pk).waits_for_curation


def test_curators_remarks_stand_at_their_fields(
    owner_client: Client, draft: Product, seller: Any, curator: Any
) -> None:
    submit_product(product=draft, by=seller)
    remarks = {
        "title": "Sebutkan beratnya.",
        "pictures": "Terlalu gelap.",
        "attributes": "Lengkapi komposisi.",
    }
    return_product(product=Product.objects.get(pk=draft.pk), by=curator, verdict=Verdict(remarks=remarks))

    response = owner_client.get(f"/penjual/{draft.shop.slug}/produk/{draft.pk}/")

    page = response.content.decode()
    assert response.context["editor"].fields["title"].remark == "Sebutkan beratnya."
    assert page.index("Sebutkan beratnya.") < page.index('name="title"')
    assert page.index("Terlalu gelap.") < page.index('name="photos"')
    assert "Lengkapi komposisi." in page


def test_editor_asks_as_much_with_two_photos_as_with_eight(
    asked: None, owner_client: Client, draft: Product, seller: Any, content: ProductContent
) -> None:
    # 1 session, 2 user, 3 shop with role, 4 product with state, draft and offer, 5 typed form, 6 classes,
    # 7 attributes, 8 categories, 9 pictures; of readiness 10 pictures, 11 claims, 12 the owner's word,
    # 13 required attributes; 14 mark of the frame
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    counts = []
    for number in (2, 8):
        pictures = [Picture(image_id=ImageFactory().pk, caption="Bungkus") for _place in range(number)]
        save_draft(product=draft, content=replace(content, pictures=pictures), by=seller)
        counts.append(queries_of(owner_client, address))

    assert counts == [14, 14]


def test_returned_product_with_words_left_unsaved_stays_within_the_budget(
    asked: None, owner_client: Client, owner: Any, draft: Product, seller: Any, curator: Any, typed: Form
) -> None:
    submit_product(product=draft, by=seller)
    verdict = Verdict(remarks={"title": "Pendek."})
    return_product(product=Product.objects.get(pk=draft.pk), by=curator, verdict=verdict)
    address = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    plain = queries_of(owner_client, address)
    owner_client.post(f"{address}ketikan/", {**typed, "base": "1"})

    unsaved = queries_of(owner_client, address)

    assert max(plain, unsaved) <= 15
