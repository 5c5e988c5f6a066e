"""The bands in which price, TKDN and lead time are offered as facets, and the ranges filters accept.

A facet's value is what the filter of the same name takes, so a band is also a filter value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PRICE_EDGES = (25_000, 50_000, 100_000, 250_000, 1_000_000)
_RANGE = re.compile(r"(\d{0,15})-(\d{0,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Rupiah from `lower` to `upper`, both included; None leaves an end open."""

    lower: int | None
    upper: int | None

    @property
    def value(self) -> str:
        """The range as a filter value, "10000-50000"."""
        lower = "" if self.lower is None else str(self.lower)
        upper = "" if self.upper is None else str(self.upper)
        return f"{lower}-{upper}"


def parse_price_range(text: str) -> PriceRange:
    """Read "10000-50000", "10000-" or "-50000"; ValueError for anything else or a range upside down."""
    match = _RANGE.fullmatch(text.strip())
    if match is None or not (match[1] or match[2]):
        raise ValueError(text)
    lower = int(match[1]) if match[1] else None
    upper = int(match[2]) if match[2] else None
    if lower is not None and upper is not None and lower > upper:
        raise ValueError(text)
    return PriceRange(lower, upper)


PRICE_BANDS: tuple[str, ...] = tuple(
    PriceRange(lower, None if upper is None else upper - 1).value
    for lower, upper in zip((None, *_PRICE_EDGES), (*_PRICE_EDGES, None), strict=True)
)

TKDN_BANDS: tuple[str, ...] = ("40", "25", "di-bawah-25", "tanpa")
"""TKDN of at least 40 %, from 25 to below 40 %, below 25 %, and no verified certificate."""

NO_TKDN = "tanpa"

LEAD_TIMES: tuple[str, ...] = ("siap", "3", "7", "14", "lebih")
"""Ready, within 3, 7 and 14 days (each includes the shorter ones), and longer than that."""

_LEAD_TIME_EDGES = (0, 3, 7, 14)


def price_band(price: int | None) -> str | None:
    """Return the band of a price; None for a product priced on request."""
    if price is None:
        return None
    return PRICE_BANDS[sum(price >= edge for edge in _PRICE_EDGES)]


def tkdn_band(tkdn: float | None) -> str:
    """Return the band of a verified TKDN percentage, or the band of products that have none."""
    if tkdn is None:
        return NO_TKDN
    if tkdn >= 40:
        return "40"
    return "25" if tkdn >= 25 else "di-bawah-25"


def lead_time_step(days: int) -> str:
    """Return the narrowest lead time that holds the days."""
    return LEAD_TIMES[sum(days > edge for edge in _LEAD_TIME_EDGES)]


def steps_within(values: Sequence[str]) -> tuple[str, ...]:
    """Return every step that the chosen lead times let through: "7" lets "siap" and "3" through as well."""
    steps: set[str] = set()
    for value in values:
        reach = LEAD_TIMES.index(value)
        steps.update((value,) if value == LEAD_TIMES[-1] else LEAD_TIMES[: reach + 1])
    return tuple(step for step in LEAD_TIMES if step in steps)


def lead_time_counts(by_step: Mapping[str, int]) -> dict[str, int]:
    """Return what each lead time lets through, from the number of products in each step."""
    return {value: sum(by_step.get(step, 0) for step in steps_within((value,))) for value in LEAD_TIMES}
