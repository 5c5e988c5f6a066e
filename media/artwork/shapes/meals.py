"""A boxed meal, heaped above its rim, the lid with the kitchen's name standing open behind it."""

import math
from functools import partial

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import printed
from media.artwork.materials import pattern
from media.artwork.paths import ellipse, petal, placed, smooth
from media.artwork.shapes.food import LEAF, chilli
from media.artwork.shapes.shape import Shape
from media.artwork.solids import Block, ball, block_shadow, face, low_shadow, shaded
from media.artwork.stage import Pen
from media.artwork.textures import speckled
from media.artwork.turned import Turned, hollow, turn

_CARD = rgb("#FBF6EC")
_BOX = Block(1.0, 0.22, 0.84, yaw=-0.36)


def catering_tray(pen: Pen, design: Design) -> None:
    """A boxed meal on banana leaf: rice, chicken, egg, vegetables, cucumber and chilli paste."""
    c = _BOX.corner
    block_shadow(pen, _BOX, reach=1.4)
    _lid(pen, design)
    mouth = [c(0, 1, 0), c(1, 1, 0), c(1, 1, 1), c(0, 1, 1)]
    pen.fill(mouth, shaded(darker(_CARD, 0.3)))
    _lining(pen)
    _meal(pen, design)
    band = pattern(design, pen, ("bright", "second", "deep")[design.scheme % 3], 0.17)
    face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (0.84, 0.22), band, 0.7)
    face(pen, (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)), (1.0, 0.22), band, 0.97)
    pen.stroke([c(0, 1, 1), c(1, 1, 1), c(1, 1, 0)], 0.016, _CARD)
    pen.stroke([c(1, 1, 1), c(1, 0, 1)], 0.006, lighter(design.body, 0.4))


def _lid(pen: Pen, design: Design) -> None:
    c = _BOX.corner
    left, right = c(0, 1, 0), c(1, 1, 0)
    up = (-0.05, 0.68)
    top = [(x + up[0], y + up[1]) for x, y in (left, right)]
    outline = [left, right, top[1], top[0]]
    pen.soft([(x + 0.05, y - 0.03) for x, y in outline], 0.04, 0.3)
    pen.fill([(x + 0.014, y + 0.004) for x, y in outline], darker(_CARD, 0.35))
    face(pen, (top[0], top[1], left), (1.0, 0.7), printed(design))
    pen.glaze(outline, (20, 12, 10), 0.28, stops=((0, 0.1), (0.7, 0.2), (1, 1)), upright=True)
    pen.stroke([top[0], top[1]], 0.008, _CARD)


def _lining(pen: Pen) -> None:
    """Lay banana leaf along the rim, its tips standing over the edge."""
    c = _BOX.corner
    for index in range(9):
        x, y = c(0.06 + index * 0.11, 0.9, 0.08)
        tip = placed(petal(0.19, 0.16), x, y, turn=1.9 - index * 0.1)
        pen.fill(tip, shaded(mix(LEAF, rgb("#86B24A"), (index % 3) * 0.28)))
    for index in range(6):
        x, y = c(0.95, 0.85, 0.1 + index * 0.16)
        tip = placed(petal(0.17, 0.13), x - 0.03, y, turn=0.75)
        pen.fill(tip, shaded(mix(LEAF, rgb("#86B24A"), (index % 2) * 0.3)))


def _meal(pen: Pen, design: Design) -> None:
    c = _BOX.corner
    _greens(pen.at(*c(0.83, 0.95, 0.3)), design)
    _rice(pen.at(*c(0.3, 0.72, 0.42)))
    _drumstick(pen.at(*c(0.62, 1.15, 0.42)))
    for right, near in ((0.62, 0.74), (0.8, 0.68)):
        _egg(pen.at(*c(right, 1.05, near)))
    for index in range(4):
        _cucumber(pen.at(*c(0.2 + index * 0.075, 1.06, 0.8 - index * 0.012)))
    dish = pen.at(*c(0.9, 0.95, 0.9))
    turn(dish, Turned([(0.06, -0.02), (0.085, 0.07)]), _CARD)
    hollow(dish, 0.07, 0.085, rgb("#A8231C"), _CARD, 0.012)
    chilli(pen.at(*c(0.42, 1.1, 0.92)), 0.0, 0.0, 0.25)


def _rice(pen: Pen) -> None:
    dome = Turned([(0.25, 0.0), (0.25, 0.08), (0.22, 0.17), (0.16, 0.24), (0.09, 0.275), (0.01, 0.29)])
    grains = partial(
        speckled,
        dark=rgb("#E4DAC4"),
        light=rgb("#FFFEF8"),
        grain_px=max(3, int(0.016 * pen.scale)),
        name="rice",
    )
    pen.soft(ellipse(0.04, 0.0, 0.27, 0.08), 0.03, 0.4)
    turn(pen, dome, grains, stops=((0, 0.8), (0.3, 1.0), (0.65, 0.92), (1, 0.7)))
    for x, y, lean in ((-0.05, 0.27, 0.4), (0.03, 0.285, 2.6), (0.0, 0.255, 1.2), (0.06, 0.26, 0.1)):
        pen.fill(placed(ellipse(0, 0, 0.03, 0.011, steps=16), x, y, turn=lean), rgb("#A8642A"))


def _drumstick(pen: Pen) -> None:
    brown = rgb("#B5651D")
    bone = [(0.17, 0.1), (0.29, 0.2)]
    pen.tube(bone, 0.04, (rgb("#B9A27A"), rgb("#E6D6B4"), rgb("#FFF6E0")))
    for x, y in ((0.3, 0.225), (0.315, 0.195)):
        ball(pen, x, y, 0.028, rgb("#F3E6CC"))
    leg = smooth(
        [(-0.2, -0.03), (-0.18, 0.07), (-0.08, 0.15), (0.06, 0.15), (0.19, 0.13), (0.22, 0.09),
         (0.12, 0.0), (0.02, -0.08), (-0.12, -0.1)], closed=True,
    )  # fmt: skip
    pen.soft([(x + 0.02, y - 0.03) for x, y in leg], 0.02, 0.5)
    skin = partial(
        speckled, dark=darker(brown, 0.3), light=lighter(brown, 0.16), grain_px=max(3, int(0.03 * pen.scale)),
        name="skin",
    )  # fmt: skip
    pen.fill(leg, shaded(skin, ((0, 1.0), (0.35, 1.1), (1, 0.55)), upright=True))
    pen.soft(ellipse(-0.06, 0.085, 0.09, 0.022, turn=0.25), 0.018, 0.6, (255, 222, 160))
    pen.soft(ellipse(-0.04, -0.06, 0.12, 0.03, turn=-0.1), 0.03, 0.45)


def _egg(pen: Pen) -> None:
    low_shadow(pen, ellipse(0, -0.02, 0.1, 0.05))
    pen.fill(ellipse(0.004, -0.012, 0.098, 0.068, steps=28), rgb("#D8C7A4"))
    pen.fill(ellipse(0, 0, 0.096, 0.064, steps=28), shaded(rgb("#FFFAEE"), ((0, 1), (1, 0.88))))
    ball(pen, 0.004, 0.002, 0.048, rgb("#F2A51E"), squash=0.7)


def _cucumber(pen: Pen) -> None:
    low_shadow(pen, ellipse(0, 0.0, 0.075, 0.055), depth=0.015)
    pen.fill(ellipse(0, 0, 0.078, 0.062, turn=0.3, steps=28), rgb("#3F7A3A"))
    pen.fill(ellipse(-0.002, 0.002, 0.068, 0.053, turn=0.3, steps=28), rgb("#CFE3A6"))
    pen.fill(ellipse(-0.002, 0.002, 0.042, 0.032, turn=0.3, steps=20), rgb("#E6F0C8"))
    for step in range(6):
        angle = step * math.tau / 6
        seed = placed(petal(0.02, 0.008), 0.018 * math.cos(angle), 0.014 * math.sin(angle), turn=angle)
        pen.fill(seed, rgb("#A9C77C"))


def _greens(pen: Pen, design: Design) -> None:
    luck = design.layout("meal")
    tones: tuple[RGB, ...] = (rgb("#4F8A3A"), rgb("#6BA84A"), rgb("#8CBF5A"), rgb("#D9772B"), rgb("#3E7A34"))
    for step in range(16):
        x, y = luck.uniform(-0.14, 0.1), 0.02 + luck.uniform(-0.04, 0.09)
        bit = placed(petal(0.13, 0.04), x, y, turn=luck.uniform(0.2, 2.9))
        low_shadow(pen, bit, depth=0.008)
        pen.fill(bit, shaded(tones[step % 5]))


SHAPES: dict[str, Shape] = {
    "catering_tray": Shape(catering_tray, 1.25, 1.0, "lies", focus=(0.0, 0.36)),
}
