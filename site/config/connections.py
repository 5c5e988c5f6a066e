"""Connections to the database that answered a moment ago are not asked again whether they live."""

import threading
import time
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import connections

TRUSTED_SECONDS = 1.0
"""Should the database restart within it, a few requests fail; asking costs all of them a round trip."""

_seen = threading.local()


def trust_busy_connections() -> None:
    """Call once, where requests are served."""
    request_finished.connect(note_use, dispatch_uid="config.connections")
    request_started.connect(trust_recent, dispatch_uid="config.connections")


def note_use(**kwargs: Any) -> None:
    """This thread's connections that ended a request in good order have just answered."""
    now = time.monotonic()
    _seen.moments = {
        connection.alias: now
        for connection in connections.all(initialized_only=True)
        if connection.connection is not None and not connection.errors_occurred
    }


def trust_recent(**kwargs: Any) -> None:
    """Django asks each connection at its first query in a request, unless that is done."""
    moments: dict[str, float] = getattr(_seen, "moments", {})
    for connection in connections.all(initialized_only=True):
        if time.monotonic() - moments.get(connection.alias, float("-inf")) < TRUSTED_SECONDS:
            connection.health_check_done = True  # type: ignore[attr-defined]  # missing in the stubs
