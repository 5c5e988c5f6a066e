"""A square that repeats without a seam, and the colours a pattern is dyed in."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from media.artwork.colour import RGB, darker, lighter, mix
from media.artwork.palettes import Palette
from media.artwork.paths import Path, Point

SIDE = 320
"""Pixels along one side of a finished tile."""

_FINE = 3


@dataclass(frozen=True)
class Dye:
    """The four colours of a pattern: cloth, drawing, filling and spark."""

    ground: RGB
    figure: RGB
    detail: RGB
    spark: RGB


def dyed(palette: Palette, kind: str) -> Dye:
    """Return the colours in which `palette` dyes a pattern.

    Kinds: `deep` (dark cloth), `light` (paper-coloured cloth), `second` (cloth in the second dye),
    `bright` (cloth in the main dye), `gold` (metal thread on dark cloth), `tint` (hardly seen, for walls),
    `straw` (undyed plant fibre). Raises KeyError for another kind.
    """
    cream = mix(palette.paper, palette.soft, 0.35)
    straw = mix((222, 184, 120), palette.soft, 0.25)
    gold = mix((226, 182, 86), palette.accent, 0.35)
    dyes = {
        "deep": Dye(palette.deep, cream, mix(palette.accent, cream, 0.2), palette.accent),
        "light": Dye(cream, palette.main, palette.second, palette.accent),
        "second": Dye(darker(palette.second, 0.12), cream, palette.accent, lighter(palette.main, 0.25)),
        "bright": Dye(palette.main, cream, darker(palette.main, 0.45), palette.accent),
        "gold": Dye(darker(palette.main, 0.3), gold, darker(gold, 0.3), lighter(gold, 0.45)),
        "tint": Dye(
            palette.mist,
            mix(palette.mist, palette.main, 0.09),
            mix(palette.mist, palette.second, 0.08),
            mix(palette.mist, palette.accent, 0.14),
        ),
        "straw": Dye(straw, lighter(straw, 0.3), mix(palette.main, straw, 0.25), palette.second),
    }
    return dyes[kind]


class Tile:
    """Draws on a torus of side 1: what leaves one edge comes in at the opposite one."""

    def __init__(self, ground: RGB) -> None:
        self._image = Image.new("RGB", (SIDE * _FINE, SIDE * _FINE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, path: Path, colour: RGB) -> None:
        """Fill `path`."""
        for points in self._wrapped(path, 0.0):
            self._draw.polygon(points, fill=colour)

    def line(self, path: Path, width: float, colour: RGB) -> None:
        """Stroke `path`, `width` wide, with round ends."""
        thickness = max(1, round(width * SIDE * _FINE))
        for points in self._wrapped(path, width):
            self._draw.line(points, fill=colour, width=thickness, joint="curve")
            for x, y in (points[0], points[-1]):
                reach = thickness / 2
                self._draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: RGB) -> None:
        """Fill a circle."""
        for points in self._wrapped([(x - radius, y - radius), (x + radius, y + radius)], 0.0):
            self._draw.ellipse((*points[0], *points[1]), fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: RGB) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def finished(self) -> Image.Image:
        """Return the tile, `SIDE` pixels square, smoothed."""
        return self._image.reduce(_FINE)

    def _wrapped(self, path: Path, margin: float) -> list[list[Point]]:
        side = SIDE * _FINE
        spans = []
        for axis in (0, 1):
            low = min(point[axis] for point in path) - margin
            high = max(point[axis] for point in path) + margin
            spans.append([shift for shift in (-1, 0, 1) if low + shift < 1 and high + shift > 0])
        return [
            [((x + right) * side, (y + down) * side) for x, y in path]
            for right in spans[0]
            for down in spans[1]
        ]
