"""Carvers' goods: dance mask, gunungan, carved panel, spoons."""

import math

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.materials import carved, pattern, timber
from media.artwork.paths import Path, ellipse, mirrored, petal, placed, rounded, smooth, spiral, star
from media.artwork.shapes.furniture import cane
from media.artwork.shapes.shape import Shape
from media.artwork.solids import ball, shaded, standing_shadow
from media.artwork.stage import Pen
from media.artwork.turned import Turned, hollow, turn

GOLD = rgb("#D9A93F")
GILT = ((0, 0.72), (0.25, 1.0), (0.45, 1.12), (0.7, 0.86), (1, 0.7))


def _both(path: Path) -> tuple[Path, Path]:
    return path, [(-x, y) for x, y in path]


def mask(pen: Pen, design: Design) -> None:
    """A carved dance mask with a gilded crown, its features drawn as the carvers stylise them."""
    skin = (rgb("#F6EEDD"), rgb("#B5301F"), rgb("#2E6B4F"))[
        (design.luck("mask").randrange(3) + design.scheme) % 3
    ]
    line = rgb("#2A1712")
    half = [(0.0, 0.86), (0.2, 0.84), (0.33, 0.72), (0.355, 0.5), (0.3, 0.26), (0.17, 0.07), (0.0, 0.0)]
    outline = mirrored(smooth(half, steps=8))
    pen.soft([(x + 0.06, y - 0.05) for x, y in outline], 0.05, 0.42)
    _crown(pen, design)
    with pen.clipped(outline) as face_:
        face_.fill(outline, shaded(skin, ((0, 0.74), (0.3, 1.03), (0.55, 0.98), (1, 0.62))))
        for cheek in _both(ellipse(0.19, 0.34, 0.085, 0.075)):
            face_.soft(cheek, 0.035, 0.35, mix(skin, rgb("#C23A2A"), 0.65))
        face_.soft([(0.06, 0.5), (0.09, 0.3), (0.1, 0.46)], 0.02, 0.4)
        face_.soft(ellipse(-0.17, 0.62, 0.12, 0.05), 0.04, 0.4, (255, 250, 240))
    _features(pen, design, skin, line)


def _features(pen: Pen, design: Design, skin: RGB, line: RGB) -> None:
    for brow in _both(smooth([(0.04, 0.555), (0.14, 0.62), (0.27, 0.57)])):
        pen.stroke(brow, 0.02, line)
    for eye, lid in zip(
        _both(smooth([(0.065, 0.475), (0.14, 0.515), (0.235, 0.49), (0.15, 0.455)], closed=True)),
        _both(smooth([(0.055, 0.475), (0.14, 0.525), (0.25, 0.495)])),
        strict=True,
    ):
        pen.fill(eye, rgb("#FBF5E6"))
        pen.stroke(lid, 0.014, line)
    for x in (-0.145, 0.145):
        pen.fill(ellipse(x, 0.482, 0.027, 0.022, steps=24), line)
        pen.fill(ellipse(x - 0.008, 0.489, 0.007, 0.006, steps=12), (255, 255, 255))
    nose = smooth(
        [
            (-0.012, 0.5),
            (-0.035, 0.36),
            (-0.06, 0.315),
            (0.0, 0.29),
            (0.06, 0.315),
            (0.035, 0.36),
            (0.012, 0.5),
        ]
    )
    pen.fill(nose, shaded(skin, ((0, 1.08), (0.5, 1.0), (1, 0.66))))
    pen.stroke(smooth([(-0.058, 0.318), (0.0, 0.29), (0.058, 0.318)]), 0.009, darker(skin, 0.55))
    for tache in _both(
        smooth(
            [(0.0, 0.25), (0.08, 0.262), (0.15, 0.235), (0.2, 0.265), (0.14, 0.21), (0.05, 0.232)],
            closed=True,
        )
    ):
        pen.fill(tache, line)
    lips = smooth(
        [(-0.1, 0.19), (-0.04, 0.212), (0.0, 0.203), (0.04, 0.212), (0.1, 0.19), (0.0, 0.148)], closed=True
    )
    pen.fill(lips, shaded(rgb("#B3211A")))
    pen.stroke(smooth([(-0.1, 0.19), (0.0, 0.178), (0.1, 0.19)]), 0.007, rgb("#4E0F0B"))
    pen.fill(star(0, 0.64, 0.034, 0.014, 8), GOLD)
    ball(pen, 0, 0.64, 0.014, design.palette.accent)


def _crown(pen: Pen, design: Design) -> None:
    gilt = mix(GOLD, design.palette.accent, 0.25)
    arch = [(-0.38, 0.62), (-0.36, 0.8), (-0.2, 0.93), (0.0, 0.97), (0.2, 0.93), (0.36, 0.8), (0.38, 0.62)]
    band = [*smooth(arch), *smooth([(0.3, 0.7), (0.0, 0.84), (-0.3, 0.7)])]
    for index in range(9):
        angle = math.pi * (0.16 + 0.085 * index)
        x, y = 0.33 * math.cos(angle), 0.64 + 0.31 * math.sin(angle)
        leaf = placed(petal(0.17 if index % 2 == 0 else 0.12, 0.085), x, y, turn=angle)
        pen.soft([(a + 0.02, b - 0.02) for a, b in leaf], 0.015, 0.3)
        pen.fill(leaf, shaded(gilt, GILT))
        pen.fill(placed(petal(0.09, 0.04), x, y, turn=angle), design.palette.main)
    pen.fill(band, shaded(gilt, GILT))
    for index in range(13):
        angle = math.pi * (0.1 + 0.0667 * index)
        ball(
            pen,
            0.35 * math.cos(angle),
            0.6 + 0.315 * math.sin(angle),
            0.02,
            (design.palette.main, design.palette.second)[index % 2],
        )
    for ear in _both(
        smooth(
            [(0.35, 0.62), (0.45, 0.66), (0.43, 0.5), (0.46, 0.38), (0.37, 0.34), (0.36, 0.5)], closed=True
        )
    ):
        pen.fill(ear, shaded(gilt, GILT))
    for curl in _both(spiral(0.41, 0.58, 0.035, 1.2)):
        pen.stroke(curl, 0.009, darker(gilt, 0.5))


def puppet(pen: Pen, design: Design) -> None:
    """A gunungan, the leaf-shaped mountain and tree of life that opens a shadow play."""
    half = [
        (0.0, 1.12),
        (0.035, 1.0),
        (0.14, 0.8),
        (0.28, 0.6),
        (0.34, 0.42),
        (0.31, 0.27),
        (0.2, 0.2),
        (0.0, 0.19),
    ]
    leaf = mirrored(smooth(half, steps=8))
    gilt = mix(GOLD, design.palette.accent, 0.2)
    pen.soft([(x + 0.05, y - 0.03) for x, y in leaf], 0.04, 0.4)
    pen.tube([(0.0, -0.02), (0.0, 0.3)], 0.026, cane(rgb("#6B3E20")))
    pen.fill(leaf, shaded(gilt, GILT))
    inner = placed(leaf, 0, 0.6, scale=0.9)
    inner = [(x, y - 0.54) for x, y in inner]
    with pen.clipped(inner) as field:
        field.fill(inner, shaded(pattern(design, pen, "deep", 0.3), ((0, 0.8), (0.3, 1), (1, 0.74))))
        field.glaze(inner, design.palette.deep, 0.62)
        _tree(field, design, gilt)
    pen.stroke([*inner, inner[0]], 0.008, darker(gilt, 0.35))
    for index in range(0, len(leaf), 5):
        x, y = leaf[index]
        ball(pen, x * 0.955, y * 0.955 + 0.028, 0.011, design.palette.main)
    pen.stroke([(0.0, -0.02), (0.0, 0.2)], 0.01, rgb("#C79468"))
    standing_shadow(pen, 0.06, 0.06, reach=0.5)


def _tree(pen: Pen, design: Design, gilt: RGB) -> None:
    pen.tube([(0.0, 0.24), (0.0, 0.96)], 0.026, (darker(gilt, 0.4), gilt, lighter(gilt, 0.4)))
    for row in range(6):
        y, reach = 0.46 + row * 0.082, 0.2 - row * 0.027
        for branch in _both(smooth([(0.0, y), (reach * 0.5, y + 0.05), (reach, y + 0.02)])):
            pen.stroke(branch, 0.012, gilt)
        for hand in (-1, 1):
            curl = [(hand * x, v) for x, v in spiral(reach, y + 0.055, 0.036, 1.2, start=-1.57)]
            pen.stroke(curl, 0.01, gilt)
            ball(
                pen,
                hand * reach * 0.5,
                y + 0.065,
                0.018,
                (design.palette.accent, design.palette.main)[row % 2],
            )
            for lean in (0.5, 1.1):
                leaf = placed(petal(0.06, 0.022), reach * 0.75, y + 0.03, turn=lean)
                pen.fill([(hand * x, v) for x, v in leaf], lighter(design.palette.second, 0.3))
    gate = [(-0.09, 0.24), (-0.09, 0.34), (0.0, 0.42), (0.09, 0.34), (0.09, 0.24)]
    pen.fill(gate, shaded(gilt, GILT))
    pen.fill([(-0.055, 0.24), (-0.055, 0.32), (0.055, 0.32), (0.055, 0.24)], design.palette.main)
    pen.stroke([(0, 0.24), (0, 0.32)], 0.006, gilt)
    for wing in _both(smooth([(0.1, 0.25), (0.16, 0.36), (0.24, 0.38), (0.2, 0.28)], closed=True)):
        pen.fill(wing, shaded(mix(gilt, design.palette.main, 0.35), GILT))
    pen.fill(star(0, 0.92, 0.05, 0.02, 8), lighter(gilt, 0.4))


def carving(pen: Pen, design: Design) -> None:
    """A carved wall panel in a bevelled frame, leaning on its stand."""
    standing_shadow(pen, 0.5, 0.14)
    frame = [(-0.52, 0.0), (-0.52, 0.78), (0.52, 0.78), (0.52, 0.0)]
    pen.soft([(x + 0.05, y - 0.0) for x, y in frame], 0.04, 0.35)
    pen.fill(frame, shaded(timber(design, pick=design.scheme), ((0, 1), (1, 0.86))))
    pen.glaze([frame[0], frame[1], (-0.44, 0.7), (-0.44, 0.08)], (255, 240, 220), 0.16)
    pen.glaze([frame[2], frame[3], (0.44, 0.08), (0.44, 0.7)], (20, 8, 4), 0.35)
    pen.glaze([frame[3], frame[0], (-0.44, 0.08), (0.44, 0.08)], (20, 8, 4), 0.24)
    panel = [(-0.44, 0.08), (-0.44, 0.7), (0.44, 0.7), (0.44, 0.08)]
    with pen.clipped(panel) as field:
        field.fill(
            panel, shaded(carved(design, pen, 0.31, pick=design.scheme), ((0, 1.0), (0.4, 1), (1, 0.8)))
        )
        field.soft([(-0.5, 0.8), (0.5, 0.8), (0.5, 0.685), (-0.5, 0.685)], 0.02, 0.55)
        field.soft([(-0.5, 0.8), (-0.42, 0.8), (-0.42, 0.0), (-0.5, 0.0)], 0.02, 0.5)
    pen.stroke([*panel, panel[0]], 0.006, darker(rgb("#6E4426"), 0.5))
    for hand in (-1, 1):
        foot = [(hand * 0.36, -0.05), (hand * 0.44, -0.05), (hand * 0.42, 0.05), (hand * 0.38, 0.05)]
        pen.fill(foot, shaded(timber(design, upright=True, pick=design.scheme + 1)))


def spoon_set(pen: Pen, design: Design) -> None:
    """Wooden spoons and a spatula standing in a turned holder with a patterned belt."""
    standing_shadow(pen, 0.24, 0.24)
    hollow(pen, 0.36, 0.22, rgb("#3E2614"), rgb("#8A5630"), 0.02)
    heads = ((-0.15, 0.22, 0), (-0.05, 0.06, 1), (0.06, -0.07, 2), (0.15, -0.24, 3))
    for x, lean, kind in heads:
        _spoon(pen.at(x, 0.32), design, lean, kind)
    body = Turned([(0.2, 0.0), (0.22, 0.04), (0.225, 0.3), (0.22, 0.36)])
    belt = pattern(design, pen, ("bright", "second", "deep")[design.scheme % 3], 0.16)
    turn(pen, body, timber(design, pick=design.scheme), belts=((0.1, 0.25, belt),))


def _spoon(pen: Pen, design: Design, lean: float, kind: int) -> None:
    wood = timber(design, upright=True, pick=kind)
    handle = placed([(-0.017, -0.05), (-0.021, 0.45), (0.021, 0.45), (0.017, -0.05)], 0, 0, turn=lean)
    pen.fill(handle, shaded(wood, ((0, 1), (1, 0.66))))
    if kind % 2 == 0:
        head = ellipse(0, 0.55, 0.075, 0.11)
        pen.fill(placed(head, 0, 0, turn=lean), shaded(wood, ((0, 1.0), (0.5, 0.95), (1, 0.7))))
        bowl = placed(ellipse(0, 0.555, 0.054, 0.085), 0, 0, turn=lean)
        pen.fill(bowl, shaded(wood, ((0, 0.52), (0.6, 0.78), (1, 0.95))))
        return
    blade = placed(rounded(-0.075, 0.43, 0.075, 0.68, 0.045), 0, 0, turn=lean)
    pen.fill(blade, shaded(wood, ((0, 1.0), (0.5, 0.96), (1, 0.74))))
    for slot in (-0.03, 0.0, 0.03):
        pen.fill(
            placed(rounded(slot - 0.007, 0.49, slot + 0.007, 0.62, 0.007), 0, 0, turn=lean), rgb("#4A2E18")
        )


SHAPES: dict[str, Shape] = {
    "mask": Shape(mask, 1.0, 1.12, "hangs", focus=(0.0, 0.52)),
    "puppet": Shape(puppet, 0.72, 1.14, focus=(0.0, 0.56)),
    "carving": Shape(carving, 1.12, 0.84, focus=(0.0, 0.4)),
    "spoon_set": Shape(spoon_set, 0.7, 1.04, focus=(0.0, 0.3)),
}
