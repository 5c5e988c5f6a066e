"""Requirements and facts for the tests of readiness."""

from typing import Any

from shops.readiness.evaluation import Criterion, DimensionValue, LevelValue, Requirements
from shops.readiness.facts import Photo
from shops.readiness.reference import shipped

LARGE, SMALL = Photo(1600, 1200), Photo(1199, 900)
DIGITAL = DimensionValue("digital", "Pemasaran digital", "Digital marketing")
PACKAGING = DimensionValue("packaging", "Kemasan", "Packaging")
LEVELS = (
    LevelValue("rintisan", "Rintisan", "Starting", 0),
    LevelValue("tumbuh", "Tumbuh", "Growing", 40),
    LevelValue("siap", "Siap", "Ready", 65, counts_as_ready=True),
)


def criterion(code: str, **values: Any) -> Criterion:
    """A requirement of a product, attested unless a rule or kinds of claim are given."""
    kind = "computed" if "rule" in values else "verified" if "claim_kinds" in values else "attested"
    base = {"dimension": DIGITAL, "subject": "product", "kind": kind, "name": code}
    return Criterion(code=code, **{**base, **values})


def shipped_requirements() -> Requirements:
    """What a new site asks, without a database."""
    dimensions = {
        row["code"]: DimensionValue(row["code"], row["name"], row["name_en"]) for row in shipped("dimensions")
    }
    rows = []
    for row in shipped("requirements"):
        values = {**row, "dimension": dimensions[row["dimension"]]}
        for name in ("claim_kinds", "product_classes", "sectors"):
            values[name] = frozenset(values.get(name, ()))
        for name in ("categories", "except_categories"):
            values[name] = tuple(values.get(name, ()))
        rows.append(criterion(values.pop("code"), **values))
    return Requirements(criteria=rows, levels=[LevelValue(**row) for row in shipped("levels")])
