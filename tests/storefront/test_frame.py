"""What all public pages share: languages, addresses for machines, errors, and no cookies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.views.defaults import bad_request, server_error

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ProductFactory
from catalogue.models import Product
from pages.models import SiteSettings

pytestmark = pytest.mark.django_db


def _squeezed(text: str) -> str:
    """The page with one blank for any number of them: how its source is wrapped does not matter."""
    return " ".join(text.split())


def _paths(product: Product) -> list[str]:
    return [
        product.get_absolute_url(),
        product.shop.get_absolute_url(),
        product.category.get_absolute_url(),
        "/toko/",
        "/wilayah/",
        "/wilayah/kota-semarang/",
        "/cari/?q=produk",
    ]


def test_anonymous_pages_set_no_cookie_and_do_not_vary_by_it(
    client: Client, indexed: Callable[[], int]
) -> None:
    product = ProductFactory(category=CategoryFactory(name="Makanan"))
    indexed()

    responses = {path: client.get(path) for path in _paths(product)}

    for path, response in responses.items():
        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "csrfmiddlewaretoken" not in response.text, path


def test_pages_name_their_canonical_address_and_both_languages(
    client: Client, indexed: Callable[[], int], settings: Any
) -> None:
    product = ProductFactory(category=CategoryFactory(name="Makanan"))
    indexed()

    responses = {path: client.get(f"/en{path}") for path in _paths(product)}

    for path, response in responses.items():
        english, indonesian = f"{settings.BASE_URL}/en{path}", f"{settings.BASE_URL}{path}"
        text = _squeezed(response.text)
        assert f'<link rel="canonical" href="{english}" />' in text
        assert f'<link rel="alternate" hreflang="id" href="{indonesian}" />' in text
        assert f'<link rel="alternate" hreflang="en" href="{english}" />' in text
        assert f'<link rel="alternate" hreflang="x-default" href="{indonesian}" />' in text


def test_language_switch_stays_on_the_page_with_its_filters(
    client: Client, indexed: Callable[[], int]
) -> None:
    ProductFactory()
    indexed()

    response = client.get("/cari/?q=produk&urut=harga")

    assert 'href="/en/cari/?q=produk&amp;urut=harga" lang="en"' in _squeezed(response.text)


def test_canonical_address_leaves_filters_out_and_keeps_the_page(client: Client, settings: Any) -> None:
    for _number in range(25):
        ProductFactory()

    response = client.get("/toko/?halaman=2&dari=iklan")

    assert f'<link rel="canonical" href="{settings.BASE_URL}/toko/?halaman=2" />' in response.text


def test_menu_and_footer_speak_the_readers_language(client: Client) -> None:
    CategoryFactory(name="Makanan", name_en="Food")
    SiteSettings.objects.create(footer_text="Dikelola dinas", footer_text_en="Run by the office")

    indonesian, english = client.get("/toko/"), client.get("/en/toko/")

    assert "Makanan" in indonesian.text
    assert "Dikelola dinas" in indonesian.text
    assert "Food" in english.text
    assert "Run by the office" in english.text


@pytest.mark.parametrize(("path", "language"), [("/tidak/ada/", "id"), ("/en/tidak/ada/", "en")])
def test_unknown_address_gets_a_page_in_its_language(client: Client, path: str, language: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text


def test_fault_of_ours_gets_a_page_without_any_query(django_assert_num_queries: Callable[..., Any]) -> None:
    request = RequestFactory().get("/")

    with django_assert_num_queries(0):
        fault, unreadable = server_error(request), bad_request(request, ValueError())

    assert b"<h1>" in fault.content
    assert b"<h1>" in unreadable.content


def test_index_that_cannot_answer_gives_a_page_with_words(client: Client, indexed: Callable[[], int]) -> None:
    cache.set("search-repair-embedded", True)  # somebody tried to mend it a moment ago

    response = client.get("/cari/?q=tempe")

    assert response.status_code == 503
    assert "<h1>" in response.text


def test_readiness_tells_of_a_missing_index(client: Client, indexed: Callable[[], int]) -> None:
    before = client.get("/readyz")
    indexed()
    after = client.get("/readyz")

    assert before.status_code == 503
    assert "missing" in before.json()["checks"]["index"]
    assert after.json()["checks"]["index"] == "ok"


@override_settings(BASE_URL="https://etalase.example")
def test_robots_closes_what_is_personal_and_names_the_site_map(client: Client) -> None:
    response = client.get("/robots.txt")

    assert "Disallow: /cms/" in response.text
    assert "Disallow: /en/akun/" in response.text
    assert "Sitemap: https://etalase.example/sitemap.xml" in response.text


def test_personal_pages_show_what_the_site_has_to_tell_and_public_ones_do_not(client: Client) -> None:
    client.force_login(UserFactory())
    client.post("/akun/logout/")
    personal, public = client.get("/akun/login/"), client.get("/toko/")

    said = 'role="status"'

    assert said in personal.text
    assert said not in public.text
