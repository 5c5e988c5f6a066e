"""Inserts many rows of one model quickly.

Django's own bulk_create prepares every field of every object one by one, which takes several times as long as
the database itself. Here a template row is prepared once, and only the columns that differ are given per row;
PostgreSQL gets them as one array for each column, because its driver takes long over many small parameters.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from catalogue.arrays import array_of_numbers

# Databases limit the parameters of one statement; 32,766 is the lowest usual limit.
_PARAMETERS = 30_000
_MOST_ROWS = 2_000
#: What PostgreSQL calls whole numbers.
_NUMBERS = frozenset({"smallint", "integer", "bigint"})


def insert_rows(template: Model, fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[int]:
    """Insert a row for each sequence of values, in order; returns the new primary keys in the same order.

    `template` is an unsaved instance with what all rows share (defaults included); `fields` names, as
    attributes, what each row gives: as text, numbers, booleans, decimals or None. No signals are sent.
    """
    meta: Any = type(template)._meta
    connection = connections[router.db_for_write(type(template))]
    by_name = {field.attname: field for field in meta.concrete_fields}
    shared = dict(_shared_values(template, fields, connection))
    quote = connection.ops.quote_name
    columns = ", ".join(quote(by_name[name].column) for name in (*shared, *fields))
    types = [by_name[name].db_type(connection) for name in fields]
    source = _arrays if connection.vendor == "postgresql" else _values
    keys: list[int] = []
    left = iter(rows)
    with connection.cursor() as cursor:
        while chunk := list(islice(left, min(_MOST_ROWS, _PARAMETERS // (len(shared) + len(fields))))):
            text, parameters = source(chunk, tuple(shared.values()), types)
            # Only names and types from the model go into the statement's text; every value is a parameter.
            cursor.execute(
                f"INSERT INTO {quote(meta.db_table)} ({columns}) {text} RETURNING {quote(meta.pk.column)}",
                parameters,
            )
            keys.extend(key for (key,) in cursor.fetchall())
    return keys


def _arrays(
    rows: Sequence[Sequence[Any]], shared: tuple[Any, ...], types: Sequence[str]
) -> tuple[str, list[Any]]:
    """The rows as one array for each column: few parameters, whatever the number of rows."""
    constants = "".join("%s, " for _value in shared)
    arrays = ", ".join(f"%s::{kind}[]" for kind in types)
    text = f"SELECT {constants}given.* FROM UNNEST({arrays}) AS given"  # noqa: S608  (only type names of ours)
    columns = zip(types, zip(*rows, strict=True), strict=True)
    return text, [
        *shared,
        *(array_of_numbers(column) if kind in _NUMBERS else list(column) for kind, column in columns),
    ]


def _values(
    rows: Sequence[Sequence[Any]], shared: tuple[Any, ...], types: Sequence[str]
) -> tuple[str, list[Any]]:
    """The rows as a list of values, for databases without arrays."""
    place = f"({', '.join(['%s'] * (len(shared) + len(types)))})"
    text = "VALUES " + ", ".join([place] * len(rows))
    return text, list(chain.from_iterable((*shared, *row) for row in rows))


def _shared_values(
    template: Model, given: Sequence[str], connection: BaseDatabaseWrapper
) -> Iterator[tuple[str, Any]]:
    """Every other field of the template that is not empty and not computed, as the database wants it."""
    for field in template._meta.concrete_fields:
        if field.primary_key or field.generated or field.attname in given:
            continue
        value = field.get_db_prep_save(field.pre_save(template, add=True), connection)
        if value is not None:
            yield field.attname, value
