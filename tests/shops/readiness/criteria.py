"""Requirements and facts for the tests of readiness."""

from typing import Any

from shops.readiness.evaluation import Criterion, DimensionValue, LevelValue
from shops.readiness.facts import Photo

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
