"""The requirements, dimensions and levels that are shipped."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from shops.readiness.models import Dimension, Level, Requirement
from shops.readiness.services.pending import note_everything

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class RequirementsReport:
    """How many rows a load added; what was there already is left as staff have it."""

    dimensions: int
    levels: int
    requirements: int

    @property
    def rows(self) -> int:
        return self.dimensions + self.levels + self.requirements


@transaction.atomic
def load_requirements() -> RequirementsReport:
    """Add what is missing from the shipped files; never changes or removes a row. Safe to call again.

    Levels are added to an empty table only: a new one between those that staff have set would move shops.
    """
    dimensions = _add(Dimension, shipped("dimensions"))
    levels = 0 if Level.objects.exists() else _add(Level, shipped("levels"))
    by_code = Dimension.objects.in_bulk(field_name="code")
    rows = [{**row, "dimension": by_code[row["dimension"]]} for row in shipped("requirements")]
    report = RequirementsReport(dimensions, levels, _add(Requirement, rows))
    if report.rows:
        note_everything()
    return report


def shipped(name: str) -> list[dict[str, Any]]:
    """The rows of one of the files."""
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def _add(model: type[Dimension] | type[Level] | type[Requirement], rows: list[dict[str, Any]]) -> int:
    """Add the rows whose code is unknown, in the order of the file where the model has one."""
    known = set(model.objects.values_list("code", flat=True))
    ordered = {"display_order"} & {field.name for field in model._meta.fields}
    fresh = [
        model(**row, **dict.fromkeys(ordered, place))
        for place, row in enumerate(rows)
        if row["code"] not in known
    ]
    return len(model.objects.bulk_create(fresh))  # type: ignore[arg-type]  # all of one model
