"""Things for the house: rattan chair, carved table, lidded basket."""

import math

from media.artwork.colour import RGB, darker, lighter, rgb
from media.artwork.design import Design
from media.artwork.materials import carved, fabric, pattern, plaited, timber
from media.artwork.paths import arc, ellipse, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import (
    TILT,
    Block,
    block,
    block_shadow,
    face,
    seen,
    shaded,
    standing_shadow,
)  # fmt: skip
from media.artwork.stage import Pen
from media.artwork.turned import Turned, cap, cylinder, turn

RATTANS = (rgb("#C9964F"), rgb("#A8703A"), rgb("#DDB878"))


def cane(colour: RGB) -> tuple[RGB, ...]:
    """Return the shades of a round cane, rim to ridge."""
    return darker(colour, 0.55), darker(colour, 0.25), colour, lighter(colour, 0.28), lighter(colour, 0.5)


def rattan_chair(pen: Pen, design: Design) -> None:
    """An armchair of bent rattan with a plaited back and a patterned cushion."""
    colour = RATTANS[(design.luck("rattan").randrange(3) + design.scheme) % 3]
    shades = cane(colour)
    dim = tuple(darker(shade, 0.3) for shade in shades)
    pen.soft(ellipse(0.1, -0.02, 0.52, 0.11), 0.05, 0.4)
    for x, y in ((-0.3, 0.1), (0.3, 0.1)):
        pen.tube([(x, y), (x * 0.98, 0.42)], 0.042, dim)
    back = [
        (-0.36, 0.42),
        *smooth([(-0.4, 0.66), (-0.36, 0.9), (-0.2, 1.03), (0, 1.07), (0.2, 1.03), (0.36, 0.9), (0.4, 0.66)]),
        (0.36, 0.42),
    ]
    pen.fill(back, shaded(plaited(design, pen, 0.16), ((0, 0.66), (0.35, 1.0), (1, 0.7))))
    pen.soft([(-0.36, 0.4), (0.36, 0.4), (0.36, 0.52), (-0.36, 0.52)], 0.04, 0.45)
    pen.tube(back, 0.052, shades)
    pen.tube(
        smooth(
            [(-0.28, 0.46), (-0.3, 0.68), (-0.26, 0.86), (0, 0.96), (0.26, 0.86), (0.3, 0.68), (0.28, 0.46)]
        ),
        0.026,
        shades,
    )
    _seat(pen, design, shades)
    for hand in (-1, 1):
        arm = smooth(
            [
                (hand * 0.4, 0.72),
                (hand * 0.48, 0.68),
                (hand * 0.49, 0.6),
                (hand * 0.44, 0.42),
                (hand * 0.4, 0.2),
                (hand * 0.42, -0.04),
            ]
        )
        pen.tube(arm, 0.05, shades)
        pen.tube(smooth([(hand * 0.46, 0.52), (hand * 0.36, 0.2), (hand * 0.2, 0.13)]), 0.024, shades)
        for y in (0.24, 0.64):
            x = hand * (0.405 if y < 0.5 else 0.48)
            _binding(pen, x, y, darker(colour, 0.45))


def _seat(pen: Pen, design: Design, shades: tuple[RGB, ...]) -> None:
    seat = [*arc(0, 0.36, 0.45, 0.15, math.pi, math.tau, steps=20), (0.38, 0.44), (-0.38, 0.44)]
    pen.fill(seat, shaded(plaited(design, pen, 0.14), ((0, 0.85), (1, 0.7))))
    apron = [
        *arc(0, 0.36, 0.45, 0.15, math.pi, math.tau, steps=20),
        *reversed(arc(0, 0.28, 0.44, 0.15, math.pi, math.tau, steps=20)),
    ]
    pen.fill(apron, shaded(plaited(design, pen, 0.1), ((0, 0.5), (0.35, 0.9), (1, 0.45))))
    pen.tube(arc(0, 0.275, 0.44, 0.15, math.pi, math.tau, steps=20), 0.03, shades)
    kind = ("bright", "second", "deep")[design.scheme % 3]
    cushion = smooth(
        [
            (-0.37, 0.42),
            (-0.2, 0.475),
            (0.2, 0.475),
            (0.37, 0.42),
            (0.4, 0.34),
            (0.22, 0.255),
            (-0.22, 0.255),
            (-0.4, 0.34),
        ],
        closed=True,
    )
    pen.soft([(x, y - 0.025) for x, y in cushion], 0.02, 0.5)
    pen.fill([(x, y - 0.025) for x, y in cushion], darker(design.body, 0.45))
    pen.fill(
        cushion, shaded(fabric(design, pen, kind, 0.2), ((0, 1.0), (0.6, 0.98), (1, 0.74)), upright=True)
    )
    pen.soft(ellipse(-0.1, 0.43, 0.18, 0.02), 0.025, 0.35, (255, 250, 240))


def _binding(pen: Pen, x: float, y: float, colour: RGB) -> None:
    for turn_ in range(4):
        pen.stroke([(x - 0.028, y + turn_ * 0.014), (x + 0.028, y + turn_ * 0.014 + 0.006)], 0.009, colour)


def table(pen: Pen, design: Design) -> None:
    """A low table of solid wood, its apron carved, a cloth and a vase on top."""
    wood = timber(design, pick=design.scheme)
    relief = carved(design, pen, 0.15, pick=design.scheme)
    top = Block(1.1, 0.055, 0.72, yaw=-0.3, y=0.46)
    under = Block(0.98, 0.13, 0.6, yaw=-0.3, y=0.33)
    block_shadow(pen, Block(1.0, 0.3, 0.62, yaw=-0.3), reach=0.4)
    for right, near in ((-0.42, -0.24), (0.42, -0.24), (-0.42, 0.24), (0.42, 0.24)):
        x, y = seen(right, 0.0, near, -0.3)
        leg = Turned([(0.03, 0.0), (0.045, 0.05), (0.028, 0.1), (0.05, 0.2), (0.034, 0.3), (0.05, 0.4)])
        turn(pen.at(x, y), leg, timber(design, pick=design.scheme, upright=True))
    block(pen, under, relief, relief, wood)
    c = under.corner
    pen.glaze(
        [c(0, 1, 1), c(1, 1, 1), c(1, 0.5, 1), c(0, 0.5, 1)],
        (20, 10, 8),
        0.5,
        stops=((0, 1), (1, 0)),
        upright=True,
    )
    block(pen, top, wood, wood, wood)
    c = top.corner
    runner = (c(0.34, 1.01, 0), c(0.66, 1.01, 0), c(0.34, 1.01, 1))
    face(pen, runner, (0.35, 0.72), fabric(design, pen, "bright", 0.16))
    drop = (c(0.34, 1.01, 1), c(0.66, 1.01, 1), c(0.34, -1.6, 1))
    face(pen, drop, (0.35, 0.14), fabric(design, pen, "bright", 0.16), 0.86)
    _pot(pen.at(*c(0.5, 1.0, 0.45)), design)


def _pot(pen: Pen, design: Design) -> None:
    pen.soft(ellipse(0.04, 0.0, 0.13, 0.03), 0.02, 0.4)
    body = Turned(smooth([(0.05, 0.0), (0.11, 0.06), (0.1, 0.16), (0.05, 0.22), (0.06, 0.26)], steps=4))
    turn(
        pen,
        body,
        lighter(design.palette.second, 0.15),
        belts=((0.07, 0.15, pattern(design, pen, "light", 0.12)),),
    )
    for lean in (-0.5, -0.2, 0.15, 0.45):
        stem = smooth([(0, 0.25), (lean * 0.14, 0.36), (lean * 0.4, 0.48)])
        pen.stroke(stem, 0.008, rgb("#5E7A3A"))
        for share in (8, 12, 16, 20):
            x, y = stem[min(share, len(stem) - 1)]
            pen.fill(ellipse(x + 0.02, y, 0.028, 0.012, turn=lean + 0.6, steps=14), rgb("#6F9450"))
            pen.fill(ellipse(x - 0.02, y, 0.028, 0.012, turn=2.4 - lean, steps=14), rgb("#557D40"))


def basket(pen: Pen, design: Design) -> None:
    """A tall lidded basket of plaited rattan with coloured belts and two handles."""
    colour = RATTANS[design.luck("rattan").randrange(3)]
    standing_shadow(pen, 0.38, 0.38)
    body = Turned([(0.33, 0.0), (0.39, 0.1), (0.41, 0.3), (0.38, 0.52)])
    kind = ("bright", "second", "deep")[design.scheme % 3]
    belts = (
        (0.2, 0.4, pattern(design, pen, kind, 0.22)),
        (0.19, 0.2, darker(colour, 0.4)),
        (0.4, 0.41, darker(colour, 0.4)),
    )
    for hand in (-1, 1):
        pen.tube(
            smooth([(hand * 0.38, 0.3), (hand * 0.5, 0.34), (hand * 0.5, 0.44), (hand * 0.37, 0.46)]),
            0.03,
            cane(colour),
        )
    turn(pen, body, plaited(design, pen, 0.18), belts=belts)
    pen.soft([*arc(0, 0.52, 0.38, 0.38 * TILT, math.pi, math.tau), (0.38, 0.52), (-0.38, 0.52)], 0.02, 0.4)
    lid = Turned([(0.41, 0.5), (0.41, 0.55), (0.35, 0.62), (0.2, 0.68), (0.06, 0.7)])
    turn(pen, lid, plaited(design, pen, 0.16), belts=((0.5, 0.515, darker(colour, 0.3)),))
    cap(pen, 0.7, 0.06, darker(colour, 0.2))
    knob = cylinder(0.035, 0.7, 0.75)
    turn(pen, knob, colour)
    cap(pen, 0.75, 0.05, lighter(colour, 0.1), edge=darker(colour, 0.3))


SHAPES: dict[str, Shape] = {
    "rattan_chair": Shape(rattan_chair, 1.08, 1.14, focus=(0.0, 0.6)),
    "table": Shape(table, 1.3, 0.98, focus=(0.0, 0.46)),
    "basket": Shape(basket, 1.04, 0.8, focus=(0.0, 0.34)),
}
