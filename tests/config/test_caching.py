"""The site goes on when the cache is away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisIsAway

from catalogue.factories import ProductFactory
from config.caching import SharedClient

COMMANDS = ["add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many", "delete_many"]


@pytest.fixture
def redis_away(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every command fails; yields the commands that were tried."""
    tried: list[str] = []

    def fails(name: str) -> Callable[..., Any]:
        def command(*args: Any, **kwargs: Any) -> Any:
            tried.append(name)
            raise RedisIsAway("connection refused")

        return command

    for name in COMMANDS:
        monkeypatch.setattr(SharedClient, name, fails(name))
    settings.CACHES = {
        "default": {"BACKEND": "config.caching.ForgivingRedisCache", "LOCATION": "redis://localhost:1/0"}
    }
    yield tried
    caches["default"]._away_until = 0.0


def test_lost_cache_answers_as_an_empty_one(redis_away: list[str]) -> None:
    answers = (cache.get("a", "none"), cache.add("a", 1), cache.get_many(["a", "b"]), cache.incr("a"))

    assert answers == ("none", True, {}, 1)


def test_lost_cache_is_left_alone_for_a_while(redis_away: list[str]) -> None:
    for _attempt in range(5):
        cache.get("a")

    assert redis_away == ["get"]


@pytest.mark.django_db
def test_pages_are_served_without_the_cache(client: Client, redis_away: list[str]) -> None:
    product = ProductFactory(title="Keripik tempe")

    pages = [client.get(product.get_absolute_url()) for _visit in range(2)]

    assert all(page.status_code == 200 and "Keripik tempe" in page.text for page in pages)
    assert redis_away
