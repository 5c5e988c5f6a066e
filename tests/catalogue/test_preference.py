"""Evaluated prices: the formula for every price and percentage, and which rule holds on which day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import PreferenceRule
from catalogue.preference import Rule, evaluate
from catalogue.services.reference import load_reference_data

RULE = Rule(highest=Decimal(25), tkdn_floor=Decimal(25), package_above=Decimal(1_000_000_000))
PRICES = st.integers(1, 10**12).map(Decimal)
PERCENTAGES = st.decimals(0, 100, places=2)


def test_example_of_the_rule_holds() -> None:
    found = evaluate(price=Decimal(100_000), tkdn=Decimal(40), rule=RULE)

    assert (found.preference, found.evaluated, found.applies_from) == (Decimal(10), Decimal(90_000), 10_001)


@given(price=PRICES, tkdn=PERCENTAGES)
def test_evaluated_price_lies_between_three_quarters_and_the_price(price: Decimal, tkdn: Decimal) -> None:
    found = evaluate(price=price, tkdn=tkdn, rule=RULE)

    assert price * Decimal("0.75") - Decimal("0.5") <= found.evaluated <= price
    assert found.evaluated == found.evaluated.to_integral_value()


@given(price=PRICES, tkdn=st.decimals(0, Decimal("24.99"), places=2))
def test_below_the_floor_nothing_is_preferred(price: Decimal, tkdn: Decimal) -> None:
    found = evaluate(price=price, tkdn=tkdn, rule=RULE)

    assert (found.is_preferred, found.preference, found.evaluated) == (False, 0, price)


@given(price=PRICES, tkdn=PERCENTAGES, other=PERCENTAGES)
def test_more_domestic_content_never_evaluates_dearer(price: Decimal, tkdn: Decimal, other: Decimal) -> None:
    low, high = sorted((tkdn, other))

    assert (
        evaluate(price=price, tkdn=high, rule=RULE).evaluated
        <= evaluate(price=price, tkdn=low, rule=RULE).evaluated
    )


@given(price=PRICES)
def test_quantity_named_is_the_first_worth_more_than_the_package(price: Decimal) -> None:
    quantity = evaluate(price=price, tkdn=Decimal(40), rule=RULE).applies_from

    assert quantity * price > RULE.package_above >= (quantity - 1) * price


@pytest.mark.parametrize(("price", "tkdn"), [(0, 40), (-1, 40), (100, -1), (100, Decimal("100.01"))])
def test_what_cannot_be_evaluated_is_refused(price: int, tkdn: int | Decimal) -> None:
    with pytest.raises(ValueError, match=r"price|percentage"):
        evaluate(price=Decimal(price), tkdn=Decimal(tkdn), rule=RULE)


@pytest.mark.django_db
def test_rule_holds_from_its_day_until_the_next_begins() -> None:
    load_reference_data()
    PreferenceRule.objects.create(
        in_force_from=dt.date(2027, 1, 1),
        highest_preference=30,
        tkdn_floor=20,
        package_above=0,
        source="aturan baru",
    )

    found = [
        rule and rule.highest_preference
        for rule in map(
            PreferenceRule.objects.in_force,
            [dt.date(2021, 2, 1), dt.date(2021, 2, 2), dt.date(2026, 12, 31), dt.date(2027, 1, 1)],
        )
    ]

    assert found == [None, 25, 25, 30]


@pytest.mark.django_db
def test_rule_beyond_a_hundred_percent_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError):
        PreferenceRule.objects.create(
            in_force_from=dt.date(2027, 1, 1),
            highest_preference=101,
            tkdn_floor=25,
            package_above=0,
            source="keliru",
        )
