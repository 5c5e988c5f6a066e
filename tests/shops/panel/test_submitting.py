"""Submitting: the curators' rules decide, in the service as on the page."""

from typing import Any

import pytest
from django.test import Client

from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.exceptions import NotReady
from shops.curation.submission import submit_when_ready


@pytest.fixture
def asked(db: None) -> None:
    """The requirements that ship with a new site."""
    from shops.readiness.reference import load_requirements

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

    labels = [item.label for item in page.context["blocking"]]
    assert labels
    assert all(label in page.content.decode() for label in labels)
    assert "Belum diajukan" in answer.content.decode()
    assert not Product.objects.get(pk=draft.pk).waits_for_curation


def test_product_that_lacks_nothing_is_submitted(draft: Product, seller: Any, curator: Any) -> None:
    submit_when_ready(product=draft, by=seller)

    assert Product.objects.get(pk=draft.pk).waits_for_curation


def test_import_hands_in_as_it_is(asked: None, draft: Product, seller: Any, curator: Any) -> None:
    submit_product(product=draft, by=seller)

    assert Product.objects.get(pk=draft.pk).waits_for_curation
