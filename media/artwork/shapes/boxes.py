"""Things with corners: gift box, tea box, soap, office papers."""

import math

from PIL import Image

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import label_art
from media.artwork.light import Size
from media.artwork.materials import pattern
from media.artwork.paths import ellipse, petal, placed, rounded, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import (
    TILT,
    Block,
    ball,
    block,
    block_shadow,
    face,
    low_shadow,
    seen,
    shaded,
    sheen,
)  # fmt: skip
from media.artwork.stage import Pen
from media.artwork.textures import speckled

HERB = rgb("#7FA35A")


def box(pen: Pen, design: Design) -> None:
    """A gift box in patterned paper, its lid in one colour, tied with a ribbon."""
    low = Block(0.72, 0.36, 0.6, yaw=-0.5)
    lid = Block(0.76, 0.13, 0.64, yaw=-0.5, y=0.35)
    kind = ("bright", "second", "light")[design.scheme % 3]
    paper = pattern(design, pen, kind, 0.24)
    block_shadow(pen, low)
    block(pen, low, paper, paper, design.trim)
    c = low.corner
    pen.glaze([c(0, 1, 1), c(1, 1, 1), c(1, 0.86, 1), c(0, 0.86, 1)], (20, 10, 10), 0.4,
              stops=((0, 1), (1, 0)), upright=True)  # fmt: skip
    block(pen, lid, design.trim, design.trim, design.trim)
    _ribbon(pen, design, lid, low)


def _ribbon(pen: Pen, design: Design, lid: Block, low: Block) -> None:
    colour = mix(design.palette.accent, design.palette.paper, 0.12)
    a, b = 0.44, 0.56
    c = lid.corner
    pen.fill([c(a, 1, 0), c(b, 1, 0), c(b, 1, 1), c(a, 1, 1)], shaded(colour))
    pen.fill([c(0, 1, a), c(0, 1, b), c(1, 1, b), c(1, 1, a)], shaded(lighter(colour, 0.1)))
    for part in (lid, low):
        e = part.corner
        pen.fill([e(a, 1, 1), e(b, 1, 1), e(b, 0, 1), e(a, 0, 1)], shaded(darker(colour, 0.08)))
        pen.fill([e(1, 1, a), e(1, 1, b), e(1, 0, b), e(1, 0, a)], shaded(darker(colour, 0.28)))
    x, y = c(0.5, 1, 0.5)
    for hand in (-1, 1):
        loop = smooth([(0, 0), (hand * 0.1, 0.1), (hand * 0.22, 0.09), (hand * 0.2, 0.01)], closed=True)
        pen.fill(placed(loop, x, y), shaded(colour, ((0, 1), (1, 0.7))))
        pen.fill(placed(loop, x + hand * 0.035, y + 0.016, scale=0.55), darker(colour, 0.35))
        tail = [(0, 0), (hand * 0.13, -0.075), (hand * 0.16, -0.045), (hand * 0.03, 0.02)]
        pen.fill(placed(tail, x, y), shaded(darker(colour, 0.1)))
    ball(pen, x, y + 0.015, 0.032, colour)


def tea_box(pen: Pen, design: Design) -> None:
    """A tall tea carton with a label on the front and pattern on its side."""
    body = Block(0.46, 0.72, 0.3, yaw=-0.48)
    block_shadow(pen, body, reach=0.35)
    side = pattern(design, pen, ("deep", "second", "bright")[design.scheme % 3], 0.2)
    ground = (
        design.palette.paper,
        lighter(design.body, 0.1),
        mix(design.palette.soft, design.palette.paper, 0.3),
    )
    block(
        pen, body, lambda size: label_art(size, design, ground=ground[design.scheme % 3]), side, design.body
    )
    c = body.corner
    pen.stroke([c(0, 1, 0.5), c(1, 1, 0.5)], 0.004, darker(design.body, 0.4))
    _teabag(pen, design)


def _teabag(pen: Pen, design: Design) -> None:
    bag = [(-0.44, -0.2), (-0.38, -0.08), (-0.2, -0.11), (-0.25, -0.235)]
    low_shadow(pen, bag)
    pen.fill(bag, shaded(rgb("#F4ECDD")))
    pen.fill([(-0.41, -0.19), (-0.375, -0.115), (-0.235, -0.14), (-0.27, -0.215)], shaded(rgb("#B79B6C")))
    pen.stroke(smooth([(-0.29, -0.1), (-0.2, -0.04), (-0.06, -0.16), (0.03, -0.19)]), 0.006, rgb("#FFFFFF"))
    tag = [(0.0, -0.17), (0.02, -0.235), (0.1, -0.215), (0.08, -0.15)]
    low_shadow(pen, tag, depth=0.01)
    pen.fill(tag, design.body)


def soap(pen: Pen, design: Design) -> None:
    """Three bars of herbal soap, paper bands around them, leaves beside."""
    palette = design.palette
    milk = (250, 242, 226)
    tones = mix(palette.accent, milk, 0.45), mix(HERB, milk, 0.35), mix(palette.main, milk, 0.62)
    bars = (
        Block(0.62, 0.19, 0.36, yaw=-0.42, x=0.0, y=0.0),
        Block(0.6, 0.19, 0.34, yaw=0.3, x=0.02, y=0.19),
    )
    block_shadow(pen, bars[0], reach=0.7)
    for number, bar in enumerate(bars):
        tone = tones[(number + design.scheme) % 3]
        _bar(pen, design, bar, tone)
    for x, y, turn, size in ((-0.5, -0.12, 0.5, 0.2), (-0.42, -0.16, -0.2, 0.17), (0.38, -0.14, 2.4, 0.18)):
        _leaf(pen, x, y, turn, size)


def _bar(pen: Pen, design: Design, bar: Block, tone: RGB) -> None:
    def marbled(size: Size) -> Image.Image:
        return speckled(size, darker(tone, 0.1), lighter(tone, 0.18), max(4, int(0.05 * pen.scale)), "soap")

    c = bar.corner
    pen.soft([c(0, 0, 1), c(1, 0, 1), c(1, 0, 0)], 0.02, 0.4)
    block(pen, bar, marbled, marbled, marbled)
    wrap = pattern(design, pen, "bright", 0.14)
    face(pen, (c(0.25, 1.004, 0), c(0.75, 1.004, 0), c(0.25, 1.004, 1)), (0.31, 0.36), wrap)
    face(pen, (c(0.25, 1, 1.01), c(0.75, 1, 1.01), c(0.25, 0, 1.01)), (0.31, 0.19), wrap, 0.86)
    x, y = c(0.5, 1.0, 0.5)
    pen.fill(ellipse(x, y, 0.1, 0.1 * TILT * 1.7), design.palette.paper)
    pen.fill(ellipse(x, y, 0.085, 0.085 * TILT * 1.7), design.palette.main)
    for step in range(4):
        flower = placed(petal(0.07, 0.036), 0, 0, turn=math.pi / 4 + step * math.pi / 2)
        pen.fill([(x + a, y + b * TILT * 1.7) for a, b in flower], design.palette.paper)


def _leaf(pen: Pen, x: float, y: float, turn: float, size: float) -> None:
    leaf = placed(petal(1.0, 0.42), x, y, scale=size, turn=turn)
    leaf = [(a, y + (b - y) * 0.6) for a, b in leaf]
    low_shadow(pen, leaf)
    pen.fill(leaf, shaded(rgb("#4E7A3A")))
    pen.stroke([leaf[0], leaf[10]], 0.006, rgb("#8DB070"))


def office_set(pen: Pen, design: Design) -> None:
    """A document folder, notebooks bound in cloth and a pen."""
    low = Block(0.74, 0.05, 0.9, yaw=-0.35)
    mid = Block(0.6, 0.08, 0.76, yaw=-0.2, y=0.05)
    top = Block(0.46, 0.07, 0.6, yaw=-0.42, y=0.13, x=0.02)
    block_shadow(pen, low, reach=1.2)
    for body, kind in ((low, "bright"), (mid, "second"), (top, "light")):
        c = body.corner
        pen.soft([(x + 0.02, y - 0.01) for x, y in body.footprint()], 0.015, 0.4)
        block(pen, body, rgb("#F6EFE2"), rgb("#EDE4D2"), pattern(design, pen, kind, 0.2))
        pen.stroke([c(0, 0, 1), c(1, 0, 1)], 0.012, darker(design.palette.main, 0.3))
        pen.stroke([c(0, 1, 1), c(1, 1, 1)], 0.01, darker(design.palette.main, 0.2))
        spine = [c(0, 1.003, 0), c(0.09, 1.003, 0), c(0.09, 1.003, 1), c(0, 1.003, 1)]
        pen.fill(spine, shaded(design.palette.main if kind != "bright" else design.palette.second))
    c = top.corner
    card = (c(0.28, 1.01, 0.3), c(0.9, 1.01, 0.3), c(0.28, 1.01, 0.72))
    face(pen, card, (0.3, 0.25), lambda size: label_art(size, design))
    _biro(pen, design)


def _biro(pen: Pen, design: Design) -> None:
    start, end = seen(-0.5, 0.03, 0.35), seen(-0.1, 0.03, 0.75)
    low_shadow(pen, [start, end, (end[0] + 0.02, end[1] - 0.02)])
    shades = (darker(design.palette.accent, 0.5), design.palette.accent, lighter(design.palette.accent, 0.6))
    pen.tube([start, end], 0.036, shades)
    nib = (end[0] + 0.035, end[1] - 0.0155)
    pen.stroke([end, nib], 0.014, rgb("#3A3A3A"))
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    sheen(pen, placed(rounded(0.05, 0.004, 0.2, 0.01, 0.003), *start, turn=angle), 0.7)


SHAPES: dict[str, Shape] = {
    "box": Shape(box, 1.0, 0.72, focus=(0.0, 0.3)),
    "tea_box": Shape(tea_box, 0.8, 0.85, focus=(-0.05, 0.36)),
    "soap": Shape(soap, 1.0, 0.55, focus=(0.0, 0.24)),
    "office_set": Shape(office_set, 1.1, 0.55, "lies", focus=(0.0, 0.16)),
}
