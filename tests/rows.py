"""What an act writes: every row of every table that it adds, changes or removes.

Two ways of doing the same are compared by it. Keys of new rows are the places in which they came, and moments
say only that there is one.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import FileField

Rows = dict[str, dict[Any, dict[str, Any]]]
#: Keys of other rows within texts and JSON, and what is reckoned from them.
_WITHIN = re.compile(r"\d+")
_KEYS_WITHIN = frozenset(["pk", "product", "task_state_id", "latest_revision"])


def written_by(act: Callable[[], Any]) -> dict[str, Counter[str]]:
    """What the act writes, by table; it is undone."""
    point = transaction.savepoint()
    before = _every_row()
    act()
    after = _every_row()
    transaction.savepoint_rollback(point)
    places = {
        table: {key: place for place, key in enumerate(sorted(rows.keys() - before[table].keys()))}
        for table, rows in after.items()
    }
    return {
        table: written
        for table, rows in after.items()
        if (written := Counter(_changes(table, before[table], rows, places)))
    }


def _every_row() -> Rows:
    there = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.managed and model._meta.db_table in there]
    return {model._meta.label: {row["pk"]: row for row in _rows(model)} for model in models}


def _rows(model: Any) -> Any:
    return model._base_manager.order_by("pk").values("pk", *(field.attname for field in _columns(model)))


def _columns(model: Any) -> list[Any]:
    return list(model._meta.concrete_fields)


def _changes(table: str, before: dict[Any, Any], after: dict[Any, Any], places: Any) -> list[str]:
    model = apps.get_model(table)
    gone = [f"gone {key}" for key in before.keys() - after.keys()]
    return gone + [
        f"{'new' if key not in before else key} {_said(model, row, places)}"
        for key, row in after.items()
        if row != before.get(key)
    ]


def _said(model: Any, row: dict[str, Any], places: Any) -> str:
    said = {}
    for field in _columns(model):
        value = row[field.attname]
        if field.primary_key and not field.remote_field:
            continue
        if field.remote_field and value in places.get(field.related_model._meta.label, {}):
            value = f"new {places[field.related_model._meta.label][value]}"
        elif field.name == "object_id" and "content_type" in said:
            about = ContentType.objects.get_for_id(row["content_type_id"]).model_class()
            place = places.get(about._meta.label, {}).get(int(value)) if about else None
            value = value if place is None else f"new {place}"
        elif field.name == "product_id" and value in places["catalogue.Product"]:  # an outbox's
            value = f"new {places['catalogue.Product'][value]}"
        elif isinstance(value, dt.datetime):
            value = "a moment"
        elif isinstance(field, FileField):
            value = "a file"
        elif field.name == "content_path_hash":
            value = "a hash"
        elif field.name in ("content_path", "subject"):
            value = _WITHIN.sub("#", value)
        elif isinstance(value, dict):
            value = _without_moments(value)
        said[field.name] = value
    return repr(said)


def _without_moments(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: "a key" if key in _KEYS_WITHIN else _without_moments(inner)
            for key, inner in value.items()
            if not key.startswith("date_")
        }
    return [_without_moments(inner) for inner in value] if isinstance(value, list) else value
