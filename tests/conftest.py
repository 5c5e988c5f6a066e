"""Fixtures for the whole suite."""

import gc
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from pytest_django import Settings

from freshness.parts import forget_parts
from freshness.store import recent
from tests.databases import fresh_database

pytest_plugins = ["tests.services_plugin", "tests.browser_plugin", "tests.product_fixtures"]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: garbage is looked for among what tests make, and less often."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Every test starts in the site's language: a request for an /en/ page leaves English behind it."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureDef) -> Iterator[None]:
    """Takes the place of pytest-django's: a copy of a migrated template instead of migrating every time."""
    with django_db_blocker.unblock(), fresh_database():
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Wagtail caches renditions by the picture's id, which the next test gives to another picture."""
    _forget()


@pytest.fixture
def unkept(settings: Settings) -> Callable[[], None]:
    """Pages are made anew at every request, of parts that are kept; the call forgets the parts too."""
    settings.KEEP_PAGES = False
    return _forget


def _forget() -> None:
    cache.clear()
    recent.clear()
    forget_parts()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs no database; what commits for real gets the rows of the migrations back afterwards."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if not marker and "django_db_setup" not in item.fixturenames:
            item.add_marker(pytest.mark.bare)
        commits = {"live_server", "transactional_db"} & set(item.fixturenames)
        if commits or (marker and marker.kwargs.get("transaction")):
            item.fixturenames.insert(0, "django_db_serialized_rollback")
