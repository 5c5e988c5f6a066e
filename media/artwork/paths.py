"""Outlines as lists of points: circles, rounded boxes, smooth curves and their placement."""

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Path: TypeAlias = list[Point]


def ellipse(x: float, y: float, rx: float, ry: float, *, turn: float = 0.0, steps: int = 48) -> Path:
    """Return an ellipse around (x, y), turned by `turn` radians."""
    return arc(x, y, rx, ry, 0.0, math.tau, turn=turn, steps=steps)[:-1]


def arc(
    x: float, y: float, rx: float, ry: float, start: float, end: float, *, turn: float = 0.0, steps: int = 24
) -> Path:
    """Return the points of an elliptic arc from angle `start` to `end` (radians), both included."""
    cos, sin = math.cos(turn), math.sin(turn)
    path = []
    for step in range(steps + 1):
        angle = start + (end - start) * step / steps
        a, b = rx * math.cos(angle), ry * math.sin(angle)
        path.append((x + a * cos - b * sin, y + a * sin + b * cos))
    return path


def rounded(left: float, low: float, right: float, high: float, radius: float) -> Path:
    """Return a box with rounded corners."""
    r = min(radius, (right - left) / 2, (high - low) / 2)
    corners = ((right - r, high - r), (left + r, high - r), (left + r, low + r), (right - r, low + r))
    path: Path = []
    for number, (x, y) in enumerate(corners):
        path += arc(x, y, r, r, number * math.pi / 2, (number + 1) * math.pi / 2, steps=8)
    return path


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 10) -> Path:
    """Return a Catmull-Rom curve through `points`."""
    count = len(points)
    path: Path = []
    for index in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(index + offset) % count] for offset in (-1, 0, 1, 2))
        else:
            a, d = points[max(index - 1, 0)], points[min(index + 2, count - 1)]
            b, c = points[index], points[index + 1]
        path += [_between(a, b, c, d, step / steps) for step in range(steps)]
    return path if closed else [*path, points[-1]]


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def blend(p: float, q: float, r: float, s: float) -> float:
        bend = (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t
        return 0.5 * (2 * q + (r - p) * t + bend)

    return blend(a[0], b[0], c[0], d[0]), blend(a[1], b[1], c[1], d[1])


def placed(path: Iterable[Point], x: float, y: float, *, scale: float = 1.0, turn: float = 0.0) -> Path:
    """Return `path` scaled and turned about the origin, then moved to (x, y)."""
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    return [(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in path]


def mirrored(path: Sequence[Point]) -> Path:
    """Return an open half outline (top to bottom, right side) closed by its mirror image in x = 0."""
    return [*path, *((-x, y) for x, y in reversed(path))]


def spiral(x: float, y: float, radius: float, turns: float, *, start: float = 0.0, hand: int = 1) -> Path:
    """Return a spiral that winds inwards from `radius` to a quarter of it; `hand` -1 mirrors it."""
    steps = max(12, int(turns * 28))
    path = []
    for step in range(steps + 1):
        share = step / steps
        reach, angle = radius * (1 - 0.78 * share), start + hand * turns * math.tau * share
        path.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return path


def star(x: float, y: float, outer: float, inner: float, points: int, *, turn: float = 0.0) -> Path:
    """Return a star with `points` tips."""
    path = []
    for index in range(points * 2):
        reach, angle = (outer, inner)[index % 2], turn + index * math.pi / points
        path.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return path


def petal(length: float, width: float) -> Path:
    """Return a pointed leaf along +x from the origin, `width` across at its middle."""
    upper = [(length * t / 10, width / 2 * math.sin(math.pi * t / 10) ** 0.8) for t in range(11)]
    return [*upper, *((x, -y) for x, y in reversed(upper[1:-1]))]
