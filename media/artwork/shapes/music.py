"""Instruments: the bronze gong and the bamboo angklung."""

import math

from media.artwork.colour import RGB, darker, lighter, rgb
from media.artwork.design import Design
from media.artwork.light import ROUND
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
    """An angklung: three tuned bamboo tubes, tall to short, hanging in a frame bound with rattan."""
    bamboo = (rgb("#D9B66A"), rgb("#C79A52"), rgb("#E3C888"))[
        (design.luck("bamboo").randrange(3) + design.scheme) % 3
    ]
    shades = cane(bamboo)
    standing_shadow(pen, 0.56, 0.14)
    for height in (0.9, 0.58):
        rail = [(-0.46, height + 0.04), (0.46, height - 0.2)]
        pen.soft(
            [(x + 0.01, y - dy) for dy in (0.01, 0.05) for x, y in rail[:: 1 if dy < 0.02 else -1]], 0.01, 0.3
        )
        pen.tube(rail, 0.026, shades)
    for x, top in ((-0.46, 1.0), (-0.155, 0.9), (0.155, 0.82), (0.46, 0.74)):
        pen.tube([(x, 0.02), (x, top)], 0.034, shades)
        for joint in (0.34, 0.66):
            if joint < top:
                pen.stroke([(x - 0.016, joint), (x + 0.016, joint)], 0.007, darker(bamboo, 0.4))
    for x, high in ((-0.307, 0.86), (0.0, 0.74), (0.307, 0.62)):
        _bamboo_tube(pen, x, 0.13, high, bamboo)
    pen.tube([(-0.58, 0.04), (0.58, 0.04)], 0.12, shades)
    for x in (-0.2, 0.22):
        pen.stroke([(x, -0.012), (x, 0.092)], 0.008, darker(bamboo, 0.4))
    for x in (-0.6, 0.6):
        pen.fill(ellipse(x, 0.04, 0.03, 0.06), shaded(lighter(bamboo, 0.3)))
        pen.fill(ellipse(x, 0.04, 0.018, 0.04), rgb("#4A2F16"))
    _bindings(pen, design)


def _bindings(pen: Pen, design: Design) -> None:
    """Wind patterned ribbon where canes cross, and let a tassel hang from the tallest post."""
    ribbon = fabric(design, pen, ("bright", "second", "deep")[design.scheme % 3], 0.1)
    for number, x in enumerate((-0.46, -0.155, 0.155, 0.46)):
        for y in (0.11, 0.94 - 0.08 * number):
            pen.fill(rounded(x - 0.03, y - 0.04, x + 0.03, y + 0.04, 0.015), shaded(ribbon, ROUND))
    for step in range(7):
        tip = (-0.46 + (step - 3) * 0.013, 0.69 + abs(step - 3) * 0.008)
        pen.stroke([(-0.46, 0.92), tip], 0.01, design.palette.main if step % 2 else design.palette.accent)


def _bamboo_tube(pen: Pen, x: float, low: float, high: float, bamboo: RGB) -> None:
    """Paint one tube: a closed foot with a node, and above it the tongue cut open at the front."""
    half, waist = 0.075, low + (high - low) * 0.48
    light = ((0, 0.55), (0.12, 0.85), (0.34, 1.12), (0.62, 0.9), (0.9, 0.58), (1, 0.66))
    foot = arc(x, low, half, half * TILT, math.pi, math.tau)
    whole = [*foot, (x + half, waist), *_tongue(x, half, waist, high), (x - half, waist)]
    pen.soft([(a + 0.035, b - 0.015) for a, b in whole], 0.02, 0.36)
    low_cut = waist - half * 0.6
    tongue = [(x + half, low_cut), *_tongue(x, half, waist, high), (x - half, low_cut)]
    pen.fill(tongue, shaded(darker(bamboo, 0.34), ((0, 1.25), (0.3, 0.7), (0.75, 0.95), (1, 1.35))))
    rim = [(a, b) for a, b in tongue[1:-1]]
    pen.stroke(rim, 0.012, lighter(bamboo, 0.5))
    body = [*foot, (x + half, waist), *arc(x, waist, half, half * 0.55, 0.0, -math.pi), (x - half, waist)]
    pen.fill(body, shaded(bamboo, light))
    pen.stroke(arc(x, waist, half, half * 0.55, 0.0, -math.pi), 0.01, lighter(bamboo, 0.55))
    for node in (low + 0.012, low + (waist - low) * 0.6):
        ring = arc(x, node, half * 1.03, half * TILT, math.pi, math.tau)
        pen.stroke([(a, b - 0.008) for a, b in ring], 0.009, darker(bamboo, 0.45))
        pen.stroke(ring, 0.008, lighter(bamboo, 0.4))


def _tongue(x: float, half: float, waist: float, high: float) -> list[tuple[float, float]]:
    """Return the upper edge of a tube, right to left: shoulders that narrow to a rounded tongue."""
    narrow = half * 0.62
    right = smooth([(x + half, waist), (x + half * 0.96, waist + 0.06), (x + narrow, waist + 0.13)], steps=6)
    crown = arc(x, high - narrow, narrow, narrow, 0.0, math.pi, steps=14)
    left = [(2 * x - a, b) for a, b in reversed(right)]
    return [*right, *crown, *left]


SHAPES: dict[str, Shape] = {
    "gamelan": Shape(gamelan, 1.16, 1.06, focus=(0.0, 0.52)),
    "angklung": Shape(angklung, 1.3, 1.04, focus=(-0.06, 0.46)),
}
