"""The shortest way to ask PostgreSQL for marks.

A kept page asks nothing else, and most of its time went into the statement being written, sent as text,
parsed and planned: one that the connection has prepared takes a third of that. Django's cursors cannot
prepare, so libpq is asked directly, where nothing speaks against it; everywhere else `ask` says so, and the
question is put in the usual way.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import ExecStatus

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with `$1`, `$2`… for values, and the name under which a connection knows it."""

    name: str
    text: str


class _Prepared(threading.local):
    """The connection of this thread, and the names of what it has prepared."""

    on: Any = None
    names: frozenset[str] = frozenset()


_prepared = _Prepared()


def ask(statement: Statement, *values: Collection[object]) -> list[Row] | None:
    """The rows, as text; each value is given as an array. None where the usual way is to be taken."""
    connection: Any = connections[DEFAULT_DB_ALIAS]  # the stubs know less of it than is used here
    if not _is_open(connection):
        return None
    asked = connection.connection.pgconn
    try:
        if not _is_prepared(asked, statement):
            return None
        answer = asked.exec_prepared(statement.name.encode(), [_array(value) for value in values])
    except connection.Database.Error:
        # The usual way notices as well that the connection is gone, and says so in Django's words.
        return None
    if answer.status != ExecStatus.TUPLES_OK:
        _prepared.on = None
        return None
    columns = range(answer.nfields)
    return [
        tuple(answer.get_value(row, column).decode() for column in columns) for row in range(answer.ntuples)
    ]


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


def _is_prepared(asked: Any, statement: Statement) -> bool:
    """Whether the connection knows the statement, which it is told if it does not."""
    if _prepared.on is not asked:
        _prepared.on, _prepared.names = asked, frozenset()
    if statement.name not in _prepared.names:
        told = asked.prepare(statement.name.encode(), statement.text.encode())
        if told.status != ExecStatus.COMMAND_OK:
            return False
        _prepared.names |= {statement.name}
    return True


def _array(values: Collection[object]) -> bytes:
    """As PostgreSQL writes arrays; names of subjects hold letters, digits and colons only."""
    return f"{{{','.join(map(str, values))}}}".encode()
