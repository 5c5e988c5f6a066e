"""Connections to the database that answered a moment ago are not asked again whether they live."""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import DEFAULT_DB_ALIAS, connections

TRUSTED_SECONDS = 1.0
"""Should the database restart within it, a few requests fail; asking costs all of them a round trip."""

NEVER = float("-inf")
_seen = threading.local()


def trust_busy_connections() -> None:
    """Call once, where requests are served."""
    request_finished.connect(note_use, dispatch_uid="config.connections")
    request_started.connect(trust_recent, dispatch_uid="config.connections")


def note_use(**kwargs: Any) -> None:
    """This thread's connection, if it ended a request in good order, has just answered."""
    connection = connections[DEFAULT_DB_ALIAS]
    has_answered = connection.connection is not None and not connection.errors_occurred
    _seen.at = time.monotonic() if has_answered else NEVER


def trust_recent(**kwargs: Any) -> None:
    """Django asks the connection at its first query in a request, unless that is done."""
    if time.monotonic() - getattr(_seen, "at", NEVER) < TRUSTED_SECONDS:
        connections[DEFAULT_DB_ALIAS].health_check_done = True  # type: ignore[attr-defined]  # missing in the stubs
