"""Grey masks with smooth edges: filled outlines, lines with round ends, and soft shadows.

Masks depend on outlines alone, not on colours, so the same thing in another product's colours finds them
ready: draw the pictures of one archetype and view one after another. Nobody may draw on a mask handed out.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFilter

from media.artwork.paths import Path, Point

Box: TypeAlias = tuple[int, int, int, int]
_Size: TypeAlias = tuple[int, int]
_Outline: TypeAlias = tuple[Point, ...]

_KEPT = 640
"""How many masks of each sort are remembered: those of a view or two of the most detailed things."""

_CELL = 112
"""Pixels along the cells into which a large mask is cut: empty ones cost nothing, full ones little."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A grey picture, whole and in pieces: boxes within it, each with its grey or None where all is 255."""

    grey: Image.Image
    pieces: tuple[tuple[Box, Image.Image | None], ...]


def _cut(grey: Image.Image) -> Mask:
    width, height = grey.size
    across, down = max(1, round(width / _CELL)), max(1, round(height / _CELL))
    if across == down == 1:
        return Mask(grey, (((0, 0, width, height), grey),))
    xs = [round(width * i / across) for i in range(across + 1)]
    ys = [round(height * i / down) for i in range(down + 1)]
    cells = [(left, top, right, low) for top, low in pairwise(ys) for left, right in pairwise(xs)]
    return Mask(grey, tuple(piece for cell in cells if (piece := _piece(grey, cell))))


def _piece(grey: Image.Image, cell: Box) -> tuple[Box, Image.Image | None] | None:
    part = grey.crop(cell)
    filled = part.getbbox()
    if filled is None:
        return None
    if part.getextrema() == (255, 255):
        return cell, None
    left, top = cell[0], cell[1]
    box = left + filled[0], top + filled[1], left + filled[2], top + filled[3]
    return box, part.crop(filled)


def inside(box: Box, layers: Iterable[tuple[Path, int]]) -> Mask:
    """Return the pixels of `box` as grey: each outline (image pixels) filled in turn with its grey level."""
    return _inside(_extent(box), tuple((_moved(points, box), level) for points, level in layers))


def lines(box: Box, layers: Iterable[tuple[Path, float, int]]) -> Mask:
    """Return the pixels of `box` as grey: lines with round ends, each with its width and grey level."""
    return _lines(_extent(box), tuple((_moved(points, box), width, level) for points, width, level in layers))


def blurred(box: Box, shapes: Iterable[Path], radius: float, level: int) -> Mask:
    """Return the pixels of `box` as grey: all `shapes` in one `level`, their edges `radius` pixels soft."""
    return _blurred(_extent(box), tuple(_moved(points, box) for points in shapes), radius, level)


def _extent(box: Box) -> _Size:
    return box[2] - box[0], box[3] - box[1]


def _moved(points: Path, box: Box) -> _Outline:
    """Return `points` counted from the box's corner."""
    left, top = box[0], box[1]
    return tuple([(x - left, y - top) for x, y in points])


@lru_cache(maxsize=_KEPT)
def _inside(size: _Size, layers: tuple[tuple[_Outline, int], ...]) -> Mask:
    area = size[0] * size[1]
    zoom = 4 if area < 20_000 else 3 if area < 250_000 else 2
    mask = Image.new("L", (size[0] * zoom, size[1] * zoom))
    draw = ImageDraw.Draw(mask)
    for points, level in layers:
        draw.polygon([(x * zoom, y * zoom) for x, y in points], fill=level)
    return _cut(mask.reduce(zoom))


@lru_cache(maxsize=_KEPT)
def _lines(size: _Size, layers: tuple[tuple[_Outline, float, int], ...]) -> Mask:
    zoom = 4 if max(width for _, width, _ in layers) < 24 else 3
    picture = Image.new("L", (size[0] * zoom, size[1] * zoom))
    draw = ImageDraw.Draw(picture)
    for points, width, level in layers:
        moved = [(x * zoom, y * zoom) for x, y in points]
        thick = max(1, round(width * zoom))
        draw.line(moved, fill=level, width=thick, joint="curve")
        for x, y in (moved[0], moved[-1]):
            draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=level)
    return _cut(picture.reduce(zoom))


@lru_cache(maxsize=_KEPT)
def _blurred(size: _Size, shapes: Sequence[_Outline], radius: float, level: int) -> Mask:
    """Draw small, blur there and enlarge: nothing softer than the step is lost."""
    step = max(1, min(8, int(radius / 3)))
    small = max(1, math.ceil(size[0] / step)), max(1, math.ceil(size[1] / step))
    mask = Image.new("L", small)
    draw = ImageDraw.Draw(mask)
    for shape in shapes:
        draw.polygon([(x / step, y / step) for x, y in shape], fill=level)
    mask = mask.filter(ImageFilter.GaussianBlur(radius / step))
    mask = mask.resize((small[0] * step, small[1] * step), Image.Resampling.BILINEAR)
    return _cut(mask.crop((0, 0, *size)))
