"""What fields and gardens give: spices, apples, vegetables."""

import math
from functools import partial

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import printed
from media.artwork.materials import fabric, plaited, timber
from media.artwork.paths import arc, ellipse, petal, placed, smooth
from media.artwork.shapes.food import CHILLI, LEAF
from media.artwork.shapes.shape import Shape
from media.artwork.solids import (
    TILT,
    Block,
    ball,
    block_shadow,
    face,
    low_shadow,
    shaded,
    sheen,
    standing_shadow,
)
from media.artwork.stage import Pen
from media.artwork.textures import speckled
from media.artwork.turned import Turned, hollow, turn

_SPICES = (
    (rgb("#8A3B12"), rgb("#C7702B"), "cinnamon"),
    (rgb("#C98A0C"), rgb("#F5C23A"), "turmeric"),
    (rgb("#3A2216"), rgb("#6E4527"), "cloves"),
    (rgb("#8E1C12"), rgb("#CF3A22"), "chilli"),
    (rgb("#6F6A3A"), rgb("#A8A05C"), "pepper"),
)


def spices(pen: Pen, design: Design) -> None:
    """Three bowls of ground and whole spice, nutmegs and cinnamon sticks before them."""
    kinds = design.luck("spices", design.scheme).sample(_SPICES, 3)
    for (x, y, size), (dark, light, name) in zip(
        ((-0.3, 0.08, 0.9), (0.3, 0.1, 0.86), (0.0, -0.02, 1.0)), kinds, strict=True
    ):
        spot = pen.at(x, y, scale=size)
        standing_shadow(spot, 0.24, 0.24)
        wall = timber(design, pick=len(name))
        turn(spot, Turned([(0.13, 0.0), (0.2, 0.06), (0.26, 0.18)]), wall)
        hollow(spot, 0.18, 0.26, dark, rgb("#B98A58"), 0.022)
        heap = [*smooth([(-0.23, 0.18), (-0.12, 0.26), (0.0, 0.3), (0.12, 0.25), (0.23, 0.18)]),
                *arc(0, 0.18, 0.23, 0.23 * TILT, 0, -math.pi)]  # fmt: skip
        grit = 4 if name in ("turmeric", "cinnamon", "chilli") else 9
        lumps = partial(speckled, dark=dark, light=light, grain_px=grit, name=name)
        spot.fill(heap, shaded(lumps))
    for x, y in ((-0.36, -0.14), (-0.24, -0.18), (0.32, -0.14)):
        low_shadow(pen, ellipse(x, y - 0.03, 0.06, 0.03))
        ball(pen, x, y, 0.055, rgb("#8A5A34"), squash=0.86)
    for shift in (0.0, 0.045):
        stick = [(0.06, -0.2 + shift), (0.3, -0.235 + shift)]
        low_shadow(pen, [*stick, (0.3, -0.26 + shift), (0.06, -0.23 + shift)])
        pen.tube(stick, 0.045, (rgb("#4E2612"), rgb("#8A4A22"), rgb("#A8602E"), rgb("#C98248")))


def fruit_crate(pen: Pen, design: Design) -> None:
    """A slatted wooden crate heaped with apples."""
    luck = design.layout("apples")
    crate = Block(1.0, 0.36, 0.6, yaw=-0.22)
    block_shadow(pen, crate)
    c = crate.corner
    pen.fill([c(0, 1, 0), c(1, 1, 0), c(1, 0.2, 1), c(0, 0.2, 1)], rgb("#4A2F1B"))
    tones = (rgb("#B8322A"), rgb("#C8452F"), rgb("#9FB345"), rgb("#C25A34"))
    kind = luck.choice(((0, 1, 3), (0, 1, 2), (2, 2, 3)))
    for level, (near, count) in enumerate(((0.15, 7), (0.42, 7), (0.68, 6), (0.95, 7))):
        for index in range(count):
            x, y = c((index + 0.55 + luck.uniform(-0.1, 0.1)) / count, 1.0, near)
            _apple(
                pen, x, y + 0.06 - 0.018 * level + luck.uniform(-0.015, 0.02), 0.082, tones[luck.choice(kind)]
            )
    wood_paint = timber(design)
    for number, low in enumerate((0.02, 0.36, 0.7)):
        side = (c(1, low + 0.27, 1), c(1, low + 0.27, 0), c(1, low, 1))
        face(pen, side, (0.6, 0.1), wood_paint, 0.66)
        face(
            pen,
            (c(0, low + 0.27, 1), c(1, low + 0.27, 1), c(0, low, 1)),
            (1.0, 0.1),
            wood_paint,
            0.95 - 0.03 * number,
        )
        pen.glaze([c(0, low, 1), c(1, low, 1), c(1, low - 0.035, 1), c(0, low - 0.035, 1)], (20, 12, 8), 0.5)
    for post in (0.0, 0.93):
        face(
            pen,
            (c(post, 1, 1.01), c(post + 0.07, 1, 1.01), c(post, 0, 1.01)),
            (0.07, 0.36),
            timber(design, upright=True),
            0.84,
        )
    tag = (c(0.34, 0.84, 1.02), c(0.66, 0.84, 1.02), c(0.34, 0.2, 1.02))
    face(pen, tag, (0.32, 0.23), printed(design))


def _apple(pen: Pen, x: float, y: float, radius: float, colour: RGB) -> None:
    ball(pen, x, y, radius, colour, squash=0.95)
    pen.soft(
        ellipse(x + 0.005, y + radius * 0.7, radius * 0.35, radius * 0.14), 0.012, 0.6, darker(colour, 0.6)
    )
    pen.stroke([(x, y + radius * 0.68), (x + 0.012, y + radius * 1.12)], 0.011, rgb("#5B3A1E"))


def vegetables(pen: Pen, design: Design) -> None:
    """A plaited basket of greens, carrots, tomatoes and aubergine."""
    luck = design.layout("greens")
    standing_shadow(pen, 0.46, 0.44)
    hollow(pen, 0.34, 0.47, rgb("#5B4524"), rgb("#B98A4E"), 0.02)
    for index in range(16):
        angle = 0.45 + 2.25 * index / 15
        root = (0.3 * math.cos(angle), 0.36)
        green = mix(rgb("#2F6B34"), rgb("#86B24A"), luck.random())
        blade = placed(
            petal(1, 0.34), *root, scale=luck.uniform(0.34, 0.52), turn=angle + luck.uniform(-0.15, 0.15)
        )
        pen.fill(blade, shaded(green))
        pen.stroke([blade[0], blade[10]], 0.007, lighter(green, 0.4))
    for x, lean in ((-0.3, 2.3), (-0.2, 2.0), (0.34, 0.9)):
        _carrot(pen, x, 0.42, lean)
    for x, y, tone in (
        (-0.06, 0.45, CHILLI),
        (0.12, 0.47, rgb("#D9442B")),
        (0.02, 0.38, rgb("#D23A26")),
        (0.26, 0.4, rgb("#4B2A5C")),
    ):
        ball(pen, x, y, 0.105, tone, squash=0.9)
        pen.fill(placed(petal(0.07, 0.03), x, y + 0.07, turn=0.6), LEAF)
        pen.fill(placed(petal(0.07, 0.03), x, y + 0.07, turn=2.4), LEAF)
    body = Turned([(0.34, 0.0), (0.42, 0.12), (0.46, 0.3), (0.47, 0.34)])
    turn(
        pen,
        body,
        plaited(design, pen, 0.18),
        belts=((0.15, 0.22, design.body), (0.315, 0.34, rgb("#A87B42"))),
    )
    band = fabric(design, pen, "bright", 0.12)
    turn(pen, Turned([(0.445, 0.15), (0.452, 0.22)]), band)


def _carrot(pen: Pen, x: float, y: float, lean: float) -> None:
    tip = placed([(0, -0.05), (0.22, -0.025), (0.27, 0.0), (0.22, 0.03), (0, 0.055)], x, y, turn=lean)
    pen.fill(smooth(tip, closed=True), shaded(rgb("#E07A1F")))
    sheen(pen, placed([(0.02, 0.015), (0.18, 0.008), (0.18, 0.02), (0.02, 0.035)], x, y, turn=lean), 0.35)


SHAPES: dict[str, Shape] = {
    "spices": Shape(spices, 1.1, 0.55, "lies", focus=(0.0, 0.14)),
    "fruit_crate": Shape(fruit_crate, 1.2, 0.62, focus=(0.0, 0.34)),
    "vegetables": Shape(vegetables, 1.0, 0.92, focus=(0.0, 0.34)),
}
