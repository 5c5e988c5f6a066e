"""An index of its own for each test that asks for one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from search.models import PendingChange
from search.services import rebuild_index


@pytest.fixture
def indexed(db: None, settings: Settings, tmp_path: Path) -> Iterator[Callable[[], int]]:
    """Index what the database holds now; returns how many products that are."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"

    def build() -> int:
        PendingChange.objects.all().delete()
        return rebuild_index(engine="embedded")

    yield build
