"""Things worn and carried: bag, hat, shoes, sandals, necklace."""

import math

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.light import MATT
from media.artwork.materials import Surface, fabric, pattern, plain_cloth, plaited
from media.artwork.paths import Path, ellipse, mirrored, rounded, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import TILT, ball, low_shadow, shaded, sheen, standing_shadow
from media.artwork.stage import Pen
from media.artwork.turned import Turned, cap, turn

LEATHERS = (rgb("#8A4F2A"), rgb("#5B3320"), rgb("#A8713F"))


def bag(pen: Pen, design: Design) -> None:
    """A plaited tote with leather handles and a panel of patterned cloth."""
    leather = design.luck("leather").choice(LEATHERS)
    shades = (darker(leather, 0.45), darker(leather, 0.15), leather, lighter(leather, 0.3))
    standing_shadow(pen, 0.4, 0.26)
    pen.tube(smooth([(-0.17, 0.6), (-0.15, 0.86), (0.0, 0.97), (0.15, 0.86), (0.17, 0.6)]), 0.035,
             [darker(shade, 0.35) for shade in shades])  # fmt: skip
    outline = [*mirrored(smooth([(0.34, 0.66), (0.37, 0.4), (0.41, 0.12), (0.38, 0.0)], steps=6))]
    mouth = ellipse(0, 0.66, 0.34, 0.34 * TILT * 0.5)
    pen.fill(mouth, darker(leather, 0.5))
    with pen.clipped(outline) as body:
        body.fill(outline, shaded(plaited(design, pen, 0.2), MATT))
        kind = ("bright", "second", "deep")[design.scheme % 3]
        belt = [
            *smooth([(-0.42, 0.2), (0, 0.17), (0.42, 0.2)]),
            *smooth([(0.42, 0.48), (0, 0.46), (-0.42, 0.48)]),
        ]
        body.fill(belt, shaded(fabric(design, pen, kind, 0.2), MATT))
        for row in (
            smooth([(-0.42, 0.2), (0, 0.17), (0.42, 0.2)]),
            smooth([(0.42, 0.48), (0, 0.46), (-0.42, 0.48)]),
        ):
            body.stroke(row, 0.014, leather)
        body.soft([(0.3, 0.62), (0.24, 0.3), (0.33, 0.02), (0.42, 0.02)], 0.05, 0.28)
    pen.stroke(smooth([(-0.34, 0.655), (0, 0.63), (0.34, 0.655)]), 0.028, darker(leather, 0.1))
    pen.tube(smooth([(-0.2, 0.56), (-0.17, 0.84), (0.0, 0.93), (0.17, 0.84), (0.2, 0.56)]), 0.036, shades)
    for x in (-0.2, 0.2):
        pen.fill(rounded(x - 0.03, 0.5, x + 0.03, 0.62, 0.014), shaded(leather))
        for y in (0.53, 0.59):
            pen.fill(ellipse(x, y, 0.009, 0.009, steps=16), rgb("#E3C27A"))


def hat(pen: Pen, design: Design) -> None:
    """A wide hat plaited of palm leaf, a band of cloth around its crown."""
    standing_shadow(pen, 0.56, 0.56)
    brim = ellipse(0, 0.06, 0.6, 0.6 * TILT)
    pen.fill([(x, y - 0.025) for x, y in brim], rgb("#8A6638"))
    pen.fill(brim, shaded(plaited(design, pen, 0.16), ((0, 0.86), (0.4, 1.05), (1, 0.76))))
    for reach in (0.57, 0.5, 0.42):
        pen.stroke([*ellipse(0, 0.06, reach, reach * TILT), (reach, 0.06)], 0.004, rgb("#A87F48"))
    pen.soft(ellipse(0.08, 0.05, 0.38, 0.075), 0.03, 0.4)
    crown = Turned([(0.31, 0.06), (0.3, 0.18), (0.27, 0.3), (0.22, 0.36)])
    kind = ("bright", "second", "deep")[design.scheme % 3]
    belts = ((0.07, 0.155, fabric(design, pen, kind, 0.12)), (0.155, 0.163, rgb("#8A6638")))
    turn(pen, crown, plaited(design, pen, 0.16), stops=MATT, belts=belts)
    cap(pen, 0.36, 0.22, plaited(design, pen, 0.16))
    pen.soft(ellipse(0.0, 0.36, 0.12, 0.022), 0.03, 0.35)


_UPPER: Path = [(-0.46, 0.1), (-0.47, 0.3), (-0.42, 0.4), (-0.28, 0.37), (-0.16, 0.36), (0.04, 0.24),
                (0.26, 0.2), (0.42, 0.15), (0.47, 0.08)]  # fmt: skip


def shoes(pen: Pen, design: Design) -> None:
    """A pair of canvas shoes with a patterned side."""
    _shoe(pen.at(0.1, 0.2, scale=0.92), design)
    _shoe(pen.at(-0.04, 0.0), design)


def _shoe(pen: Pen, design: Design) -> None:
    low_shadow(pen, [(-0.48, 0.02), (0.5, 0.02), (0.62, -0.01), (0.4, -0.06), (-0.46, -0.04)], depth=0.05)
    top = smooth(_UPPER, steps=6)
    upper = [*top, (0.47, 0.06), (-0.46, 0.06)]
    kind = ("deep", "second", "light")[design.scheme % 3]
    with pen.clipped(upper) as inner:
        inner.fill(upper, shaded(fabric(design, pen, kind, 0.2), ((0, 0.85), (0.5, 1), (1, 0.8))))
        toe = smooth([(0.2, 0.26), (0.22, 0.14), (0.18, 0.04), (0.5, 0.0), (0.55, 0.16)], closed=True)
        inner.fill(toe, shaded(plain_cloth(design.body)))
        heel = smooth([(-0.5, 0.42), (-0.36, 0.4), (-0.34, 0.2), (-0.38, 0.02), (-0.5, 0.0)], closed=True)
        inner.fill(heel, shaded(plain_cloth(design.body)))
        inner.soft([(-0.46, 0.1), (0.46, 0.1), (0.46, 0.05), (-0.46, 0.05)], 0.02, 0.45)
        inner.soft([(-0.3, 0.34), (0.0, 0.24), (0.3, 0.17), (0.0, 0.2)], 0.02, 0.4, (255, 255, 255))
    collar = smooth([(-0.45, 0.385), (-0.34, 0.34), (-0.2, 0.355)])
    pen.fill([*collar, (-0.28, 0.39), (-0.42, 0.41)], rgb("#3A2A22"))
    pen.stroke(collar, 0.016, design.trim)
    for index in range(4):
        x, y = -0.12 + index * 0.075, 0.33 - index * 0.034
        pen.stroke([(x - 0.05, y - 0.075), (x + 0.012, y - 0.002)], 0.02, darker(design.palette.paper, 0.2))
        pen.stroke([(x - 0.05, y - 0.07), (x + 0.012, y + 0.003)], 0.014, design.palette.paper)
    sole = [*smooth([(-0.49, 0.085), (-0.2, 0.065), (0.2, 0.065), (0.49, 0.1)]),
            *smooth([(0.52, 0.05), (0.48, 0.0), (0.0, -0.02), (-0.46, 0.0), (-0.5, 0.05)])]  # fmt: skip
    pen.fill(sole, shaded(rgb("#F7F1E6"), ((0, 1), (0.5, 0.96), (1, 0.72)), upright=True))
    pen.stroke(smooth([(-0.49, 0.045), (0.0, 0.02), (0.5, 0.05)]), 0.008, design.palette.main)


_LYING = 0.52
"""How much a sole's length is foreshortened when it lies before us."""

_TOE = -2.62
"""Where toes point, in radians: towards us, to the left."""

_SOLE: Path = [
    (-0.47, 0.0), (-0.43, -0.085), (-0.3, -0.12), (-0.06, -0.11), (0.14, -0.15), (0.32, -0.165),
    (0.44, -0.11), (0.485, 0.0), (0.46, 0.075), (0.34, 0.125), (0.14, 0.115), (-0.06, 0.085),
    (-0.3, 0.112), (-0.43, 0.08),
]  # fmt: skip
"""A left sole from above: along the foot, and across it."""


def _laid(path: Path, hand: int, height: float = 0.0) -> Path:
    """Return a path on the sole (along, across) as it is seen; `hand` -1 is the other foot."""
    cos, sin = math.cos(_TOE), math.sin(_TOE)
    return [
        (along * cos - across * hand * sin, (along * sin + across * hand * cos) * _LYING + height)
        for along, across in path
    ]


def sandals(pen: Pen, design: Design) -> None:
    """A pair of leather sandals, toes towards us, two patterned straps crossing over each."""
    for x, y, hand in ((0.2, 0.4, 1), (-0.17, 0.25, -1)):
        _sandal(pen.at(x, y), design, hand)


def _sandal(pen: Pen, design: Design, hand: int) -> None:
    leather = design.luck("leather").choice(LEATHERS)
    sole = smooth(_SOLE, closed=True, steps=5)
    thick = 0.075
    ground = _laid(sole, hand)
    pen.soft([(x + 0.05, y - 0.03) for x, y in ground], 0.035, 0.42)
    pen.soft([(x + 0.012, y - 0.008) for x, y in ground], 0.012, 0.5)
    for step in range(6):
        tone = darker(leather, 0.62 if step < 2 else 0.42 - step * 0.05)
        pen.fill(_laid(sole, hand, thick * step / 6), shaded(tone, ((0, 1.15), (0.5, 0.9), (1, 0.7))))
    top = _laid(sole, hand, thick)
    bed = lighter(leather, 0.32)
    with pen.clipped(top) as inner:
        inner.fill(top, shaded(bed, ((0, 1.05), (0.5, 0.98), (1, 0.84))))
        for along, reach in ((-0.29, 0.1), (0.25, 0.125)):
            inner.soft(_laid(ellipse(along, 0, reach * 1.2, reach), hand, thick), 0.03, 0.24)
    seam = _laid([(x * 0.93, y * 0.86) for x, y in sole], hand, thick)
    for index in range(0, len(seam) - 1, 2):
        pen.stroke(seam[index : index + 2], 0.006, lighter(leather, 0.66))
    kind = ("bright", "second", "deep")[design.scheme % 3]
    for start, end in ((0.06, 0.31), (0.31, 0.06)):
        _strap(pen, hand, thick, (start, end), pattern(design, pen, kind, 0.16), leather)


def _strap(pen: Pen, hand: int, thick: float, ends: tuple[float, float], cloth: Surface, edge: RGB) -> None:
    """Arch a strap over the foot, from `ends[0]` along the outer edge to `ends[1]` along the inner one."""
    half, reach = 0.062, 0.165

    def rim(shift: float) -> Path:
        path = []
        for step in range(17):
            share = step / 16
            along = ends[0] + (ends[1] - ends[0]) * share + shift
            across = -reach + (2 * reach - 0.03) * share
            rise = 0.15 * math.sin(math.pi * share) ** 0.8
            path += _laid([(along, across)], hand, thick - 0.02 + rise)
        return path

    toe, heel = rim(half), rim(-half)
    band = [*toe, *reversed(heel)]
    pen.soft([(x + 0.01, y - 0.07) for x, y in band], 0.022, 0.4)
    pen.fill(band, shaded(cloth, ((0, 0.66), (0.35, 1.08), (0.6, 1.0), (1, 0.6))))
    for line in (toe, heel):
        pen.stroke(line, 0.012, darker(edge, 0.15))
        pen.stroke(line, 0.004, lighter(edge, 0.35))


def necklace(pen: Pen, design: Design) -> None:
    """A bead necklace on a cloth-covered stand, a carved pendant in the middle."""
    half = [
        (0.085, 0.98),
        (0.09, 0.86),
        (0.13, 0.76),
        (0.3, 0.62),
        (0.37, 0.46),
        (0.34, 0.24),
        (0.24, 0.06),
        (0.22, 0.0),
    ]
    stand = mirrored(smooth(half, steps=6))
    tone = mix(design.palette.ink, design.palette.second, 0.35)
    standing_shadow(pen, 0.24, 0.2)
    pen.soft([(x + 0.04, y - 0.02) for x, y in stand], 0.04, 0.3)
    light = ((0, 0.75), (0.3, 1.3), (0.6, 1.0), (1, 0.6))
    pen.fill(stand, shaded(plain_cloth(lighter(tone, 0.1)), light))
    pen.fill(ellipse(0, 0.98, 0.085, 0.024), lighter(tone, 0.3))
    luck = design.luck("beads", design.scheme)
    colours = [
        design.palette.main,
        design.palette.accent,
        design.palette.second,
        rgb("#F3E6CC"),
        rgb("#B98A4E"),
    ]
    scheme = luck.sample(colours, 3)
    for strand, (drop, size) in enumerate(((0.36, 0.03), (0.5, 0.024))):
        count = 31 + strand * 14
        for index in range(count):
            share = index / (count - 1)
            angle = math.pi * (1.0 + share)
            x = (0.185 + strand * 0.03) * math.cos(angle) * (1.0 if abs(share - 0.5) < 0.5 else 0.9)
            y = 0.8 + drop * math.sin(angle) * (0.86 + 0.14 * abs(math.sin(angle)))
            ball(pen, x, y, size * (1.25 if index % 5 == 2 else 0.95), scheme[(index // 2 + strand) % 3])
    _pendant(pen, design)


def _pendant(pen: Pen, design: Design) -> None:
    gold = mix(rgb("#D9A93F"), design.palette.accent, 0.3)
    disc = ellipse(0, 0.24, 0.09, 0.1)
    pen.soft([(x + 0.012, y - 0.016) for x, y in disc], 0.014, 0.5)
    pen.fill(disc, shaded(gold, ((0, 0.8), (0.3, 1.25), (0.7, 0.9), (1, 0.65))))
    pen.fill(ellipse(0, 0.24, 0.068, 0.077), shaded(pattern(design, pen, "deep", 0.09)))
    pen.stroke(ellipse(0, 0.24, 0.068, 0.077), 0.006, lighter(gold, 0.5))
    for index in range(5):
        x = -0.064 + index * 0.032
        pen.stroke([(x, 0.15 - abs(x) * -0.1), (x, 0.1)], 0.006, gold)
        ball(pen, x, 0.09, 0.014, design.palette.accent)
    sheen(pen, ellipse(-0.03, 0.29, 0.03, 0.018, turn=0.6), 0.5)


SHAPES: dict[str, Shape] = {
    "bag": Shape(bag, 0.92, 1.0, focus=(0.0, 0.36)),
    "hat": Shape(hat, 1.22, 0.48, "lies", focus=(0.0, 0.18)),
    "shoes": Shape(shoes, 1.12, 0.6, focus=(-0.05, 0.2)),
    "sandals": Shape(sandals, 1.22, 0.72, "lies", focus=(-0.2, 0.3)),
    "necklace": Shape(necklace, 0.8, 1.02, focus=(0.0, 0.4)),
}
