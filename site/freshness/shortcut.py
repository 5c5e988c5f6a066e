"""The shortest way to ask PostgreSQL whether what a kept page shows has changed.

A kept page asks nothing else, and most of its time went into the statement being written, sent as text,
parsed and planned: one that the connection has prepared takes a third of that. Django's cursors cannot
prepare, so libpq is asked directly, where nothing speaks against it; everywhere else `total` says so, and the
question is put in the usual way.
"""

import threading
from collections.abc import Collection
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import ExecStatus

_NAME = b"freshness_total"
_STATEMENT = (
    b"SELECT COUNT(*), COALESCE(CAST(SUM(id) AS BIGINT), 0) FROM freshness_change "
    b"WHERE subject = ANY(CAST($1 AS varchar[]))"
)

_prepared = threading.local()
"""The connection on which this thread has prepared the statement."""


def total(wanted: Collection[str]) -> tuple[int, int] | None:
    """Number and sum of the keys of all rows of these subjects; None where the usual way is to be taken."""
    connection: Any = connections[DEFAULT_DB_ALIAS]  # the stubs know less of it than is used here
    if not _is_open(connection):
        return None
    asked = connection.connection.pgconn
    try:
        if getattr(_prepared, "on", None) is not asked:
            if asked.prepare(_NAME, _STATEMENT).status != ExecStatus.COMMAND_OK:
                return None
            _prepared.on = asked
        return _read(asked.exec_prepared(_NAME, [_array(wanted)]))
    except connection.Database.Error:
        # The usual way notices as well that the connection is gone, and says so in Django's words.
        return None


def _is_open(connection: Any) -> bool:
    """Whether nothing is lost by going past Django's cursors.

    Those log queries, call wrappers, open a connection, and ask one that has rested whether it lives; an
    error inside a transaction would end it; and behind a pooler of transactions every statement may meet
    another connection.
    """
    return bool(
        connection.vendor == "postgresql"
        and connection.connection is not None
        and not connection.in_atomic_block
        and not connection.queries_logged
        and not connection.execute_wrappers
        and (connection.health_check_done or not connection.health_check_enabled)
        and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")
    )


def _read(answer: Any) -> tuple[int, int] | None:
    if answer.status != ExecStatus.TUPLES_OK:
        _prepared.on = None
        return None
    return int(answer.get_value(0, 0)), int(answer.get_value(0, 1))


def _array(wanted: Collection[str]) -> bytes:
    """As PostgreSQL writes arrays; names of subjects hold letters, digits and colons only."""
    return f"{{{','.join(wanted)}}}".encode()
