"""The style guide shows every component, in both languages, without asking the database."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.template import Context, VariableDoesNotExist
from django.template.autoreload import reset_loaders
from django.template.defaulttags import IfNode
from django.template.loader import get_template
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


Branch = tuple[str, int, str]
NO_BRANCH = -1


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[Branch, set[int]]:
    """Which branches of each `{% if %}` are taken while the test runs, by where it stands."""
    seen: dict[Branch, set[int]] = defaultdict(set)

    def render(node: IfNode, context: Context) -> str:
        """As Django's own, which tells nobody which branch it took."""
        for index, (condition, nodelist) in enumerate(node.conditions_nodelists):
            if condition is None or _holds(condition, context):
                seen[_place(node)].add(index)
                return str(nodelist.render(context))
        seen[_place(node)].add(NO_BRANCH)
        return ""

    monkeypatch.setattr(IfNode, "render", render)
    rendered.clear()  # what other tests have shown would take no branch here
    return seen


def _holds(condition: Any, context: Context) -> bool:
    try:
        return bool(condition.eval(context))
    except VariableDoesNotExist:
        return False


def _place(node: IfNode) -> Branch:
    return node.origin.name, node.token.lineno, node.token.contents


def _branches(node: IfNode) -> set[int]:
    has_else = node.conditions_nodelists[-1][0] is None
    return set(range(len(node.conditions_nodelists))) | (set() if has_else else {NO_BRANCH})


def test_every_state_of_every_component_is_shown(client: Client, taken: dict[Branch, set[int]]) -> None:
    client.get("/styleguide/")

    missing = {
        f"{name}:{node.token.lineno} {node.token.contents}": sorted(left)
        for name in sorted(COMPONENTS)
        for node in get_template(f"components/{name}").template.nodelist.get_nodes_by_type(IfNode)
        if (left := _branches(node) - taken[_place(node)])
    }
    assert missing == {}, "show it in site/storefront/styleguide/examples.py"
