"""The outlines that maps are drawn from."""

import csv
import gzip
import re

import pytest

from shops.regions.services import DATA
from shops.regions.shapes import SHAPES, country, outline


def _rows(name: str) -> list[dict[str, str]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PROVINCES = {row["code"]: row for row in _rows("provinces")}
#: What a path of ours is made of: moves, relative lines between whole numbers, closings.
PATH = re.compile(r"(M\d+ ?-?\d+l[-\d ]+z)+")


def test_every_province_has_its_outline_on_the_map_and_alone() -> None:
    codes = set(PROVINCES)

    assert len(codes) == 38
    assert set(country().paths) == codes
    assert all(outline(code) for code in codes)
    assert outline("99") is None


@pytest.mark.parametrize("code", sorted(PROVINCES))
def test_outline_is_a_path_of_whole_numbers(code: str) -> None:
    alone = outline(code)

    assert alone
    assert PATH.fullmatch(country().paths[code])
    assert PATH.fullmatch(alone.path)


def test_every_regency_lies_inside_the_sheet_of_its_province() -> None:
    outside = []

    for row in _rows("regencies"):
        shape = outline(row["province_code"])
        assert shape
        sheet, lat, lng = shape.sheet, float(row["lat"]), float(row["lng"])
        right, down = (lng - sheet.west) * sheet.scale, (sheet.north - lat) * sheet.scale
        if not (0 < right < sheet.width and 0 < down < sheet.height):
            outside.append(row["name"])

    assert outside == []


def test_point_is_placed_from_the_upper_left_corner_and_kept_on_the_sheet() -> None:
    sheet = country().sheet

    corner = sheet.place(sheet.north, sheet.west)
    medan, jayapura = sheet.place(3.6, 98.7), sheet.place(-2.5, 140.7)
    far = sheet.place(-80, 179)

    assert corner == (0, 0)
    assert medan[0] < jayapura[0] and medan[1] < jayapura[1]
    assert far == (sheet.width, sheet.height)


def test_shapes_are_small_and_their_licence_lies_beside_them() -> None:
    readme = (SHAPES.parent / "README.md").read_text()

    assert SHAPES.stat().st_size < 100_000
    assert "`shapes.json`" in readme
    assert "MIT" in (SHAPES.parent / "LICENSE.boundaries").read_text()
