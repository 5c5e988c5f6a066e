"""The four views of a product: alone, with its siblings, from near, and in use."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image

from media.artwork import backdrops
from media.artwork.backdrops import FORMS, MOODS
from media.artwork.colour import lighter, mix
from media.artwork.design import Design
from media.artwork.light import Size
from media.artwork.seeds import chance
from media.artwork.shapes import Shape
from media.artwork.solids import standing_shadow
from media.artwork.stage import Pen
from media.artwork.turned import cap, cylinder, turn

_FLOOR = 0.8
"""How far down the picture a tall thing stands in the hero view; low things stand higher."""


def _looks(design: Design) -> list[tuple[int, int]]:
    """Return the three pairs of wall colour and panel in which goods of this colour and pattern are shown.

    Few looks give one shop's pictures a common hand, and let the walls be drawn once.
    """
    luck = chance("looks", design.palette.code, design.motif)
    return list(zip(luck.sample(range(MOODS), 3), luck.sample(range(FORMS), 3), strict=True))


def hero(shape: Shape, design: Design, size: Size) -> Image.Image:
    """Show the thing alone in the studio: on a podium, on the floor, or on the wall."""
    luck = design.luck("hero")
    mood, form = luck.choice(_looks(design)[:2])
    picture = backdrops.studio(design.palette, design.motif, mood, form, size)
    width, height = size
    scale = _fitted(shape, width * 0.62, height * 0.62)
    floor = min(_FLOOR, 0.55 + shape.height * scale / height / 2)
    pen = Pen(picture, width / 2, height * floor, scale)
    if shape.pose == "hangs":
        shape.paint(replace(pen, y=height * (0.5 + shape.height * scale / height / 2)), design)
        return picture
    if shape.pose == "stands" and luck.random() < 0.6:
        pen = _podium(pen, shape, design, mood)
    shape.paint(pen, design)
    return picture


def _podium(pen: Pen, shape: Shape, design: Design, mood: int) -> Pen:
    """Stand a low round podium under the thing and return a pen on its top."""
    radius = shape.width * 0.5 + 0.14
    high = 0.09
    lower = replace(pen, y=pen.y + 0.03 * pen.scale)
    tone = mix(backdrops.wall_colour(design.palette, mood), design.palette.paper, 0.5)
    standing_shadow(lower, radius, radius)
    turn(lower, cylinder(radius, 0, high), tone)
    cap(lower, high, radius, lighter(tone, 0.3))
    return lower.at(0, high - 0.01)


def group(shape: Shape, design: Design, size: Size) -> Image.Image:
    """Show three of it, each in another colour, the nearest largest."""
    mood, form = design.luck("group").choice(_looks(design))
    picture = backdrops.studio(design.palette, design.motif, mood, form, size)
    width, height = size
    scale = _fitted(shape, width * 0.4, height * 0.5)
    if shape.pose == "hangs":
        places = ((-0.27, 0.72, 0.86, 1), (0.27, 0.72, 0.86, 2), (0.0, 0.8, 1.0, 0))
    else:
        places = ((-0.23, 0.73, 0.86, 1), (0.24, 0.745, 0.9, 2), (-0.01, 0.87, 1.06, 0))
    for right, down, grow, scheme in places:
        pen = Pen(picture, width * (0.5 + right), height * down, scale * grow)
        shape.paint(pen, replace(design, scheme=design.scheme + scheme))
    return picture


def close_up(shape: Shape, design: Design, size: Size) -> Image.Image:
    """Show the thing from near, the studio behind it out of focus."""
    luck = design.luck("close-up")
    mood, form = luck.choice(_looks(design)[1:])
    picture = backdrops.studio(design.palette, design.motif, mood, form, size)
    width, height = size
    scale = _fitted(shape, width * 1.2, height * 1.3)
    x, y = shape.centre
    pen = Pen(
        picture, width * 0.5 - x * scale + width * luck.choice((-0.04, 0.03)), height * 0.5 + y * scale, scale
    )
    shape.paint(pen, design)
    return picture


def in_use(shape: Shape, design: Design, size: Size) -> Image.Image:
    """Show the thing where it belongs: on a table with a cloth, or on a wall of its region's colour."""
    luck = design.luck("in use")
    width, height = size
    if shape.pose == "hangs":
        mood, _ = luck.choice(_looks(design))
        picture = backdrops.papered(design.palette, design.motif, mood, size).copy()
        scale = _fitted(shape, width * 0.56, height * 0.68)
        pen = Pen(picture, width * 0.46, height * 0.47 + shape.height * scale / 2, scale)
        shape.paint(pen, design)
        return picture
    mood, _ = luck.choice(_looks(design)[1:])
    picture = backdrops.table(design.palette, design.motif, mood, size).copy()
    backdrops.runner(
        Pen(picture, width / 2, height * 0.82, height * 0.5), design.palette, design.motif, "deep"
    )
    scale = _fitted(shape, width * 0.5, height * 0.56)
    shape.paint(Pen(picture, width * luck.choice((0.45, 0.5, 0.55)), height * 0.86, scale), design)
    return picture


VIEWS: tuple[Callable[[Shape, Design, Size], Image.Image], ...] = (hero, group, close_up, in_use)


def _fitted(shape: Shape, width: float, height: float) -> float:
    """Return the scale (pixels a unit) at which the shape fills a box of `width` by `height` pixels."""
    return min(width / shape.width, height / shape.height)
