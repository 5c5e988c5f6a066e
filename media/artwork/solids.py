"""Flat-sided bodies seen slightly from above: projection, slanted faces, boxes and the shadows they throw."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from PIL import Image

from media.artwork.colour import RGB, darker, lighter
from media.artwork.light import FLAT, MATT, Stops, glowing, lit, ramp
from media.artwork.masks import Box
from media.artwork.paths import Path, Point, ellipse
from media.artwork.stage import SHADOW, Paint, Pen

TILT = 0.22
"""How far a depth of one unit lowers a point on the picture: a camera about 13 degrees above the table."""


def seen(x: float, y: float, z: float, yaw: float = 0.0) -> Point:
    """Return where the point (right, up, towards us) lies on the picture after a turn by `yaw` radians."""
    cos, sin = math.cos(yaw), math.sin(yaw)
    return x * cos + z * sin, y - (z * cos - x * sin) * TILT


def surface(paint: Paint, size: tuple[int, int]) -> Image.Image:
    """Return what `paint` looks like on a flat piece of `size` pixels."""
    return Image.new("RGB", size, paint) if isinstance(paint, tuple) else paint(size)


def shaded(
    paint: Paint, stops: Stops = MATT, *, upright: bool = False
) -> Callable[[tuple[int, int]], Image.Image]:
    """Return `paint` under the light `stops`."""
    if isinstance(paint, tuple):
        return partial(glowing, paint, stops, upright=upright)
    return lambda size: lit(surface(paint, size), stops, upright=upright)


def standing_shadow(pen: Pen, half: float, depth: float = 0.3, *, reach: float = 1.0) -> None:
    """Lay the shadows of a thing `half` units to each side and `depth` deep: a dark touch and a long fade."""
    low = -depth * TILT
    long = [
        (-half * 0.9, low),
        (half, low - 0.02),
        (half + 0.55 * reach, 0.1 * reach),
        (half * 0.6, depth * TILT + 0.05),
    ]
    pen.soft(long, 0.07, 0.2)
    pen.soft(ellipse(0.03, low * 0.4, half * 1.06, max(0.05, depth * TILT * 1.15)), 0.035, 0.42)


def face(
    pen: Pen, corners: Sequence[Point], size: tuple[float, float], paint: Paint, shade: float = 1.0
) -> None:
    """Paint a flat piece of `size` units; `corners` are its upper left, upper right and lower left."""
    (x0, y0), (x1, y1), (x3, y3) = corners
    outline = [(x0, y0), (x1, y1), (x1 + x3 - x0, y1 + y3 - y0), (x3, y3)]
    if isinstance(paint, tuple):
        pen.fill(outline, shaded(darker(paint, 1 - shade), FLAT))
        return
    flat = paint((max(4, round(size[0] * pen.scale)), max(4, round(size[1] * pen.scale))))
    if shade < 1:
        flat = flat.point([round(v * shade) for v in range(256)] * 3)
    pen.fill_part(outline, lambda box: _slanted(flat, box, outline, pen.scale))


def _slanted(flat: Image.Image, box: Box, outline: Path, scale: float) -> Image.Image:
    """Return `flat` laid on the parallelogram `outline` (units, y up), the `box` of its pixels."""
    left, top = min(x for x, _ in outline) * scale - 1, max(y for _, y in outline) * scale + 1
    (x0, y0), (x1, y1), _, (x3, y3) = [(x * scale - left, top - y * scale) for x, y in outline]
    across, down = (x1 - x0, y1 - y0), (x3 - x0, y3 - y0)
    area = across[0] * down[1] - across[1] * down[0]
    if abs(area) < 1:
        return Image.new("RGB", (box[2] - box[0], box[3] - box[1]))
    width, height = flat.size
    a, b = down[1] / area * width, -down[0] / area * width
    d, e = -across[1] / area * height, across[0] / area * height
    x, y = box[0] - x0, box[1] - y0
    # Every pixel is the mean of four nearest ones: twice as quick as interpolation, and no rougher.
    matrix = (a / 2, b / 2, a * x + b * y, d / 2, e / 2, d * x + e * y)
    size = (box[2] - box[0]) * 2, (box[3] - box[1]) * 2
    doubled = flat.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.NEAREST)
    return doubled.reduce(2)


@dataclass(frozen=True)
class Block:
    """A box of `width`, `height`, `depth` units, turned by `yaw`, standing at (x, y, z)."""

    width: float
    height: float
    depth: float
    yaw: float = -0.5
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0

    def corner(self, right: float, up: float, near: float) -> Point:
        """Return a corner on the picture; each argument runs from 0 to 1 across the box."""
        px, py = seen((right - 0.5) * self.width, up * self.height, (near - 0.5) * self.depth, self.yaw)
        ox, oy = seen(self.x, self.y, self.z)
        return px + ox, py + oy

    def footprint(self) -> Path:
        """Return the outline of its foot on the ground."""
        return [self.corner(0, 0, 0), self.corner(1, 0, 0), self.corner(1, 0, 1), self.corner(0, 0, 1)]


def block(pen: Pen, body: Block, front: Paint, side: Paint, top: Paint) -> None:
    """Paint the three faces of a box that we see; the light falls on top and front."""
    c = body.corner
    if body.yaw <= 0:
        face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (body.depth, body.height), side, 0.74)
    else:
        face(pen, (c(0, 1, 0), c(0, 1, 1), c(0, 0, 0)), (body.depth, body.height), side, 0.86)
    face(
        pen,
        (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)),
        (body.width, body.height),
        front,
        0.97 if body.yaw <= 0 else 0.8,
    )
    face(pen, (c(0, 1, 0), c(1, 1, 0), c(0, 1, 1)), (body.width, body.depth), top, 1.0)
    pen.stroke([c(0, 1, 1), c(1, 1, 1)], 0.004, lighter(SHADOW, 0.75))


def block_shadow(pen: Pen, body: Block, *, reach: float = 0.5) -> None:
    """Lay the shadow of a box: dark at the foot, long and soft to the right."""
    foot = body.footprint()
    far = [(x + reach * body.height, y + 0.16 * reach * body.height) for x, y in foot]
    pen.soft([foot[3], foot[2], foot[1], far[1], far[0], foot[0]], 0.06, 0.22)
    pen.soft(foot, 0.025, 0.5)
    pen.soft([foot[3], foot[2], foot[1]], 0.02, 0.35)


def sheen(pen: Pen, path: Path, strength: float, *, stops: Stops = ((0, 0), (0.5, 1), (1, 0))) -> None:
    """Lay a highlight over `path`."""
    pen.glaze(path, (255, 255, 255), strength, stops=stops)


def ball(pen: Pen, x: float, y: float, radius: float, colour: RGB, *, squash: float = 1.0) -> None:
    """Paint a ball or round fruit of `colour`, lit from the upper left."""
    pen.fill(ellipse(x, y, radius, radius * squash), lambda size: _globe_at(colour, size))


@lru_cache(maxsize=128)
def _globe_at(colour: RGB, size: tuple[int, int]) -> Image.Image:
    return _globe(colour).resize(size, Image.Resampling.BILINEAR)


@lru_cache(maxsize=64)
def _globe(colour: RGB) -> Image.Image:
    spot = Image.radial_gradient("L").resize((300, 300)).crop((78, 84, 268, 274))
    tones = (
        (0, lighter(colour, 0.62)),
        (34, lighter(colour, 0.22)),
        (80, colour),
        (150, darker(colour, 0.3)),
        (205, darker(colour, 0.58)),
        (255, darker(colour, 0.5)),
    )
    lines = [[(float(at), float(tone[channel])) for at, tone in tones] for channel in range(3)]
    tables = [[ramp(line, v) for v in range(256)] for line in lines]
    return Image.merge("RGB", [spot.point([round(value) for value in table]) for table in tables])


def low_shadow(pen: Pen, path: Path, *, depth: float = 0.02) -> None:
    """Lay the close, soft shadow of something small or flat that lies on a surface."""
    pen.soft([(x + depth * 0.8, y - depth * 0.5) for x, y in path], depth, 0.45)
