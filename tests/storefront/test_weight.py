"""What a page weighs on the way to a phone: style sheets, scripts and HTML, compressed as they are served."""

import re
from collections.abc import Callable

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from catalogue.factories import CategoryFactory, ClaimFactory, ProductFactory
from pages.services import setup_site
from shops.factories import ShopFactory

pytestmark = pytest.mark.django_db

KB = 1024
CSS, JS, HTML = 25 * KB, 35 * KB, 30 * KB


def static_files(text: str, pattern: str) -> set[str]:
    prefix = re.escape(settings.STATIC_URL)
    return set(re.findall(pattern.replace("/static/", prefix), text))


def weight(names: set[str]) -> int:
    """The files together, each compressed by itself, in bytes."""
    total = 0
    for name in names:
        path = finders.find(name)
        assert isinstance(path, str), name
        with open(path, "rb") as file:  # noqa: PTH123  (finders answer with plain strings)
            total += len(brotli.compress(file.read()))
    return total


@pytest.fixture
def paths(indexed: Callable[[], int]) -> dict[str, str]:
    """A full page of each kind."""
    setup_site()
    shop, category = ShopFactory(), CategoryFactory(name="Makanan Berat")
    for number in range(26):
        product = ProductFactory(title=f"Keripik tempe sagu nomor {number}", shop=shop, category=category)
        ClaimFactory(product=product)
    indexed()
    return {
        "home": "/",
        "search": "/cari/?q=keripik",
        "category": category.get_absolute_url(),
        "product": product.get_absolute_url(),
        "shop": shop.get_absolute_url(),
        "shops": "/toko/",
        "sign in": "/akun/login/",
    }


def test_pages_keep_to_their_weight(client: Client, paths: dict[str, str]) -> None:
    weights = {}
    for name, path in paths.items():
        text = client.get(path).text
        weights[name] = (
            weight(static_files(text, r'<link rel="stylesheet"\s+href="/static/([^"]+)"')),
            weight(static_files(text, r'<script[^>]*\ssrc="/static/([^"]+)"')),
            len(brotli.compress(text.encode(), quality=5)),
        )

    # Sizes of 0 would mean that nothing was found, and nothing measured.
    assert all(css and js and html for css, js, html in weights.values()), weights
    assert {name: each for name, each in weights.items() if each[0] > CSS} == {}
    assert {name: each for name, each in weights.items() if each[1] > JS} == {}
    assert {name: each for name, each in weights.items() if each[2] > HTML} == {}


def test_pages_ask_nobody_else_for_anything(client: Client, paths: dict[str, str]) -> None:
    texts = {name: client.get(path).text for name, path in paths.items()}

    asked = {
        name: found
        for name, text in texts.items()
        if (
            found := re.findall(
                r'(?:<script|<img|<iframe|rel="stylesheet")[^>]+(?:src|href)="(?:https?:)?//[^"]+', text
            )
        )
    }

    assert asked == {}


def test_public_pages_hold_no_script_or_style_of_their_own(client: Client, paths: dict[str, str]) -> None:
    texts = {name: client.get(path).text for name, path in paths.items() if name != "sign in"}

    held = {
        name: found
        for name, text in texts.items()
        if (
            found := re.findall(
                r'<style|\sstyle="|\son[a-z]+="|<script(?![^>]*(?:src=|application/ld\+json))', text
            )
        )
    }

    assert held == {}
