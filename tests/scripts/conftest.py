"""A place for servers, which is left without any."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.service_tools.places import Place
from scripts.service_tools.processes import end, marked
from tests.scripts.fake_server import place_in


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Folders of a checkout of its own; what a test leaves running there is ended."""
    place = place_in(tmp_path)
    yield place
    for name in ("fake", "other"):
        for process in marked(place.marker(name)):
            end(process, by=signal.SIGKILL, seconds=5)
