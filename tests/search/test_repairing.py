"""An index that cannot answer is rebuilt once, whoever finds it so, and whether or not there is a cache."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from catalogue.factories import ProductFactory
from search import repairing, services, tasks
from search.exceptions import IndexUnavailable
from search.queries import parse, search
from tests.races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def broken_index_of_a_large_catalogue(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A worker rebuilds it; nothing is indexed here."""
    settings.SEARCH_INDEX_DIR = tmp_path_factory.mktemp("index")
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "search", "media"]}
    }
    monkeypatch.setattr(services, "SMALL_CATALOGUE", 1)
    ProductFactory()
    repairing._asked_here.clear()
    DBTaskResult.objects.all().delete()
    yield
    repairing._asked_here.clear()


@pytest.fixture
def cache_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `config.caching` answers while Redis is away: everybody may add, and nothing is there."""
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: True)
    monkeypatch.setattr(cache, "get", lambda key, default=None, **kwargs: default)


def _search_in_vain() -> None:
    with pytest.raises(IndexUnavailable):
        search(parse({}))


def _rebuilds() -> int:
    return DBTaskResult.objects.filter(task_path=tasks.rebuild_engine.module_path).count()


def test_many_searches_ask_for_one_rebuild() -> None:
    for _ in range(5):
        _search_in_vain()

    assert _rebuilds() == 1


@pytest.mark.usefixtures("cache_is_away")
def test_many_searches_ask_for_one_rebuild_while_the_cache_is_away() -> None:
    for _ in range(5):
        _search_in_vain()

    assert _rebuilds() == 1


@pytest.mark.usefixtures("cache_is_away")
def test_another_process_asks_for_no_second_rebuild_while_one_waits_or_runs() -> None:
    _search_in_vain()
    repairing._asked_here.clear()  # as in another process, or ten minutes later
    _search_in_vain()
    waiting = DBTaskResult.objects.get(task_path=tasks.rebuild_engine.module_path)
    waiting.status, waiting.started_at = TaskResultStatus.RUNNING, timezone.now()
    waiting.save()
    repairing._asked_here.clear()
    _search_in_vain()

    assert _rebuilds() == 1


@pytest.mark.usefixtures("cache_is_away")
def test_rebuild_that_its_worker_died_on_is_asked_for_again() -> None:
    _search_in_vain()
    begun = timezone.now() - repairing.LONGEST_REBUILD - dt.timedelta(minutes=1)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=begun)
    repairing._asked_here.clear()

    _search_in_vain()

    assert _rebuilds() == 2


@pytest.mark.usefixtures("cache_is_away")
def test_of_threads_that_find_the_index_missing_at_once_one_has_the_turn() -> None:
    turns = at_once(*[lambda: repairing.is_our_turn("embedded")] * 8)

    assert sorted(turns) == [False] * 7 + [True]


@pytest.mark.usefixtures("cache_is_away")
def test_process_has_its_turn_again_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    first = repairing.is_our_turn("embedded")
    later = repairing.time.monotonic() + repairing.PAUSE_SECONDS

    monkeypatch.setattr(repairing.time, "monotonic", lambda: later)

    assert (first, repairing.is_our_turn("embedded")) == (True, True)
