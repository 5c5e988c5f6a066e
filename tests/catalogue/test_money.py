"""How money is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.templatetags.money import percent, rupiah


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1250000"), "Rp\u00a01.250.000"),
        (Decimal("999.50"), "Rp\u00a01.000"),
        (0, "Rp\u00a00"),
        (-2500, "-Rp\u00a02.500"),
        ("75000.00", "Rp\u00a075.000"),
        (None, ""),
        ("", ""),
        ("murah", ""),
        (Decimal("NaN"), ""),
        (Decimal("Infinity"), ""),
    ],
)
def test_rupiah_is_whole_with_points_between_thousands(
    amount: Decimal | int | str | None, written: str
) -> None:
    text = rupiah(amount)

    assert text == written


@given(st.integers(min_value=0, max_value=10**15))
def test_rupiah_keeps_every_digit(amount: int) -> None:
    text = rupiah(amount)

    assert int(text.removeprefix("Rp\u00a0").replace(".", "")) == amount


@pytest.mark.parametrize(
    ("share", "written"),
    [("14.6000", "14,6%"), ("25", "25%"), ("100.00", "100%"), ("0", "0%"), ("10.123456", "10,1235%")],
)
def test_percentage_has_no_idle_noughts(share: str, written: str) -> None:
    assert percent(Decimal(share)) == written
