"""Writes many rows of one table at once: COPY where the database is PostgreSQL, prepared inserts elsewhere.

For rows that need no `save()`: every value is given or is the field's default, and no signal is sent.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, islice
from typing import Any, TypeVar, cast

from django.db import connection, models

Row = tuple[Any, ...]
T = TypeVar("T")
CHUNK = 2_000


class Table:
    """One model's table, written with `columns` (attribute names such as "shop_id") in that order."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        # What the database computes by itself cannot be written.
        fields = {field.attname: field for field in model._meta.concrete_fields if not field.generated}
        rest = [field for name, field in fields.items() if name not in columns and not field.primary_key]
        self._fields = [fields[name] for name in columns] + rest
        self._defaults = tuple(_plain(field.get_default()) for field in rest)
        self._key = model._meta.pk.column
        self._name = connection.ops.quote_name(model._meta.db_table)

    def reserve(self, count: int) -> list[int]:
        """Keys for `count` new rows, which nobody else is given. Call it inside a transaction."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [self._name, self._key, count],
                )
                return [key for (key,) in cursor.fetchall()]
            cursor.execute(f"SELECT COALESCE(MAX({self._key}), 0) FROM {self._name}")  # noqa: S608  (own names)
            (last,) = cast(tuple[int], cursor.fetchone())
            return list(range(last + 1, last + 1 + count))

    def insert(self, rows: Iterable[Row]) -> None:
        """Write rows whose values stand in the order of `columns`."""
        full = (row + self._defaults for row in rows)
        names = ", ".join(connection.ops.quote_name(str(field.column)) for field in self._fields)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._name} ({names}) FROM STDIN") as copy:
                    for row in full:
                        copy.write_row(row)
                return
            places = ", ".join(["%s"] * len(self._fields))
            statement = f"INSERT INTO {self._name} ({names}) VALUES ({places})"  # noqa: S608  (own names)
            for chunk in chunks(self._prepared(full), CHUNK):
                cursor.executemany(statement, chunk)

    def analyse(self) -> None:
        """Let the planner see the new rows."""
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {self._name}")

    def _prepared(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Rows as a driver without dates and decimals takes them."""
        prepare: list[Callable[[Any, Any], Any]] = [field.get_db_prep_save for field in self._fields]
        for row in rows:
            yield tuple(make(value, connection) for make, value in zip(prepare, row, strict=True))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of `size`; the last may be shorter."""
    stream = iter(items)
    for first in stream:
        yield list(chain([first], islice(stream, size - 1)))
