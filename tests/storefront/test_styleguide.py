"""The style guide shows every component, in both languages, without asking the database."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template.autoreload import reset_loaders
from django.test import Client

from freshness.templatetags.remembered import rendered
from tests.project.sources import ROOT

pytestmark = pytest.mark.django_db

#: Nobody sees these: they stand in a page's head, where the style guide has nothing to say.
IN_THE_HEAD = {"social.html", "picture_preload.html"}
COMPONENTS = {path.name for path in (ROOT / "site" / "templates" / "components").glob("*.html")} - IN_THE_HEAD


@pytest.mark.parametrize("path", ["/styleguide/", "/en/styleguide/"])
def test_every_component_appears_in_the_style_guide(client: Client, path: str) -> None:
    reset_loaders()  # what is folded or remembered tells of its components only once
    rendered.clear()

    response = client.get(path)

    shown = {
        template.name.removeprefix("components/")
        for template in response.templates
        if template.name and template.name.startswith("components/")
    }

    assert response.status_code == 200
    assert COMPONENTS - shown == set(), "give it a line in site/storefront/styleguide/examples.py"


def test_style_guide_speaks_both_languages(client: Client) -> None:
    indonesian, english = client.get("/styleguide/"), client.get("/en/styleguide/")

    assert "Hapus semua saringan" in indonesian.text
    assert "Remove all filters" in english.text
    assert "Hapus semua saringan" not in english.text


def test_style_guide_gives_each_part_an_id_of_its_own(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/styleguide/").text)

    twice = {each for each in ids if ids.count(each) > 1}

    assert twice == set()


def test_style_guide_asks_only_for_the_frame(
    client: Client, django_assert_num_queries: Callable[..., Any]
) -> None:
    client.get("/styleguide/")

    with django_assert_num_queries(1):  # the mark of the frame
        response = client.get("/styleguide/")

    assert 'content="noindex"' in response.text
