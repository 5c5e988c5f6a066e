"""Asking for many rows by their keys.

`pk__in` gives the database one parameter for each key; preparing thousands of them takes Django and psycopg
longer than PostgreSQL takes to answer. `pk__among` gives all of them as one parameter.
"""

import json
from typing import Any

from django.db.models import AutoField, ForeignKey, IntegerField, Lookup

from catalogue.arrays import array_of_numbers


@AutoField.register_lookup
@IntegerField.register_lookup
@ForeignKey.register_lookup
class Among(Lookup[Any]):
    """Whether a whole number, or the key of a related row, is among those of a collection of numbers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        sql = f"{column} IN (SELECT value FROM JSON_EACH(%s))"  # noqa: S608  (only a name of a column)
        return sql, (*parameters, json.dumps(list(self.rhs)))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", (*parameters, array_of_numbers(self.rhs))
