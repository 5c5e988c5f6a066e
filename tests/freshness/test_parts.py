"""Parts of pages: kept for all processes, latest in each, and never past their time."""

import time
from typing import Any

import pytest
from django.core.cache import cache
from django.template import Context, Template, TemplateSyntaxError
from pytest_django import Settings

from freshness.parts import forget_parts, keep_parts, kept_parts, remembered_with_frame
from freshness.services import KEPT_FOR, note_changes
from freshness.templatetags.remembered import rendered
from storefront.choices import Choice
from storefront.listings import FacetBlock


def test_part_of_one_process_is_found_by_another() -> None:
    keep_parts({"card:1": ("satu",)})
    forget_parts()  # as a process that has just started

    assert kept_parts(["card:1", "card:2"]) == {"card:1": ("satu",)}


def test_process_does_not_ask_the_cache_for_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_parts({"card:1": "satu"})
    cache.clear()

    assert kept_parts(["card:1"]) == {"card:1": "satu"}


def test_part_ends_in_the_process_when_it_ends_in_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of the record are swept away: after that a mark may say again what it said before a change."""
    keep_parts({"card:1": "satu"})
    cache.clear()
    later = time.time() + KEPT_FOR.total_seconds() + 1

    monkeypatch.setattr(time, "time", lambda: later)

    assert kept_parts(["card:1"]) == {}


def test_keeping_nothing_asks_the_cache_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(cache, "set_many", lambda *args, **_kwargs: asked.append(args))

    keep_parts({})

    assert asked == []


INCLUDE = '{% load remembered %}{% include_remembered "components/facet.html" with facet=facet '
FACET = Template(INCLUDE + "only %}")


def _facet(count: int) -> FacetBlock:
    return FacetBlock("toko", "Toko", (Choice("Sumber <Rejeki>", "?toko=sumber", count),), is_open=True)


def test_remembered_component_says_what_its_values_say() -> None:
    one, two = (FACET.render(Context({"facet": _facet(count)})) for count in (1, 2))

    assert one.replace(">1<", ">2<") == two
    assert "Sumber &lt;Rejeki&gt;" in one


def test_equal_values_are_rendered_once() -> None:
    rendered.clear()
    first = FACET.render(Context({"facet": _facet(1)}))

    again = FACET.render(Context({"facet": _facet(1)}))

    assert again == first
    assert len(rendered.values()) == 1


def test_nothing_is_remembered_where_templates_are_worked_on(settings: Settings) -> None:
    settings.DEBUG = True
    rendered.clear()

    FACET.render(Context({"facet": _facet(1)}))

    assert len(rendered.values()) == 0


def test_remembered_component_must_not_see_more_than_its_values() -> None:
    with pytest.raises(TemplateSyntaxError, match="only"):
        Template(INCLUDE + "%}")


@pytest.mark.django_db
def test_what_is_remembered_with_the_frame_is_made_anew_when_it_changes_and_leaves_the_cache_alone() -> None:
    made = iter(range(9))
    cache.clear()

    first = [remembered_with_frame("links", lambda: next(made)) for _ in range(2)]
    is_in_cache = any("links" in key for key in cache._cache)
    note_changes(["frame"])
    after_a_change = remembered_with_frame("links", lambda: next(made))

    assert first == [0, 0]
    assert after_a_change == 1
    assert not is_in_cache


@pytest.mark.django_db
def test_what_is_remembered_with_the_frame_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(range(9))
    remembered_with_frame("links", lambda: next(made))
    later = time.time() + KEPT_FOR.total_seconds() + 1

    monkeypatch.setattr(time, "time", lambda: later)

    assert remembered_with_frame("links", lambda: next(made)) == 1
