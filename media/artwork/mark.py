"""The kawung mark: four petals around a point, as a drawing and as SVG for logo and favicons."""

import math

from PIL import Image

from media.artwork.colour import RGB
from media.artwork.paths import ellipse
from media.artwork.stage import Pen

_REACH, _LONG, _WIDE = 0.255, 0.215, 0.125
_SEED_LONG, _SEED_WIDE = 0.085, 0.032


def _oval(x: float, y: float, rx: float, ry: float, degrees: float) -> str:
    """Return SVG path data of an ellipse turned by `degrees`, in two arcs."""
    angle = math.radians(degrees)
    dx, dy = rx * math.cos(angle), rx * math.sin(angle)
    radii = f"{rx:.3f} {ry:.3f} {degrees:g}"
    return (
        f"M{x - dx:.3f} {y - dy:.3f}"
        f"A{radii} 0 1 {x + dx:.3f} {y + dy:.3f}"
        f"A{radii} 0 1 {x - dx:.3f} {y - dy:.3f}Z"
    )


def kawung_path(size: float) -> str:
    """Return SVG path data of the mark in a square of `size` units; fill it with the rule `evenodd`."""
    parts = []
    for quarter in range(4):
        degrees = 45 + quarter * 90
        angle = math.radians(degrees)
        x, y = (0.5 + _REACH * math.cos(angle)) * size, (0.5 + _REACH * math.sin(angle)) * size
        parts.append(_oval(x, y, _LONG * size, _WIDE * size, degrees % 180))
        parts.append(_oval(x, y, _SEED_LONG * size, _SEED_WIDE * size, degrees % 180))
    return "".join(parts)


def kawung_svg(size: int, colour: str) -> str:
    """Return an SVG document of the mark, `size` pixels square, in `colour` (any CSS colour word or code)."""
    if not all(character.isalnum() or character in "#(),.% -" for character in colour):
        raise ValueError(f"not a CSS colour: {colour!r}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}" role="img"><path fill="{colour}" fill-rule="evenodd" '
        f'd="{kawung_path(size)}"/></svg>'
    )


def draw_mark(picture: Image.Image, x: float, y: float, size: float, ink: RGB, ground: RGB) -> None:
    """Draw the mark around pixel (x, y), `size` pixels square, its seeds in `ground`."""
    pen = Pen(picture, x, y, size)
    for quarter in range(4):
        turn = math.pi / 4 + quarter * math.pi / 2
        petal_x, petal_y = _REACH * math.cos(turn), _REACH * math.sin(turn)
        pen.fill(ellipse(petal_x, petal_y, _LONG, _WIDE, turn=turn), ink)
        pen.fill(ellipse(petal_x, petal_y, _SEED_LONG, _SEED_WIDE, turn=turn), ground)
