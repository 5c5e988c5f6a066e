"""While the site is being mended, every address says so and nothing is asked of anybody."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from catalogue.factories import ProductFactory
from config.headers import CSP

pytestmark = pytest.mark.django_db


@pytest.fixture
def mended(settings: Settings) -> Client:
    """A visitor of a site that was started with MAINTENANCE."""
    settings.MAINTENANCE = True
    settings.KEEP_PAGES = False
    return Client()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Etalase sedang kami rapikan"),
        ("/en/cari/?q=keripik", "We are tidying the window"),
        ("/akun/login/", "Etalase sedang kami rapikan"),
        ("/cms/", "Etalase sedang kami rapikan"),
        ("/tidak/ada/", "Etalase sedang kami rapikan"),
    ],
)
def test_every_address_says_so_in_its_language_without_a_query(
    mended: Client, django_assert_num_queries: Callable[..., Any], path: str, words: str
) -> None:
    with django_assert_num_queries(0):
        answer = mended.get(path)

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert f"<h1>{words}</h1>" in answer.text
    assert answer.headers["Retry-After"] == "300"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_page_is_as_safe_as_any_other(mended: Client) -> None:
    answer = mended.get("/")

    assert "unsafe" not in answer.headers[CSP]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_health_is_still_told(mended: Client) -> None:
    assert mended.get("/healthz").text == "ok"
    assert "checks" in mended.get("/readyz").json()


def test_page_that_was_kept_before_is_not_shown(mended: Client, settings: Settings) -> None:
    address = ProductFactory().get_absolute_url()
    settings.MAINTENANCE, settings.KEEP_PAGES = False, True
    before = [Client().get(address).status_code for _visit in range(2)]

    settings.MAINTENANCE, settings.KEEP_PAGES = True, False
    after = mended.get(address).status_code

    assert (before, after) == ([HTTPStatus.OK] * 2, HTTPStatus.SERVICE_UNAVAILABLE)
