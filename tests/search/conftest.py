"""An index of its own for each test that asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from search import queries
from search.models import PendingChange
from search.services import rebuild_index

Committed = Callable[[], Any]


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """An empty folder for the embedded index, and nothing remembered of earlier ones."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    cache.clear()
    queries._last_look.days.clear()
    yield settings.SEARCH_INDEX_DIR
    cache.clear()


@pytest.fixture
def build_index(db: None, index_folder: Path) -> Callable[[], int]:
    """Index what the database holds now."""

    def build() -> int:
        PendingChange.objects.all().delete()
        return rebuild_index(engine="embedded")

    return build
