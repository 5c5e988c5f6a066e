"""Turn simplified outlines of the provinces into the small file the maps are drawn from, on standard output.

    python scripts/draw_shapes.py NATION.geojson FINE.geojson REGENCIES.csv.gz > shapes.json

Both GeoJSON files hold one feature for each province, with its Kemendagri code as the property `code`; the
README beside the result says where they come from. Numbers are whole units: `SCALE` of them to a degree for
the map of the country, and a box of `BOX` units for the outline of one province.
"""

import csv
import gzip
import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

Ring: TypeAlias = list[tuple[float, float]]

WEST, NORTH, EAST, SOUTH = 94.7, 6.4, 141.3, -11.3
SCALE = 32.0
BOX, MARGIN = 400, 12
#: In a province's own outline, islands below the first share of the box are left out; those below the second
#: share of the largest one do not make the box wider, unless a regency lies there.
SMALLEST, MINOR = 0.00012, 0.02


def rings(feature: dict[str, Any]) -> list[Ring]:
    """The rings of a feature's polygons as (longitude, latitude)."""
    geometry = feature["geometry"]
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y, *_rest in ring] for polygon in many for ring in polygon]


def area(ring: Ring) -> float:
    """The area inside a ring, in the square of its units."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def path(shape: list[Ring], west: float, north: float, scale: float) -> str:
    """The rings as the `d` of an SVG path: relative lines between whole units."""
    parts = []
    for ring in shape:
        points = [(round((x - west) * scale), round((north - y) * scale)) for x, y in ring]
        kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
        if kept[0] == kept[-1]:
            kept.pop()
        if len(kept) < 3:
            continue
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
        lines = "".join(_joined(step, place > 0) for place, step in enumerate(steps))
        parts.append(f"M{_joined(kept[0], False)}l{lines}z")
    return "".join(parts)


def _joined(pair: tuple[int, int], follows: bool) -> str:
    x, y = pair
    first = f" {x}" if follows and x >= 0 else f"{x}"
    return f"{first}{y}" if y < 0 else f"{first} {y}"


def outline(shape: list[Ring], centres: list[tuple[float, float]]) -> dict[str, Any]:
    """One province in a box of its own: its path, and how to place a point of the earth in it."""
    islands = sorted(shape, key=area, reverse=True)
    major = [ring for ring in islands if area(ring) >= MINOR * area(islands[0])]
    points = [point for ring in major for point in ring] + centres
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    scale = (BOX - 2 * MARGIN) / max(max(xs) - min(xs), max(ys) - min(ys))
    west, north = min(xs) - MARGIN / scale, max(ys) + MARGIN / scale
    width = math.ceil((max(xs) - min(xs)) * scale) + 2 * MARGIN
    height = math.ceil((max(ys) - min(ys)) * scale) + 2 * MARGIN
    kept = [
        ring
        for ring in islands
        if area(ring) * scale**2 >= SMALLEST * BOX**2
        and all(min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys) for x, y in ring)
    ]
    return {
        "west": round(west, 4),
        "north": round(north, 4),
        "scale": round(scale, 3),
        "size": [width, height],
        "path": path(kept, west, north, scale),
    }


def centres(regencies: Path) -> dict[str, list[tuple[float, float]]]:
    """The regencies' centres as (longitude, latitude), by province."""
    found: dict[str, list[tuple[float, float]]] = {}
    with gzip.open(regencies, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["province_code"], []).append((float(row["lng"]), float(row["lat"])))
    return found


def main(nation: Path, fine: Path, regencies: Path) -> None:
    coarse = {f["properties"]["code"]: rings(f) for f in json.loads(nation.read_text())["features"]}
    exact = {f["properties"]["code"]: rings(f) for f in json.loads(fine.read_text())["features"]}
    within = centres(regencies)
    result = {
        "west": WEST,
        "north": NORTH,
        "scale": SCALE,
        "size": [math.ceil((EAST - WEST) * SCALE), math.ceil((NORTH - SOUTH) * SCALE)],
        "nation": {code: path(coarse[code], WEST, NORTH, SCALE) for code in sorted(coarse)},
        "provinces": {code: outline(exact[code], within[code]) for code in sorted(exact)},
    }
    json.dump(result, sys.stdout, separators=(",", ":"), sort_keys=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
