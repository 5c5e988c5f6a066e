"""Fifty visitors ask for a page at the moment when it is not kept."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from catalogue.factories import ProductFactory
from freshness.store import KeptPage, recent
from freshness.turns import Turn
from tests.races import at_once

VISITORS = 50
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(indexed: Callable[[], int]) -> str:
    """A page that nobody has asked for yet."""
    product = ProductFactory(title="Keripik tempe")
    indexed()
    cache.clear()
    recent.clear()
    return str(product.get_absolute_url())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a page was made; making takes a while, as with much to show."""
    times: list[int] = []
    real = KeptPage.of.__func__  # type: ignore[attr-defined]  # the function that the class method wraps

    def slowly(*args: Any) -> Any:
        times.append(1)
        time.sleep(0.3)
        return real(*args)

    monkeypatch.setattr(KeptPage, "of", classmethod(slowly))
    return times


def asked_at_once(address: str) -> list[tuple[int, bytes]]:
    """Status and body that each of the visitors gets."""

    def visit() -> tuple[int, bytes]:
        response = Client().get(address)
        return response.status_code, response.content

    return at_once(*[visit] * VISITORS)


def test_page_asked_for_by_fifty_at_once_is_made_once(address: str, made: list[int]) -> None:
    answers = asked_at_once(address)

    assert len(answers) == VISITORS
    assert {status for status, _body in answers} == {200}
    assert len({body for _status, body in answers}) == 1
    assert len(made) == 1


def test_without_turns_it_would_be_made_again_and_again(
    address: str, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turn, "wait_for", lambda key: Turn(key, is_mine=True, has_waited=False))

    asked_at_once(address)

    assert len(made) > 1


def test_page_of_a_maker_that_died_is_made_by_the_next(
    address: str, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("freshness.turns._LONGEST_WAIT", 0.1)
    monkeypatch.setattr(Turn, "end", lambda turn: None)  # killed before it could let go
    Client().get(address)
    recent.clear()
    cache.delete_many([key for key in _keys() if not key.endswith(":making")])

    response = Client().get(address)

    assert response.status_code == 200
    assert len(made) == 2


def _keys() -> list[str]:
    """What the cache of the test process holds."""
    return [key.split(":", 2)[2] for key in cache._cache]
