"""Outlines of the provinces as SVG paths, and where a point of the earth lies in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parent / "data" / "shapes.json"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of paper with a map on it: its size in units, and which piece of the earth it shows.

    `west` and `north` are the degrees of its upper left corner, `scale` the units to a degree.
    """

    width: int
    height: int
    west: float
    north: float
    scale: float

    def place(self, lat: float, lng: float) -> tuple[int, int]:
        """The units from the left and from the top at which a point lies, kept on the sheet."""
        right, down = round((lng - self.west) * self.scale), round((self.north - lat) * self.scale)
        return min(max(right, 0), self.width), min(max(down, 0), self.height)


@dataclass(frozen=True, slots=True)
class Outline:
    """One province alone on its sheet; `path` is the `d` of an SVG path."""

    sheet: Sheet
    path: str


@dataclass(frozen=True, slots=True)
class Country:
    """All provinces on one sheet: paths by Kemendagri code."""

    sheet: Sheet
    paths: Mapping[str, str]


@cache
def country() -> Country:
    """The 38 provinces together, with the islands that can be seen at that size."""
    stored = _stored()
    return Country(_sheet(stored), stored["nation"])


def outline(province: str) -> Outline | None:
    """The province with this code by itself; None for a code that has no outline."""
    stored = _stored()["provinces"].get(province)
    return Outline(_sheet(stored), stored["path"]) if stored else None


@cache
def _stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SHAPES.read_text())
    return found


def _sheet(stored: Mapping[str, Any]) -> Sheet:
    width, height = stored["size"]
    return Sheet(width, height, stored["west"], stored["north"], stored["scale"])
