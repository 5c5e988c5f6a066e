"""Bodies turned on a wheel, seen slightly from above: their walls, rims, caps and mouths."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from PIL import Image

from media.artwork.colour import RGB, lighter
from media.artwork.light import ROUND, Stops, glowing, lit, ramp
from media.artwork.paths import Path, arc, ellipse
from media.artwork.solids import TILT, shaded, surface
from media.artwork.stage import Box, Paint, Pen

Profile: TypeAlias = Sequence[tuple[float, float]]
"""Half the outline of a turned body: (radius, height) from foot to rim."""

Belt: TypeAlias = tuple[float, float, Paint]
"""A ring around a body between two heights, and what it is painted with."""

_COLUMNS = 10
_LEVELS = 120


@dataclass(frozen=True)
class Turned:
    """A body turned on a wheel: its profile and the outline it shows."""

    profile: Profile

    @cached_property
    def _radii(self) -> list[float]:
        """Radii at `_LEVELS` + 1 heights evenly spaced from foot to rim."""
        stops = [(height, radius) for radius, height in self.profile]
        tall = self.rim - self.foot
        return [ramp(stops, self.foot + tall * level / _LEVELS) for level in range(_LEVELS + 1)]

    @cached_property
    def widest(self) -> float:
        """The largest radius."""
        return max(radius for radius, _ in self.profile)

    @cached_property
    def is_straight(self) -> bool:
        """Whether the wall is a plain cylinder."""
        return len({radius for radius, _ in self.profile}) == 1

    @property
    def foot(self) -> float:
        """The height of the lowest ring."""
        return self.profile[0][1]

    @property
    def rim(self) -> float:
        """The height of the highest ring."""
        return self.profile[-1][1]

    def radius(self, y: float) -> float:
        """Return the radius at height `y`."""
        share = (y - self.foot) / max(1e-6, self.rim - self.foot)
        return self._radii[round(min(1.0, max(0.0, share)) * _LEVELS)]

    def outlines(self) -> list[Path]:
        """Return the shapes that together are the wall we see; its upper edge is the near half of the rim.

        Below the widest ring each ring's near side may reach lower than the foot, so those rings are added.
        """
        (low_r, low_y), (top_r, top_y) = self.profile[0], self.profile[-1]
        right = [(radius, y) for radius, y in self.profile]
        rim = arc(0, top_y, top_r, top_r * TILT, math.tau, math.pi)
        left = [(-radius, y) for radius, y in reversed(self.profile)]
        foot = arc(0, low_y, low_r, low_r * TILT, math.pi, math.tau)
        rings = [
            ellipse(0, y, r, r * TILT) for r, y in self.profile[:-1] if r > low_r and y < top_y - 2 * r * TILT
        ]
        return [[*right, *rim, *left, *foot], *rings, *self._flanks()]

    def _flanks(self) -> list[Path]:
        """Return the outline that rings between the given ones would have, if there are enough to tell.

        Where the radius grows by r' a unit, the wall turns away from us at the angle whose cosine is r' times
        the tilt; the envelope of all rings runs through those points.
        """
        edge: Path = []
        for (low_r, low_y), (r, y), (high_r, high_y) in zip(
            self.profile, self.profile[1:], self.profile[2:], strict=False
        ):
            lean = TILT * (high_r - low_r) / max(1e-6, high_y - low_y)
            if abs(lean) < 0.9:
                edge.append((r * math.sqrt(1 - lean * lean), y - TILT * r * lean))
        return [[*edge, *((-x, y) for x, y in reversed(edge))]] if len(edge) > 4 else []

    def unseen(self, x: float, seen_y: float) -> tuple[float, float]:
        """Return the angle (-pi/2 to pi/2) and the height on the wall that show at (x, seen_y)."""
        y = seen_y
        for _ in range(2):
            radius = self.radius(y)
            y = seen_y + TILT * math.sqrt(max(0.0, radius * radius - x * x))
        radius = max(1e-6, self.radius(y))
        return math.asin(max(-1.0, min(1.0, x / radius))), y


def turn(pen: Pen, body: Turned, paint: Paint, *, stops: Stops = ROUND, belts: Sequence[Belt] = ()) -> None:
    """Paint the wall of a turned body; `paint` and `belts` are wrapped around its front half and lit."""
    outlines = body.outlines()
    box = pen.window([point for outline in outlines for point in outline])
    if box is None:
        return
    if isinstance(paint, tuple) and not belts and body.is_straight:
        pen.put(_plain_wall(pen, body, box, paint, stops), box, outlines)
        return
    flat = lit(_unrolled(pen, body, paint, belts), stops)
    mesh = _wrapping(pen, body, box, flat.size)
    size = box[2] - box[0], box[3] - box[1]
    wrapped = flat.transform(size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    pen.put(wrapped, box, outlines)


def _plain_wall(pen: Pen, body: Turned, box: Box, colour: RGB, stops: Stops) -> Image.Image:
    """Return an undecorated cylinder's light over `box`: alike in every row, so no wrapping is needed."""
    facing = [(0.5 + math.sin((place - 0.5) * math.pi) / 2, value) for place, value in stops]
    whole = round(body.widest * 2 * pen.scale) + 2
    start = box[0] - round(pen.x - body.widest * pen.scale - 1)
    wall = glowing(colour, facing, (whole, 1)).crop((start, 0, start + box[2] - box[0], 1))
    return wall.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.NEAREST)


def _unrolled(pen: Pen, body: Turned, paint: Paint, belts: Sequence[Belt]) -> Image.Image:
    tall = body.rim - body.foot
    width = max(8, round(body.widest * math.pi * pen.scale))
    height = max(8, round(tall * pen.scale))
    if isinstance(paint, tuple) and not belts:
        width, height = min(width, 160), 4
    flat = surface(paint, (width, height)).copy()
    for low, high, belt in belts:
        top = round((body.rim - high) / tall * height)
        under = max(top + 1, round((body.rim - low) / tall * height))
        flat.paste(surface(belt, (width, under - top)), (0, top))
    return flat


_Quad: TypeAlias = tuple[Box, tuple[float, ...]]


def _wrapping(pen: Pen, body: Turned, box: Box, flat: tuple[int, int]) -> list[_Quad]:
    """Return the mesh that carries the flat surface onto the part of the body inside `box`, cell by cell."""
    xs = _columns(pen, body, box)
    rows = 2 if body.is_straight else 10
    ys = [round((box[3] - box[1]) * i / rows) for i in range(rows + 1)]
    tall = max(1e-6, body.rim - body.foot)

    def source(px: int, py: int) -> tuple[float, float]:
        x, y = (px + box[0] - pen.x) / pen.scale, (pen.y - py - box[1]) / pen.scale
        angle, height = body.unseen(x, y)
        share = min(1.0, max(0.0, (body.rim - height) / tall))
        return (angle / math.pi + 0.5) * (flat[0] - 1), share * (flat[1] - 1)

    corner = {(x, y): source(x, y) for x in xs for y in ys}
    return [
        (
            (left, top, right, under),
            (*corner[left, top], *corner[left, under], *corner[right, under], *corner[right, top]),
        )
        for left, right in pairwise(xs)
        for top, under in pairwise(ys)
        if top < under
    ]


def _columns(pen: Pen, body: Turned, box: Box) -> list[int]:
    """Return cell borders in pixels from the box's left, closer together where the wall turns away."""
    middle, reach = pen.x - box[0], body.widest * pen.scale
    width = box[2] - box[0]
    steps = [middle + reach * math.sin((i / _COLUMNS - 0.5) * math.pi) for i in range(_COLUMNS + 1)]
    return sorted({0, width, *(round(x) for x in steps if 0 < x < width)})


def cylinder(radius: float, low: float, high: float) -> Turned:
    """Return an upright cylinder."""
    return Turned([(radius, low), (radius, high)])


def cap(pen: Pen, y: float, radius: float, paint: Paint, *, edge: RGB | None = None) -> None:
    """Paint the round top of a body at height `y`, with an optional `edge` colour around it."""
    if edge is not None:
        pen.fill(ellipse(0, y, radius, radius * TILT), edge)
        radius *= 0.955
    pen.fill(ellipse(0, y, radius, radius * TILT), shaded(paint, ((0, 1), (0.6, 0.96), (1, 0.86))))


def hollow(pen: Pen, y: float, radius: float, inside: RGB, wall: RGB, thick: float = 0.03) -> None:
    """Paint the open mouth of a vessel: a lit lip and the darkening inside."""
    pen.fill(
        ellipse(0, y, radius, radius * TILT), shaded(lighter(wall, 0.25), ((0, 1), (0.5, 0.9), (1, 0.75)))
    )
    inner = ellipse(0, y - thick * 0.15, radius - thick, (radius - thick) * TILT)
    with pen.clipped(inner) as inside_pen:
        inside_pen.fill(inner, shaded(inside, ((0, 0.5), (0.6, 0.85), (1, 1.0))))
        inside_pen.soft(
            ellipse(-0.1 * radius, y + radius * 0.12, radius * 0.95, radius * TILT * 0.8), 0.04, 0.45
        )
