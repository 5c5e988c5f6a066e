"""Pages for when something is wrong: in both languages, with a way on, without what may be broken."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

BARE = ("400.html", "403_csrf.html", "500.html", "503.html", "discovery/offline.html")
SCRIPTS = {"discovery/offline.html": ['<script type="module" src="/static/js/kept-pages.js">']}
FRAMED = ("403.html", "404.html", "429.html")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("template", BARE)
def test_bare_page_asks_neither_the_database_nor_the_request(
    template: str, language: str, django_assert_num_queries: Callable[..., Any]
) -> None:
    with translation.override(language), django_assert_num_queries(0):
        text = render_to_string(template)

    assert f'<html lang="{language}">' in text
    assert text.count("<h1>") == 1
    # Without a connection, a script from the device itself lists the pages that it has kept.
    assert re.findall(r"<script[^>]*>", text) == SCRIPTS.get(template, [])


@pytest.mark.django_db
@pytest.mark.parametrize("template", BARE + FRAMED)
def test_page_is_not_said_in_the_other_language(template: str) -> None:
    words = {}
    for language in ("id", "en"):
        with translation.override(language):
            text = render_to_string(template, request=RequestFactory().get("/"))
        words[language] = text.split("<h1>")[1].split("</h1>")[0].strip()

    assert words["id"]
    assert words["id"] != words["en"]


@pytest.mark.django_db
def test_missing_page_leads_on_to_the_home_page_and_the_shops(client: Client) -> None:
    response = client.get("/en/tidak/ada/")

    main = response.text.split("<main")[1].split("</main>")[0]

    assert response.status_code == 404
    assert 'href="/en/"' in main
    assert 'href="/en/toko/"' in main
