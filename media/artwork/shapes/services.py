"""Services shown by their tools and work: a tailor's table, a feast, a print shop."""

import math

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import label_art
from media.artwork.materials import clay, fabric, pattern, plaited, timber
from media.artwork.paths import Path, arc, ellipse, petal, placed, rounded, smooth
from media.artwork.shapes.food import LEAF, chilli
from media.artwork.shapes.shape import Shape
from media.artwork.solids import (
    TILT,
    Block,
    ball,
    block,
    block_shadow,
    low_shadow,
    shaded,
    standing_shadow,
)
from media.artwork.stage import Pen
from media.artwork.turned import Turned, cap, cylinder, hollow, turn

STEEL = rgb("#C9CCD0")

_ARM: Path = [
    (0.2, 0.1), (0.22, 0.36), (0.1, 0.44), (-0.16, 0.46), (-0.28, 0.44), (-0.3, 0.28), (-0.4, 0.28),
    (-0.41, 0.5), (-0.34, 0.6), (-0.1, 0.62), (0.26, 0.63), (0.38, 0.56), (0.41, 0.4), (0.42, 0.1),
]  # fmt: skip

_SHEET: Path = [
    (-0.68, -0.06), (-0.6, 0.05), (-0.42, 0.1), (-0.12, 0.09), (0.06, 0.03), (0.1, -0.1), (-0.08, -0.16),
    (-0.3, -0.1), (-0.5, -0.17),
]  # fmt: skip


def service_sewing(pen: Pen, design: Design) -> None:
    """A sewing machine with patterned cloth under its needle, thread and scissors beside it."""
    enamel = mix(design.body, rgb("#1B1F2A"), 0.35)
    base = Block(1.06, 0.1, 0.42, yaw=0.0)
    block_shadow(pen, base, reach=0.9)
    wood = timber(design)
    block(pen, base, wood, wood, wood)
    outline = [_ARM[0], *smooth(_ARM[1:], steps=5)]
    pen.soft([(x + 0.03, y) for x, y in outline], 0.03, 0.3)
    with pen.clipped(outline) as body:
        body.fill(outline, shaded(enamel, ((0, 1.0), (0.4, 1.0), (1, 0.7)), upright=True))
        body.soft(
            [(-0.36, 0.585), (0.3, 0.605), (0.3, 0.59), (-0.36, 0.565)], 0.014, 0.75, lighter(enamel, 0.85)
        )
        body.soft([(0.36, 0.5), (0.42, 0.4), (0.43, 0.1), (0.37, 0.1)], 0.03, 0.45)
        scroll = [(0.0, 0.5), (0.14, 0.5), (0.14, 0.58), (0.0, 0.58)]
        body.fill(scroll, shaded(pattern(design, pen, "gold", 0.08)))
        body.fill(
            [(0.26, 0.14), (0.38, 0.14), (0.38, 0.4), (0.26, 0.4)], shaded(pattern(design, pen, "gold", 0.1))
        )
    _wheel(pen)
    _needle(pen)
    _sewn_cloth(pen, design)
    _spool(pen.at(0.1, 0.63), design.palette.accent, 0.8)
    _spool(pen.at(-0.62, -0.02), design.palette.main, 1.2)
    _spool(pen.at(-0.5, -0.1), design.palette.second, 1.1)
    _scissors(pen.at(0.34, -0.12))


def _wheel(pen: Pen) -> None:
    for x, size, tone in ((0.47, 0.13, 0.5), (0.455, 0.13, 0.0), (0.45, 0.085, 0.35)):
        pen.fill(
            ellipse(x, 0.52, size * 0.5, size), shaded(darker(STEEL, tone), ((0, 0.7), (0.4, 1.1), (1, 0.7)))
        )
    pen.fill(ellipse(0.45, 0.52, 0.012, 0.026), darker(STEEL, 0.7))


def _needle(pen: Pen) -> None:
    pen.tube([(-0.35, 0.12), (-0.35, 0.3)], 0.022, (darker(STEEL, 0.5), STEEL, lighter(STEEL, 0.7)))
    pen.stroke([(-0.35, 0.05), (-0.35, 0.14)], 0.006, darker(STEEL, 0.2))
    pen.fill([(-0.4, 0.075), (-0.3, 0.075), (-0.31, 0.095), (-0.39, 0.095)], shaded(STEEL))


def _sewn_cloth(pen: Pen, design: Design) -> None:
    sheet = smooth(_SHEET, closed=True)
    low_shadow(pen, sheet, depth=0.03)
    with pen.clipped(sheet) as cloth:
        cloth.fill(sheet, fabric(design, pen, ("deep", "second", "bright")[design.scheme % 3], 0.2))
        for x in (-0.5, -0.26, -0.02):
            cloth.soft([(x, 0.1), (x + 0.03, 0.1), (x - 0.03, -0.2), (x - 0.07, -0.2)], 0.02, 0.45)
            cloth.soft(
                [(x + 0.07, 0.1), (x + 0.09, 0.1), (x + 0.03, -0.2), (x, -0.2)], 0.016, 0.4, (255, 250, 240)
            )
    for step in range(9):
        x = -0.34 + step * 0.042
        pen.stroke(
            [(x, 0.055 - step * 0.002), (x + 0.024, 0.054 - step * 0.002)], 0.007, design.palette.paper
        )


def _spool(pen: Pen, colour: RGB, size: float) -> None:
    part = pen.at(0, 0, scale=size)
    standing_shadow(part, 0.05, 0.05, reach=0.2)
    turn(part, cylinder(0.055, 0.0, 0.018), rgb("#C79A62"))
    threads = ((0.03 + i * 0.012, 0.034 + i * 0.012, darker(colour, 0.25)) for i in range(8))
    turn(part, cylinder(0.045, 0.018, 0.13), colour, belts=tuple(threads))
    turn(part, cylinder(0.055, 0.13, 0.148), rgb("#C79A62"))
    cap(part, 0.148, 0.055, rgb("#DDB680"))
    pen.fill(ellipse(0, 0.148 * size, 0.014 * size, 0.004 * size), rgb("#5B3A1E"))


def _scissors(pen: Pen) -> None:
    for hand in (-1, 1):
        blade = placed([(0, -0.012), (0.2, 0.0), (0, 0.014)], 0, 0, turn=0.3 + hand * 0.1)
        low_shadow(pen, blade, depth=0.012)
        pen.fill(blade, shaded(STEEL, ((0, 0.8), (0.5, 1.15), (1, 0.8))))
        loop = ellipse(-0.1, -0.045 - hand * 0.035, 0.055, 0.026, turn=0.3 - hand * 0.3)
        low_shadow(pen, loop, depth=0.01)
        pen.stroke([*loop, loop[0]], 0.016, rgb("#2A2624"))
        pen.stroke([(0, 0), (-0.05, -0.03 - hand * 0.016)], 0.014, rgb("#2A2624"))
    pen.fill(ellipse(0, 0, 0.01, 0.008), rgb("#8A8A8A"))


def service_catering(pen: Pen, design: Design) -> None:
    """A tumpeng: a cone of yellow rice on a plaited tray, ringed by its side dishes."""
    standing_shadow(pen, 0.6, 0.6)
    turn(pen, Turned([(0.5, 0.0), (0.58, 0.03), (0.62, 0.085)]), plaited(design, pen, 0.13))
    cap(pen, 0.085, 0.62, LEAF, edge=rgb("#D9B06A"))
    for index in range(15):
        angle = index * math.tau / 15 + 0.2
        tip = placed(
            petal(0.2, 0.13), 0.46 * math.cos(angle), 0.085 + 0.46 * TILT * math.sin(angle), turn=angle
        )
        flat = [(x, 0.085 + (y - 0.085) * 0.4 + 0.46 * TILT * math.sin(angle) * 0.6) for x, y in tip]
        pen.fill(flat, shaded(mix(LEAF, rgb("#86B24A"), (index % 3) * 0.25)))
    _ring(pen, design, far=True)
    _cone(pen, design)
    _ring(pen, design, far=False)


def _cone(pen: Pen, design: Design) -> None:
    pen.soft(ellipse(0.05, 0.1, 0.3, 0.075), 0.03, 0.4)
    rice = Turned([(0.25, 0.1), (0.2, 0.26), (0.135, 0.45), (0.07, 0.64), (0.03, 0.72)])
    turn(pen, rice, clay(rgb("#F2BE2E")), stops=((0, 0.66), (0.3, 1.05), (0.65, 0.86), (1, 0.62)))
    cone = Turned([(0.085, 0.62), (0.045, 0.72), (0.006, 0.83)])
    turn(pen, cone, mix(LEAF, rgb("#86B24A"), 0.3))
    chilli(pen, 0.0, 0.83, 1.2, size=0.7)
    for hand in (-1, 1):
        pen.fill(placed(petal(0.12, 0.05), 0, 0.62, turn=-1.57 + hand * 0.7), shaded(rgb("#3F7A3A")))


def _ring(pen: Pen, design: Design, *, far: bool) -> None:
    dishes = design.luck("dishes", design.scheme).sample(range(7), 7)
    for index in range(12):
        angle = index * math.tau / 12 + 0.13
        if (math.sin(angle) > 0) is not far:
            continue
        x, y = 0.42 * math.cos(angle), 0.12 + 0.42 * TILT * math.sin(angle) * 1.05
        _dish(pen, x, y, dishes[index % 7])


def _dish(pen: Pen, x: float, y: float, kind: int) -> None:
    low_shadow(pen, ellipse(x, y - 0.03, 0.09, 0.03))
    if kind in (0, 4):
        ball(pen, x, y + 0.01, 0.066, rgb("#FFF4DC"), squash=0.72)
        ball(pen, x, y + 0.02, 0.034, rgb("#F2A51E"), squash=0.72)
    elif kind in (1, 5):
        for dx, dy in ((-0.04, 0.0), (0.04, -0.005), (0.0, 0.04)):
            ball(pen, x + dx, y + dy, 0.05, rgb("#A8602A"), squash=0.85)
    elif kind == 2:
        for step in range(7):
            bean = placed(
                petal(0.11, 0.026),
                x - 0.05 + step * 0.012,
                y - 0.02 + (step % 3) * 0.022,
                turn=0.3 + step * 0.35,
            )
            pen.fill(bean, shaded((rgb("#4F8A3A"), rgb("#D9772B"), rgb("#7FB04A"))[step % 3]))
    elif kind == 3:
        drum = smooth([(-0.09, -0.02), (-0.05, 0.05), (0.05, 0.055), (0.1, 0.0), (0.02, -0.035)], closed=True)
        pen.fill(placed(drum, x, y), shaded(rgb("#B5651D")))
        pen.stroke([(x + 0.08, y + 0.01), (x + 0.14, y + 0.04)], 0.018, rgb("#F3E6CC"))
        pen.soft(placed(ellipse(-0.02, 0.03, 0.04, 0.01), x, y), 0.012, 0.6, (255, 214, 150))
    else:
        for dx, tone in ((-0.04, "#E9B45C"), (0.0, "#D99A40"), (0.045, "#E9B45C")):
            slab = [
                (x + dx - 0.035, y - 0.025),
                (x + dx - 0.02, y + 0.05),
                (x + dx + 0.04, y + 0.045),
                (x + dx + 0.03, y - 0.03),
            ]
            pen.fill(slab, shaded(rgb(tone)))


def service_printing(pen: Pen, design: Design) -> None:
    """Printed work: brochures, a rolled poster, a fan of colour cards and a mug."""
    pile = Block(0.62, 0.2, 0.78, yaw=-0.38, x=-0.16)
    block_shadow(pen, pile, reach=0.7)
    block(pen, pile, rgb("#F4EEE2"), rgb("#EAE2D2"), lambda size: label_art(size, design))
    c = pile.corner
    for level in range(1, 9):
        share = level / 9
        pen.stroke([c(0, share, 1), c(1, share, 1)], 0.003, rgb("#BFB4A2"))
        pen.stroke([c(1, share, 1), c(1, share, 0)], 0.003, rgb("#A89C8A"))
    roll = cylinder(0.085, 0.0, 0.86)
    for x, depth, kind in ((0.34, 0.16, "bright"), (0.46, 0.06, "second")):
        spot = pen.at(x, depth)
        standing_shadow(spot, 0.085, 0.085, reach=0.5)
        turn(spot, roll, pattern(design, pen, kind, 0.2))
        hollow(spot, 0.86, 0.085, rgb("#8A7A66"), rgb("#F4EEE2"), 0.012)
    _mug(pen.at(0.3, -0.14), design)
    _swatches(pen.at(-0.36, -0.2), design)


def _mug(pen: Pen, design: Design) -> None:
    standing_shadow(pen, 0.13, 0.13, reach=0.3)
    glaze = rgb("#FBF7EF")
    pen.tube(arc(0.13, 0.14, 0.075, 0.075, -1.6, 1.6), 0.03, (darker(glaze, 0.35), darker(glaze, 0.1), glaze))
    turn(pen, cylinder(0.135, 0.0, 0.27), glaze, belts=((0.06, 0.21, pattern(design, pen, "light", 0.13)),))
    hollow(pen, 0.27, 0.135, rgb("#D9D2C6"), glaze, 0.012)


def _swatches(pen: Pen, design: Design) -> None:
    colours = (
        design.palette.main,
        design.palette.accent,
        design.palette.second,
        mix(design.palette.main, (255, 255, 255), 0.5),
        LEAF,
    )
    for index, colour in enumerate(colours):
        lean = 0.75 - index * 0.27
        card: Path = [
            (x, y * 0.6) for x, y in placed(rounded(0.0, -0.035, 0.36, 0.035, 0.01), 0, 0, turn=lean)
        ]
        low_shadow(pen, card, depth=0.012)
        pen.fill(card, rgb("#FFFDF8"))
        chip: Path = [
            (x, y * 0.6) for x, y in placed(rounded(0.07, -0.03, 0.35, 0.03, 0.008), 0, 0, turn=lean)
        ]
        pen.fill(chip, shaded(colour))
    pen.fill(ellipse(0.016, 0.002, 0.01, 0.007), rgb("#8A8A8A"))


SHAPES: dict[str, Shape] = {
    "service_sewing": Shape(service_sewing, 1.36, 0.8, focus=(-0.12, 0.3)),
    "service_catering": Shape(service_catering, 1.3, 0.92, focus=(0.0, 0.32)),
    "service_printing": Shape(service_printing, 1.2, 0.98, focus=(-0.05, 0.3)),
}
