from collections.abc import Iterator

import pytest
from django.db import connection

from config import connections

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_start_of_a_request() -> Iterator[None]:
    connection.ensure_connection()
    connection.health_check_done = False
    yield
    connection.health_check_done = True


def test_connection_that_answered_a_moment_ago_is_not_asked_again() -> None:
    connections.note_use()

    connections.trust_recent()

    assert connection.health_check_done


def test_connection_that_has_been_idle_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "TRUSTED_SECONDS", 0.0)
    connections.note_use()

    connections.trust_recent()

    assert not connection.health_check_done


def test_connection_that_failed_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "errors_occurred", True)
    connections.note_use()

    connections.trust_recent()

    assert not connection.health_check_done
