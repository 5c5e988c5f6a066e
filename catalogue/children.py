"""What the children of a draft point at, asked for once a table instead of once a child."""

from collections.abc import Iterable
from typing import Any


def with_related(rows: Iterable[Any], name: str, others: Iterable[Any] | None = None) -> list[Any]:
    """These rows with what their foreign key `name` points at; those whose other end is gone are left out.

    What `others` point at is taken from there; for the rest of it there is one query.
    """
    kept, key = list(rows), f"{name}_id"
    found = {getattr(row, key): getattr(row, name) for row in others or ()}
    if unknown := {getattr(row, key) for row in kept} - found.keys() - {None}:
        model: Any = type(kept[0])._meta.get_field(name).related_model
        found |= model._default_manager.in_bulk(unknown)
    there = [row for row in kept if getattr(row, key) is None or getattr(row, key) in found]
    for row in there:
        setattr(row, name, found.get(getattr(row, key)))
    return there
