"""Food laid out: rolls, cakes, chips and fish."""

import math

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import printed
from media.artwork.materials import clay, pattern, plaited
from media.artwork.paths import Path, arc, ellipse, petal, placed, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import (
    TILT,
    Block,
    ball,
    block_shadow,
    face,
    low_shadow,
    shaded,
    standing_shadow,
)
from media.artwork.stage import Pen
from media.artwork.textures import speckled
from media.artwork.turned import Turned, cap, hollow, turn

LEAF = rgb("#3F7A3A")
CHILLI = rgb("#C1271B")


def plate(pen: Pen, design: Design, radius: float) -> None:
    """A shallow plate with a patterned rim, ready to be filled at height 0.06."""
    glaze = mix(design.palette.paper, design.palette.soft, 0.4)
    standing_shadow(pen, radius, radius)
    turn(pen, Turned([(radius * 0.55, 0.0), (radius * 0.7, 0.015), (radius, 0.06)]), glaze)
    cap(pen, 0.06, radius, pattern(design, pen, "bright", 0.13), edge=lighter(glaze, 0.3))
    pen.fill(ellipse(0, 0.057, radius * 0.84, radius * 0.84 * TILT), shaded(glaze))


def leaf(pen: Pen, x: float, y: float, length: float, turn_: float, colour: RGB = LEAF) -> None:
    """A leaf lying flat, its rib lighter."""
    outline = [(a, y + (b - y) * 0.45) for a, b in placed(petal(1, 0.5), x, y, scale=length, turn=turn_)]
    low_shadow(pen, outline)
    pen.fill(outline, shaded(colour, ((0, 0.8), (0.5, 1.05), (1, 0.8))))
    pen.stroke([outline[0], outline[10]], 0.008, lighter(colour, 0.35))


def chilli(pen: Pen, x: float, y: float, turn_: float, colour: RGB = CHILLI, size: float = 1.0) -> None:
    """A small hot chilli with its green stalk."""
    spine = placed(smooth([(0, 0), (0.07, 0.018), (0.16, 0.0)]), x, y, scale=size, turn=turn_)
    low_shadow(pen, [*spine, (spine[-1][0], spine[-1][1] - 0.01)], depth=0.012)
    for index, (a, b) in enumerate(spine[::2]):
        thick = 0.022 * size * (1 - index / len(spine) * 1.4)
        pen.fill(ellipse(a, b, max(0.004, thick), max(0.004, thick), steps=14), darker(colour, 0.12))
    pen.stroke([(a - 0.003, b + 0.006) for a, b in spine[2:14]], 0.006 * size, lighter(colour, 0.5))
    pen.stroke([spine[0], (spine[0][0] - 0.04 * math.cos(turn_), spine[0][1] + 0.02)], 0.01 * size, LEAF)


def lunpia(pen: Pen, design: Design) -> None:
    """Spring rolls piled on a plate with sauce, chilli and leeks."""
    plate(pen, design, 0.52)
    leaf(pen, -0.4, 0.03, 0.72, 0.35)
    leaf(pen, 0.42, 0.03, 0.68, 2.9)
    places = ((-0.2, 0.09), (-0.03, 0.07), (0.14, 0.085), (-0.11, 0.155), (0.06, 0.15), (-0.02, 0.225))
    luck = design.layout("rolls")
    for x, y in places:
        _roll(pen, x, y, 0.42 + luck.uniform(-0.08, 0.08), luck.uniform(0, 0.3))
    dish = Turned([(0.06, 0.03), (0.11, 0.06), (0.13, 0.11)])
    side = pen.at(0.34, -0.04)
    low_shadow(side, ellipse(0, 0.04, 0.13, 0.04))
    turn(side, dish, design.palette.second)
    hollow(side, 0.11, 0.13, rgb("#8A4A12"), design.palette.second, 0.016)
    chilli(pen, -0.42, 0.0, 0.2)
    chilli(pen, -0.38, -0.04, -0.1, rgb("#3E8A3A"))


def _roll(pen: Pen, x: float, y: float, lean: float, brown: float) -> None:
    half = 0.19
    ends = [(x - half * math.cos(lean), y - half * math.sin(lean) * 0.7),
            (x + half * math.cos(lean), y + half * math.sin(lean) * 0.7)]  # fmt: skip
    tone = mix(rgb("#D9953F"), rgb("#B36A20"), brown)
    low_shadow(
        pen, [ends[0], ends[1], (ends[1][0], ends[1][1] - 0.05), (ends[0][0], ends[0][1] - 0.05)], depth=0.03
    )
    pen.tube(
        ends, 0.115, (darker(tone, 0.42), darker(tone, 0.2), tone, lighter(tone, 0.25), lighter(tone, 0.5))
    )
    for share in (0.25, 0.55):
        a, b = ends[0][0] + (ends[1][0] - ends[0][0]) * share, ends[0][1] + (ends[1][1] - ends[0][1]) * share
        pen.soft(ellipse(a, b, 0.03, 0.02), 0.015, 0.4, darker(tone, 0.5))
    pen.fill(ellipse(*ends[0], 0.03, 0.05, turn=lean, steps=20), rgb("#F3DFB0"))
    pen.fill(ellipse(ends[0][0], ends[0][1], 0.018, 0.03, turn=lean, steps=16), rgb("#C79A4E"))


def wingko(pen: Pen, design: Design) -> None:
    """Round coconut cakes stacked on a banana leaf, one cut open, a paper box behind."""
    carton = Block(0.6, 0.42, 0.16, yaw=-0.3, x=0.14, z=-0.5)
    block_shadow(pen, carton, reach=0.3)
    c = carton.corner
    face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (0.16, 0.42), pattern(design, pen, "deep", 0.2), 0.75)
    face(pen, (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)), (0.6, 0.42), printed(design))
    face(pen, (c(0, 1, 0), c(1, 1, 0), c(0, 1, 1)), (0.6, 0.16), design.body)
    leaf(pen, -0.56, -0.02, 1.16, 0.03)
    leaf(pen, 0.54, -0.06, 1.0, 3.2, rgb("#4F8C42"))
    for x, y, level in ((-0.22, -0.02, 2), (0.12, -0.06, 3), (0.36, -0.1, 1)):
        for step in range(level):
            _cake(pen.at(x + (step % 2) * 0.012, y + step * 0.075), 0.17)
    wedge = pen.at(-0.02, -0.17)
    _cake(wedge, 0.13)


def _cake(pen: Pen, radius: float) -> None:
    low_shadow(pen, ellipse(0, 0.0, radius, radius * TILT * 1.2), depth=0.02)
    side = rgb("#E6C58A")
    turn(
        pen, Turned([(radius * 0.96, 0.0), (radius, 0.02), (radius, 0.05), (radius * 0.94, 0.07)]), clay(side)
    )
    top = rgb("#B9722C")

    cap(
        pen,
        0.07,
        radius * 0.95,
        lambda size: speckled(size, top, rgb("#E0A552"), max(3, size[0] // 14), "bake"),
    )
    pen.stroke(arc(0, 0.07, radius * 0.95, radius * 0.95 * TILT, 2.4, 4.4), 0.007, rgb("#F2D49A"))


def tempe_chips(pen: Pen, design: Design) -> None:
    """Thin golden tempe chips heaped in a plaited tray, a few fallen beside it."""
    luck = design.layout("chips")
    standing_shadow(pen, 0.5, 0.48)
    turn(pen, Turned([(0.36, 0.0), (0.44, 0.06), (0.5, 0.15)]), plaited(design, pen, 0.14))
    hollow(pen, 0.15, 0.5, rgb("#8A6230"), rgb("#D9B06A"), 0.03)
    for level, (count, reach) in enumerate(((11, 0.4), (9, 0.31), (7, 0.21), (4, 0.1))):
        for index in range(count):
            angle = index * math.tau / count + level
            x, y = reach * math.cos(angle), 0.17 + level * 0.055 + reach * TILT * math.sin(angle)
            _chip(pen, x + luck.uniform(-0.02, 0.02), y, luck.uniform(0.1, 0.125), luck.random() * 3, design)
    cloth = smooth([(-0.52, 0.13), (-0.3, 0.02), (0.0, -0.01), (0.3, 0.02), (0.52, 0.13)])
    pen.stroke(cloth, 0.03, darker(rgb("#D9B06A"), 0.3))
    pen.stroke([(x, y + 0.005) for x, y in cloth], 0.018, rgb("#E9C88C"))
    for x, y in ((0.5, -0.06), (0.36, -0.13), (-0.46, -0.1)):
        low_shadow(pen, ellipse(x, y - 0.01, 0.1, 0.045))
        _chip(pen, x, y, 0.11, luck.random() * 3, design)


def _chip(pen: Pen, x: float, y: float, radius: float, turn_: float, design: Design) -> None:
    luck = design.layout("chip", round(x * 1000), round(y * 1000))
    wavy = [
        (
            x + radius * math.cos(a) * (1 + 0.08 * math.sin(3 * a + turn_)),
            y + radius * 0.62 * math.sin(a + 0.2),
        )
        for a in (step * math.tau / 22 for step in range(22))
    ]
    tone = mix(rgb("#E9B45C"), rgb("#C8862F"), luck.random() * 0.7)
    pen.fill([(a + 0.006, b - 0.014) for a, b in wavy], darker(tone, 0.5))
    pen.fill(wavy, tone)
    for _ in range(7):
        angle, reach = luck.uniform(0, math.tau), radius * luck.uniform(0.1, 0.68)
        bean = ellipse(
            x + reach * math.cos(angle), y + reach * 0.6 * math.sin(angle), 0.02, 0.013, turn=angle, steps=12
        )
        pen.fill(bean, lighter(tone, 0.5))


def fish_pack(pen: Pen, design: Design) -> None:
    """Two pressure-cooked milkfish on a leaf, their printed box behind."""
    carton = Block(0.96, 0.4, 0.18, yaw=-0.16, z=-0.55)
    block_shadow(pen, carton, reach=0.3)
    c = carton.corner
    face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (0.18, 0.4), design.body, 0.7)
    face(pen, (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)), (0.96, 0.4), printed(design, wide=True))
    face(pen, (c(0, 1, 0), c(1, 1, 0), c(0, 1, 1)), (0.96, 0.18), lighter(design.body, 0.1))
    leaf(pen, -0.64, -0.06, 1.3, 0.02)
    leaf(pen, 0.62, -0.1, 1.2, 3.17, rgb("#4F8C42"))
    _fish(pen.at(0.0, 0.06), rgb("#B98A4A"))
    _fish(pen.at(0.06, -0.11), rgb("#C79A58"))
    chilli(pen, -0.5, -0.17, 0.15)
    chilli(pen, -0.46, -0.2, -0.12)
    ball(pen, 0.46, -0.17, 0.05, rgb("#8DB33A"), squash=0.85)


def _fish(pen: Pen, tone: RGB) -> None:
    back = smooth(
        [(-0.5, 0.0), (-0.42, 0.06), (-0.2, 0.115), (0.1, 0.1), (0.34, 0.03), (0.52, 0.1), (0.46, 0.0)]
    )
    belly = smooth(
        [(0.46, 0.0), (0.54, -0.09), (0.34, -0.02), (0.1, -0.07), (-0.2, -0.085), (-0.42, -0.04), (-0.5, 0.0)]
    )
    outline: Path = [*back, *belly]
    low_shadow(pen, outline, depth=0.035)
    with pen.clipped(outline) as inner:
        inner.fill(outline, shaded(tone, ((0, 0.72), (0.4, 1.05), (0.62, 1.1), (1, 0.75)), upright=True))
        for row in range(6):
            for column in range(15):
                x, y = -0.28 + column * 0.042 + (row % 2) * 0.021, -0.06 + row * 0.028
                inner.stroke(arc(x, y, 0.02, 0.016, -1.4, 1.4, steps=6), 0.004, darker(tone, 0.3))
        inner.soft([(-0.4, 0.03), (-0.1, 0.075), (0.25, 0.045), (-0.1, 0.05)], 0.014, 0.6, (255, 240, 214))
    pen.stroke(arc(-0.4, 0.0, 0.06, 0.065, -1.0, 1.0), 0.009, darker(tone, 0.5))
    pen.fill(ellipse(-0.435, 0.018, 0.017, 0.015), (250, 245, 230))
    pen.fill(ellipse(-0.435, 0.018, 0.008, 0.008), (30, 20, 16))
    for x in (-0.14, -0.02, 0.1):
        pen.stroke([(x, 0.085), (x + 0.03, -0.05)], 0.006, darker(tone, 0.42))


SHAPES: dict[str, Shape] = {
    "lunpia": Shape(lunpia, 1.08, 0.5, "lies", focus=(0.0, 0.14)),
    "wingko": Shape(wingko, 1.15, 0.62, "lies", focus=(0.05, 0.1)),
    "tempe_chips": Shape(tempe_chips, 1.12, 0.56, "lies", focus=(0.0, 0.22)),
    "fish_pack": Shape(fish_pack, 1.3, 0.62, "lies", focus=(-0.1, 0.04)),
}
