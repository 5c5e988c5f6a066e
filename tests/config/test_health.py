"""`/healthz` answers whatever happens; `/readyz` names each part and its state."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from config import health
from search.services import rebuild_index


class BrokenCache(BaseCache):
    """A cache that is down."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        raise ConnectionRefusedError("cache is down")

    def set(self, key: str, value: Any, timeout: Any = None, version: int | None = None) -> None:
        raise ConnectionRefusedError("cache is down")


class SilentConnection:
    """A connection that never came about: its server takes none."""

    connection = None

    def __init__(self) -> None:
        self.asked = 0

    def cursor(self) -> Any:
        self.asked += 1
        raise OperationalError("timeout expired")


@pytest.fixture(autouse=True)
def index(db: None, settings: Settings, tmp_path: Path) -> None:
    """An index of the test's own: whether one is there must not hang on the tests before."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    rebuild_index(engine="embedded")


@pytest.fixture
def database_down(db: None) -> Iterator[None]:
    def refuse(self: Any) -> None:
        raise OperationalError("database is down")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)
        yield


@pytest.fixture
def cache_down(settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": f"{__name__}.BrokenCache"}}


def test_ready_site_says_so_part_by_part(client: Client, db: None) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.OK
    assert answer.json()["status"] == "ok"
    assert set(answer.json()["checks"]) >= {"database", "migrations", "index", "cache"}


def test_unapplied_migration_is_counted_and_the_command_named(client: Client, db: None) -> None:
    MigrationRecorder.Migration.objects.filter(app="accounts").delete()

    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "manage.py migrate" in answer.json()["checks"]["migrations"]
    assert answer.json()["checks"]["database"] == "ok"


def test_missing_index_is_named_with_its_command_and_there_at_the_next_probe(
    client: Client, db: None, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    cache.clear()  # nobody has tried to mend it in the last ten minutes

    found, mended = client.get("/readyz"), client.get("/readyz")

    assert found.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert found.json()["checks"]["index"].startswith("missing: ")
    assert "manage.py rebuild_search" in found.json()["checks"]["index"]
    assert mended.status_code == HTTPStatus.OK


@pytest.mark.usefixtures("database_down")
def test_index_that_cannot_be_mended_either_is_still_named(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    cache.clear()

    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["database"] == "failed"
    assert answer.json()["checks"]["index"].startswith("missing: ")


@pytest.mark.usefixtures("cache_down")
def test_cache_that_is_down_is_named_alone(client: Client, db: None) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    failed = {name for name, state in answer.json()["checks"].items() if state != "ok"}
    assert failed == {"cache"}


def test_cache_that_keeps_nothing_is_not_ready(client: Client, db: None, settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["cache"] == "does not keep values"


def test_server_that_takes_no_connection_is_waited_for_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = SilentConnection()
    monkeypatch.setattr(health, "connection", silent)

    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["migrations"] == "unknown: the database does not answer"
    assert silent.asked == 1


@pytest.mark.usefixtures("database_down")
def test_database_that_is_down_is_named_and_the_answer_tells_no_secret(client: Client) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.json()["checks"]["database"] == "failed"
    assert "down" not in answer.content.decode()


@pytest.mark.usefixtures("database_down", "cache_down")
def test_process_lives_while_all_else_is_down(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == HTTPStatus.OK
    assert answer.content == b"ok"


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_are_never_cached_and_take_no_form(client: Client, db: None, address: str) -> None:
    assert "no-store" in client.get(address).headers["Cache-Control"]
    assert client.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
