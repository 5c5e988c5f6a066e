"""The size classes of PP 7/2021 at every limit, and the rule that a day has."""

import datetime as dt
from decimal import Decimal

import pytest

from shops.models import SizeRule
from shops.registration.queries import size_rule
from shops.registration.sizes import Basis, ranges_of, size_class_of

CASES = [
    (Basis.CAPITAL, 1, "micro"),
    (Basis.CAPITAL, 1_000_000_000, "micro"),
    (Basis.CAPITAL, 1_000_000_001, "small"),
    (Basis.CAPITAL, 5_000_000_000, "small"),
    (Basis.CAPITAL, 5_000_000_001, "medium"),
    (Basis.CAPITAL, 10_000_000_000, "medium"),
    (Basis.CAPITAL, 10_000_000_001, "large"),
    (Basis.SALES, 2_000_000_000, "micro"),
    (Basis.SALES, 2_000_000_001, "small"),
    (Basis.SALES, 15_000_000_000, "small"),
    (Basis.SALES, 15_000_000_001, "medium"),
    (Basis.SALES, 50_000_000_000, "medium"),
    (Basis.SALES, 50_000_000_001, "large"),
]


@pytest.mark.parametrize(("basis", "amount", "size"), CASES)
def test_class_at_every_limit(db: None, basis: Basis, amount: int, size: str) -> None:
    assert size_class_of(Decimal(amount), size_rule().limits(basis)) == size


def test_ranges_meet_without_a_gap(db: None) -> None:
    spans = ranges_of(size_rule(), Basis.SALES)

    assert [span.size_class for span in spans] == ["micro", "small", "medium", "large"]
    assert [span.over for span in spans[1:]] == [span.up_to for span in spans[:-1]]


def test_newer_rule_holds_from_its_day(db: None) -> None:
    first = size_rule()
    limits = {"small_capital": 9, "medium_capital": 10, "small_sales": 9, "medium_sales": 10}
    SizeRule.objects.create(
        in_force_from=dt.date(2030, 1, 1), micro_capital=8, micro_sales=8, source="Uji", **limits
    )

    assert size_rule(dt.date(2029, 12, 31)) == first
    assert size_rule(dt.date(2030, 1, 1)).source == "Uji"
