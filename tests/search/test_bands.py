"""Bands of price, TKDN and lead time, and price ranges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import bands

#: Rupiah; no range names more.
HIGHEST_PRICE = 10**15 - 1


@given(st.integers(min_value=0, max_value=HIGHEST_PRICE))
def test_a_price_lies_in_its_own_band_and_no_other(price: int) -> None:
    holding = []
    for value in bands.PRICE_BANDS:
        band = bands.parse_price_range(value)
        if (band.lower or 0) <= price <= (HIGHEST_PRICE if band.upper is None else band.upper):
            holding.append(value)

    assert holding == [bands.price_band(price)]


@pytest.mark.parametrize(
    "text", ["", "-", "abc", "5000", "50000-10000", "1e5-2e5", "-5-10", "１-２", "9" * 16 + "-"]
)
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        bands.parse_price_range(text)


@given(st.integers(0, 10**12), st.none() | st.integers(0, 10**12))
def test_ranges_are_read_back_as_written(lower: int, width: int | None) -> None:
    written = bands.PriceRange(lower, None if width is None else lower + width)

    assert bands.parse_price_range(written.value) == written


@pytest.mark.parametrize(
    ("tkdn", "band"),
    [(None, "tanpa"), (0.0, "di-bawah-25"), (24.99, "di-bawah-25"), (25.0, "25"), (40.0, "40")],
)
def test_tkdn_bands_start_where_the_rule_says(tkdn: float | None, band: str) -> None:
    assert bands.tkdn_band(tkdn) == band


@pytest.mark.parametrize(
    ("days", "step"), [(0, "siap"), (1, "3"), (3, "3"), (4, "7"), (14, "14"), (15, "lebih")]
)
def test_lead_time_steps(days: int, step: str) -> None:
    assert bands.lead_time_step(days) == step


def test_a_longer_lead_time_lets_the_shorter_ones_through() -> None:
    assert bands.steps_within(("7",)) == ("siap", "3", "7")
    assert bands.steps_within(("siap", "lebih")) == ("siap", "lebih")
    assert bands.lead_time_counts({"siap": 2, "7": 1, "lebih": 4}) == {
        "siap": 2, "3": 2, "7": 3, "14": 3, "lebih": 4,
    }  # fmt: skip
