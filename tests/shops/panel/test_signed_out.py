"""The session ends while somebody writes, without a script: they are told, sign in, and go on."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.factories import MembershipFactory
from shops.panel.models import TypedForm
from shops.panel.signed_out import KEPT, MOST_KEPT
from tests.shops.panel.conftest import Form

PASSWORD = "rahasia-uji-123"


@pytest.fixture
def writer(draft: Product) -> Any:
    """A manager who can sign in by the form."""
    person = UserFactory(email="penulis@example.com", password=PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    MembershipFactory(shop=draft.shop, user=person, role="manager")
    return person


def sign_in(client: Client, person: Any, path: str) -> Any:
    return client.post(
        f"/akun/login/?next={path}", {"login": person.email, "password": PASSWORD, "next": path}, follow=True
    )


@pytest.mark.parametrize("which", ["{pk}/", "baru/"])
def test_words_sent_without_a_session_wait_for_whoever_signs_in(
    client: Client, draft: Product, writer: Any, typed: Form, which: str
) -> None:
    path = f"/penjual/{draft.shop.slug}/produk/{which.format(pk=draft.pk)}"

    turned_away = client.post(f"{path}?jenis=makanan", typed, follow=True)
    page = sign_in(client, writer, path)

    assert turned_away.redirect_chain == [(f"/akun/login/?next={path}", 302)]
    assert "Anda sudah keluar" in turned_away.text
    assert "Ini yang Anda ketik dan belum disimpan." in page.text
    assert "Gurih, sekali gigit habis." in page.text
    assert (Product.objects.count(), Product.objects.get().title) == (1, "Keripik Tempe")
    assert KEPT not in client.session


def test_stranger_who_signs_in_at_the_same_device_gets_nothing(
    client: Client, draft: Product, writer: Any, typed: Form
) -> None:
    path = f"/penjual/{draft.shop.slug}/produk/{draft.pk}/"
    writer.shop_memberships.all().delete()
    client.post(path, typed)

    page = sign_in(client, writer, path)

    assert page.status_code == 404
    assert "Gurih" not in page.text
    assert not TypedForm.objects.exists()


def test_flood_of_words_is_not_kept_whole(client: Client, draft: Product, typed: Form) -> None:
    flood = {f"attr-nomor-{number}": "x" * 10_000 for number in range(150)}

    client.post(f"/penjual/{draft.shop.slug}/produk/{draft.pk}/", {**typed, **flood, "lain": "x"})

    kept = client.session[KEPT]["typed"]
    assert kept["title"] == typed["title"]
    assert "lain" not in kept
    assert sum(map(len, kept.values())) <= MOST_KEPT
