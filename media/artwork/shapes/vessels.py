"""Things turned or blown: jars, bottles, tins, vases, bowls and cups."""

import math

from media.artwork.colour import darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import printed
from media.artwork.light import MATT
from media.artwork.materials import clay, filling, pattern
from media.artwork.paths import Path, arc, ellipse, petal, placed, rounded, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import TILT, shaded, sheen, standing_shadow
from media.artwork.stage import Pen
from media.artwork.textures import wood
from media.artwork.turned import Profile, Turned, cap, cylinder, hollow, turn

GLASS = ((0, 0.58), (0.06, 0.8), (0.3, 1.0), (0.5, 0.98), (0.86, 0.7), (0.95, 0.62), (1, 0.8))


def jar(pen: Pen, design: Design) -> None:
    """A glass jar with a cloth tied over its lid and a label around it."""
    body = wheel(
        [(0.28, 0.0), (0.315, 0.025), (0.325, 0.08), (0.325, 0.34), (0.325, 0.6), (0.3, 0.68), (0.25, 0.74)]
    )
    standing_shadow(pen, 0.33, 0.34)
    glass = mix((214, 224, 220), design.palette.soft, 0.5)
    belts = ((0.0, 0.61, filling(design, pen)), (0.14, 0.5, printed(design, wide=True)))
    turn(pen, body, glass, stops=GLASS, belts=belts)
    _glass(pen, 0.325, 0.05, 0.66)
    _cloth_lid(pen, design, 0.76, 0.27)


def _glass(pen: Pen, radius: float, low: float, high: float) -> None:
    fade = ((0, 0), (0.12, 1), (0.7, 0.7), (1, 0))
    for left, right, strength in ((-0.82, -0.64, 0.5), (-0.56, -0.5, 0.28), (0.78, 0.88, 0.2)):
        strip = rounded(radius * left, low, radius * right, high, 0.02)
        pen.glaze(strip, (255, 255, 255), strength, stops=fade, upright=True)


def _cloth_lid(pen: Pen, design: Design, y: float, radius: float) -> None:
    flare = Turned(
        [
            (radius * 1.24, y - 0.13),
            (radius * 1.08, y - 0.06),
            (radius * 1.0, y - 0.03),
            (radius * 1.02, y + 0.05),
            (radius * 0.9, y + 0.085),
        ]
    )
    pen.soft(ellipse(0, y - 0.14, radius * 1.2, radius * 0.3), 0.02, 0.3)
    turn(pen, flare, pattern(design, pen, "bright", 0.2), stops=MATT)
    for fold in range(-4, 5):
        angle = fold * 0.25
        x, low = radius * 1.2 * math.sin(angle), y - 0.13 - radius * 1.24 * TILT * math.cos(angle)
        pen.glaze(placed([(0, 0), (0.018, 0), (0.006, 0.1), (0, 0.1)], x, low), (20, 10, 10), 0.28)
    cap(pen, y + 0.085, radius * 0.9, pattern(design, pen, "bright", 0.2))
    string = arc(0, y - 0.035, radius * 1.01, radius * TILT, math.pi, math.tau)
    pen.stroke([(x, v - 0.006) for x, v in string], 0.024, (120, 84, 48))
    pen.stroke(string, 0.018, (216, 178, 122))


def honey_jar(pen: Pen, design: Design) -> None:
    """A squat jar of honey with a wooden lid, glowing where the light passes through."""
    body = wheel([(0.26, 0.0), (0.35, 0.05), (0.38, 0.16), (0.38, 0.38), (0.33, 0.52), (0.25, 0.57)])
    honey = mix(rgb("#E08A12"), rgb("#8A3C0C"), design.luck("honey").random() * 0.6)
    standing_shadow(pen, 0.38, 0.36)
    pen.soft(ellipse(0.46, 0.04, 0.2, 0.05), 0.06, 0.35, lighter(honey, 0.3))
    glow = ((0, 0.55), (0.12, 0.8), (0.35, 0.92), (0.62, 0.8), (0.86, 1.0), (1, 0.66))
    turn(pen, body, honey, stops=glow, belts=((0.15, 0.42, printed(design, wide=True)),))
    pen.soft(ellipse(0.18, 0.02, 0.13, 0.05), 0.05, 0.5, lighter(honey, 0.5))
    _glass(pen, 0.37, 0.06, 0.42)
    lid = cylinder(0.27, 0.57, 0.7)
    turn(pen, lid, lambda size: wood(size, (176, 124, 70), "lid"), stops=MATT)
    cap(pen, 0.7, 0.27, lambda size: wood(size, (196, 146, 90), "lidtop"))


def bottle(pen: Pen, design: Design) -> None:
    """A tall bottle of syrup or sauce with a paper label and a sealed neck."""
    body = wheel(
        [(0.2, 0.0), (0.22, 0.02), (0.225, 0.06), (0.225, 0.3), (0.225, 0.56), *_SHOULDER, (0.085, 0.9)]
    )
    colour = design.luck("bottle").choice((rgb("#5A2A16"), rgb("#7B1E1A"), rgb("#2F4A2A"), rgb("#B4641E")))
    standing_shadow(pen, 0.23, 0.26)
    turn(pen, body, colour, belts=((0.1, 0.52, printed(design, wide=True)),))
    pen.glaze(
        rounded(-0.185, 0.0, -0.14, 0.6, 0.02),
        (255, 255, 255),
        0.36,
        stops=((0, 0), (0.1, 1), (1, 0)),
        upright=True,
    )
    gleam = [(-0.14, 0.63), (-0.065, 0.74), (-0.055, 0.8), (-0.085, 0.73), (-0.165, 0.62)]
    sheen(pen, smooth(gleam, closed=True), 0.4)
    turn(pen, cylinder(0.092, 0.86, 0.99), pattern(design, pen, "gold", 0.12))
    cap(pen, 0.99, 0.092, design.trim)


_SHOULDER = ((0.218, 0.6), (0.19, 0.66), (0.12, 0.73), (0.092, 0.78), (0.085, 0.83))


def tin(pen: Pen, design: Design) -> None:
    """A round biscuit tin printed all over, with a medallion and a lid of one colour."""
    kind = ("deep", "second", "bright")[design.scheme % 3]
    standing_shadow(pen, 0.4, 0.4)
    foot = (0.0, 0.022, (206, 178, 112))
    turn(pen, cylinder(0.4, 0.0, 0.5), pattern(design, pen, kind, 0.26), belts=(foot,))
    pen.fill(_bent(0.245, 0.205, 0.25, 0.4), design.palette.accent)
    pen.fill(_bent(0.23, 0.19, 0.25, 0.4), shaded(printed(design), MATT))
    pen.soft([*arc(0, 0.47, 0.4, 0.4 * TILT, math.pi, math.tau), (0.4, 0.47), (-0.4, 0.47)], 0.015, 0.3)
    turn(pen, cylinder(0.415, 0.48, 0.58), design.trim, belts=((0.48, 0.496, design.palette.accent),))
    cap(pen, 0.58, 0.415, pattern(design, pen, kind, 0.2), edge=lighter(design.trim, 0.25))


def _bent(rx: float, ry: float, y: float, radius: float) -> Path:
    """Return an ellipse laid around a cylinder of `radius`."""
    return [(x, y + v - TILT * math.sqrt(radius * radius - x * x)) for x, v in ellipse(0, 0, rx, ry)]


def wheel(points: Profile) -> Turned:
    """Return a body turned after a smooth curve through `points`."""
    return Turned(smooth(points, steps=4))


def vase(pen: Pen, design: Design) -> None:
    """A clay vase with a belt of glazed pattern and a few dry stems."""
    body = wheel([(0.15, 0), (0.2, 0.02), (0.3, 0.16), (0.33, 0.3), (0.29, 0.45), (0.16, 0.58), *_LIP])
    colour = mix(rgb("#B86B42"), design.body, 0.35)
    kind = ("deep", "light", "second")[design.scheme % 3]
    lines = tuple((y, y + 0.016, design.palette.accent) for y in (0.2, 0.42))
    standing_shadow(pen, 0.3, 0.3)
    _stems(pen, design)
    turn(pen, body, clay(colour), belts=((0.2, 0.436, pattern(design, pen, kind, 0.22)), *lines))
    hollow(pen, 0.72, 0.13, darker(colour, 0.6), colour, 0.022)
    pen.soft(ellipse(-0.17, 0.42, 0.03, 0.09, turn=-0.5), 0.025, 0.45, (255, 255, 255))


_LIP = ((0.105, 0.65), (0.13, 0.72))


def _stems(pen: Pen, design: Design) -> None:
    luck = design.layout("stems")
    for _ in range(7):
        tip = (luck.uniform(-0.28, 0.28), luck.uniform(0.88, 1.04))
        stem = smooth([(0.0, 0.7), (tip[0] * 0.35, 0.84), tip], steps=8)
        green = mix(rgb("#8C8A4E"), rgb("#C9A25B"), luck.random())
        pen.stroke(stem, 0.008, darker(green, 0.2))
        for joint in stem[9:16:2]:
            for hand in (-1, 1):
                lean = math.pi / 2 + hand * 0.75 - tip[0]
                pen.fill(placed(petal(0.075, 0.026), *joint, turn=lean), lighter(green, 0.12))


def bowl(pen: Pen, design: Design) -> None:
    """An open bowl with a patterned belt, on a turned foot."""
    body = wheel([(0.17, 0.0), (0.17, 0.04), (0.26, 0.09), (0.4, 0.22), (0.46, 0.36), (0.48, 0.44)])
    glaze = lighter(mix(design.palette.soft, design.body, 0.12 + 0.3 * (design.scheme % 3)), 0.25)
    belts = ((0.21, 0.4, pattern(design, pen, "light", 0.24)), (0.42, 0.44, design.body))
    standing_shadow(pen, 0.36, 0.36)
    turn(pen, body, glaze, belts=belts)
    hollow(pen, 0.44, 0.48, darker(glaze, 0.18), glaze, 0.022)
    pen.soft(ellipse(-0.3, 0.24, 0.03, 0.08, turn=0.35), 0.02, 0.5, (255, 255, 255))


def cup(pen: Pen, design: Design) -> None:
    """A cup of coffee on its saucer."""
    glaze = mix(design.palette.paper, design.palette.soft, 0.5)
    kind = ("light", "deep", "second")[design.scheme % 3]
    standing_shadow(pen, 0.46, 0.46)
    turn(pen, Turned([(0.22, 0.0), (0.3, 0.02), (0.47, 0.075)]), glaze)
    cap(pen, 0.075, 0.47, shaded(glaze, MATT), edge=design.body)
    pen.soft(ellipse(0.05, 0.05, 0.3, 0.06), 0.03, 0.35)
    handle = arc(0.3, 0.33, 0.14, 0.125, -1.7, 1.7)
    pen.tube(handle, 0.05, (darker(glaze, 0.35), darker(glaze, 0.12), glaze, lighter(glaze, 0.6)))
    body = wheel([(0.15, 0.07), (0.2, 0.09), (0.28, 0.22), (0.31, 0.38), (0.315, 0.52)])
    turn(pen, body, glaze, belts=((0.2, 0.46, pattern(design, pen, kind, 0.2)), (0.505, 0.52, design.body)))
    hollow(pen, 0.52, 0.315, darker(glaze, 0.2), glaze, 0.018)
    coffee = ellipse(0, 0.495, 0.28, 0.28 * TILT * 0.88)
    pen.fill(coffee, shaded(rgb("#3E2213"), ((0, 0.8), (0.6, 1), (1, 1))))
    pen.stroke(arc(0, 0.495, 0.268, 0.268 * TILT * 0.86, 3.5, 5.4), 0.008, rgb("#A8743C"))


SHAPES: dict[str, Shape] = {
    "jar": Shape(jar, 0.68, 0.9, focus=(0.0, 0.42)),
    "honey_jar": Shape(honey_jar, 0.78, 0.75, focus=(0.0, 0.34)),
    "bottle": Shape(bottle, 0.48, 1.02, focus=(0.0, 0.36)),
    "tin": Shape(tin, 0.84, 0.68, focus=(0.0, 0.34)),
    "vase": Shape(vase, 0.7, 1.05, focus=(0.0, 0.36)),
    "bowl": Shape(bowl, 0.98, 0.56, focus=(0.0, 0.28)),
    "cup": Shape(cup, 0.96, 0.6, focus=(0.0, 0.34)),
}
