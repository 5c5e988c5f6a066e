"""What the public sees of readiness: the level and what it means, never a number."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.factories import ClaimFactory
from catalogue.models import ClaimKind
from catalogue.services.reference import load_reference_data
from media.factories import ImageFactory
from shops.factories import ShopFactory
from shops.models import Partner
from shops.readiness.models import Level, Snapshot
from shops.readiness.reference import load_requirements

pytestmark = pytest.mark.django_db
Committed = Callable[..., Any]


@pytest.fixture
def shop(django_capture_on_commit_callbacks: Committed) -> Partner:
    """A shop at the lowest level, looked at once."""
    load_reference_data()
    load_requirements()
    with django_capture_on_commit_callbacks(execute=True):
        return ShopFactory(story="Kami menjual hasil kerja warga.")


def test_page_and_directory_say_the_level_and_its_meaning_but_no_number(
    client: Client, shop: Partner
) -> None:
    Snapshot.objects.filter(shop=shop).update(score=97)
    shop.name = "Dapur Bu Sri"
    shop.save()

    page, directory = (client.get(path).text for path in (shop.get_absolute_url(), "/toko/"))
    english = client.get(f"/en{shop.get_absolute_url()}").text

    assert "Rintisan" in page
    assert "Baru mulai melengkapi profil, izin dan produknya." in page
    assert "Rintisan" in directory
    assert "Hampir semua syarat naik kelas terpenuhi" in directory
    assert "Has begun to complete its profile" in english
    assert not any(re.search(r"\b97\b", text) for text in (page, directory, english))


def test_kept_pages_change_with_the_level(
    client: Client, shop: Partner, django_capture_on_commit_callbacks: Committed
) -> None:
    before = [client.get(path).text for path in (shop.get_absolute_url(), "/toko/")]

    with django_capture_on_commit_callbacks(execute=True):
        for code in ("nib", "npwp", "merek"):
            ClaimFactory(product=None, shop=shop, kind=ClaimKind.objects.get(code=code))
        shop.logo, shop.cover, shop.phone, shop.employees = (
            ImageFactory(),
            ImageFactory(),
            "+6281200000000",
            3,
        )
        shop.address = "Jl. Melati 12"
        shop.save()
    after = [client.get(path).text for path in (shop.get_absolute_url(), "/toko/")]

    mark = "<span>Tumbuh</span>"
    assert not any(mark in page for page in before)
    assert all(mark in page for page in after)


def test_renamed_level_is_renamed_on_kept_pages(
    client: Client, shop: Partner, django_capture_on_commit_callbacks: Committed
) -> None:
    client.get(shop.get_absolute_url())

    with django_capture_on_commit_callbacks(execute=True):
        level = Level.objects.get(code="rintisan")
        level.name = "Pemula"
        level.save()

    assert "Pemula" in client.get(shop.get_absolute_url()).text


def test_shop_that_was_never_looked_at_has_no_level(client: Client) -> None:
    shop = ShopFactory()

    page = client.get(shop.get_absolute_url()).text

    assert 'class="level"' not in page
