"""Instruments: the bronze gong and the bamboo angklung."""

import math

from media.artwork.colour import RGB, darker, lighter, rgb
from media.artwork.design import Design
from media.artwork.materials import carved, fabric, timber
from media.artwork.paths import arc, ellipse, rounded, smooth
from media.artwork.shapes.craft import GILT, GOLD
from media.artwork.shapes.furniture import cane
from media.artwork.shapes.shape import Shape
from media.artwork.solids import TILT, Block, ball, block, block_shadow, shaded, standing_shadow
from media.artwork.stage import Pen


def gamelan(pen: Pen, design: Design) -> None:
    """A bronze gong hanging from a carved and gilded frame, its padded beater beside it."""
    base = Block(0.98, 0.1, 0.3, yaw=0.0)
    block_shadow(pen, base, reach=1.2)
    wood = timber(design, upright=True, pick=design.scheme)
    block(pen, base, carved(design, pen, 0.12, pick=design.scheme), wood, wood)
    for x in (-0.42, 0.42):
        post = [(x - 0.045, 0.1), (x - 0.04, 0.9), (x + 0.04, 0.9), (x + 0.045, 0.1)]
        pen.fill(post, shaded(wood, ((0, 0.7), (0.35, 1.05), (1, 0.5))))
        for y in (0.18, 0.8):
            pen.fill(rounded(x - 0.055, y, x + 0.055, y + 0.03, 0.01), shaded(GOLD, GILT))
    top = [
        (-0.52, 0.88),
        *smooth([(-0.54, 0.98), (-0.3, 0.94), (0.0, 1.04), (0.3, 0.94), (0.54, 0.98)]),
        (0.52, 0.88),
    ]
    pen.soft([(x, y - 0.03) for x, y in top], 0.02, 0.3)
    pen.fill(top, shaded(carved(design, pen, 0.14, pick=design.scheme), ((0, 0.9), (0.4, 1.05), (1, 0.8))))
    pen.stroke(top[1:-1], 0.012, GOLD)
    for x in (-0.12, 0.12):
        pen.stroke([(x, 0.89), (x * 1.25, 0.76)], 0.014, design.palette.main)
    _gong(pen.at(0, 0.5), 0.32)


def _gong(pen: Pen, radius: float) -> None:
    bronze = rgb("#B07A2E")
    pen.soft(ellipse(0.05, -0.03, radius, radius), 0.04, 0.4)
    rim = ellipse(0, 0, radius, radius, steps=80)
    pen.fill(rim, shaded(darker(bronze, 0.2), ((0, 0.6), (0.3, 1.1), (1, 0.5))))
    for reach, tone in ((0.94, 0.0), (0.7, 0.14), (0.66, 0.0)):
        disc = ellipse(0, 0, radius * reach, radius * reach, steps=72)
        pen.fill(
            disc, shaded(lighter(bronze, tone), ((0, 0.72), (0.28, 1.15), (0.5, 0.95), (0.8, 1.05), (1, 0.6)))
        )
    for reach in (0.84, 0.77, 0.55, 0.48):
        ring = ellipse(0, 0, radius * reach, radius * reach, steps=72)
        pen.stroke([*ring, ring[0]], 0.004, darker(bronze, 0.35))
    pen.soft(ellipse(0.01, -0.01, radius * 0.3, radius * 0.3), 0.02, 0.5)
    ball(pen, 0, 0, radius * 0.26, rgb("#D9A24A"))


def angklung(pen: Pen, design: Design) -> None:
    """An angklung: tuned bamboo tubes hanging in a rattan-bound frame."""
    bamboo = (rgb("#D9B66A"), rgb("#C79A52"), rgb("#E3C888"))[
        (design.luck("bamboo").randrange(3) + design.scheme) % 3
    ]
    shades = cane(bamboo)
    standing_shadow(pen, 0.5, 0.12)
    tubes = ((-0.28, 0.66), (-0.02, 0.53), (0.22, 0.42))
    for x, top in ((-0.42, 1.0), (-0.14, 0.92), (0.11, 0.8), (0.36, 0.68)):
        pen.tube([(x, 0.0), (x, top)], 0.024, shades)
    pen.tube([(-0.44, 0.95), (0.4, 0.66)], 0.022, shades)
    pen.tube([(-0.44, 0.62), (0.39, 0.44)], 0.02, shades)
    for x, height in tubes:
        _bamboo_tube(pen, x, 0.12, height, bamboo)
    pen.tube([(-0.52, 0.04), (0.5, 0.04)], 0.1, shades)
    for x in (-0.52, 0.5):
        pen.fill(ellipse(x, 0.04, 0.026, 0.05), rgb("#7A5426"))
        pen.fill(ellipse(x, 0.04, 0.016, 0.034), rgb("#3A2412"))
    ribbon = fabric(design, pen, ("bright", "second", "deep")[design.scheme % 3], 0.1)
    for x, y in ((-0.42, 0.93), (-0.14, 0.83), (0.11, 0.74), (0.36, 0.65)):
        pen.fill(
            rounded(x - 0.022, y - 0.03, x + 0.022, y + 0.03, 0.008),
            shaded(ribbon, ((0, 0.7), (0.4, 1.1), (1, 0.6))),
        )
    for x in (-0.3, 0.0, 0.3):
        pen.fill(
            [(x - 0.03, 0.09), (x + 0.03, 0.09), (x + 0.03, -0.01), (x - 0.03, -0.01)],
            shaded(ribbon, ((0, 1.0), (1, 0.6)), upright=True),
        )


def _bamboo_tube(pen: Pen, x: float, low: float, height: float, bamboo: RGB) -> None:
    wide = 0.052 + height * 0.03
    pen.soft(
        [
            (x - wide, low),
            (x + wide + 0.05, low - 0.01),
            (x + wide + 0.05, low + height * 0.8),
            (x - wide, low + height),
        ],
        0.025,
        0.28,
    )
    tongue = [
        (x - wide * 0.2, low + height),
        (x + wide * 0.1, low + height * 0.48),
        (x + wide, low + height * 0.42),
    ]
    body = smooth(tongue, steps=6)
    path = [(x - wide, low), (x - wide, low + height), *body, (x + wide, low)]
    pen.fill(path, shaded(bamboo, ((0, 0.55), (0.14, 0.85), (0.36, 1.12), (0.7, 0.8), (1, 0.5))))
    pen.fill(
        [(x - wide * 0.2, low + height), *body, (x + wide * 0.8, low + height * 0.43)], darker(bamboo, 0.35)
    )
    pen.fill(ellipse(x - wide * 0.6, low + height, wide * 0.4, wide * TILT), lighter(bamboo, 0.35))
    for y in (low + 0.02, low + height * 0.36):
        pen.stroke(
            arc(x, y + 0.01, wide, wide * TILT, math.pi, math.tau, steps=12), 0.008, darker(bamboo, 0.4)
        )
        pen.stroke(
            arc(x, y + 0.017, wide, wide * TILT, math.pi, math.tau, steps=12), 0.005, lighter(bamboo, 0.45)
        )


SHAPES: dict[str, Shape] = {
    "gamelan": Shape(gamelan, 1.16, 1.06, focus=(0.0, 0.52)),
    "angklung": Shape(angklung, 1.12, 1.04, focus=(-0.06, 0.46)),
}
