"""Cloth and clothes: folded lengths, a hanging sarong, shirts and uniforms."""

from collections.abc import Sequence

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.labels import emblem, label_art
from media.artwork.materials import Surface, fabric, plain_cloth
from media.artwork.paths import Path, arc, ellipse, rounded, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import Block, block_shadow, face, shaded
from media.artwork.stage import Pen
from media.artwork.textures import wood

_KINDS = ("deep", "light", "second", "bright")


def fold(pen: Pen, path: Path, strength: float = 0.34) -> None:
    """Lay a soft crease along `path`: a shadow with a lit edge beside it."""
    back = [(x + 0.022, y) for x, y in reversed(path)]
    pen.soft([*path, *back], 0.014, strength)
    lit = [(x - 0.03, y) for x, y in path]
    pen.soft([*lit, *((x + 0.012, y) for x, y in reversed(lit))], 0.012, strength * 0.8, (255, 250, 240))


def folded_cloth(pen: Pen, design: Design) -> None:
    """Three folded lengths of patterned cloth, the fold to the front, tied with a band and a card."""
    height = 0.0
    block_shadow(pen, Block(0.92, 0.45, 0.6, yaw=-0.2), reach=0.5)
    ledge = darker(design.body, 0.35)
    for number, thick in enumerate((0.16, 0.14, 0.15)):
        body = Block(0.92 - 0.03 * number, thick, 0.62 - 0.03 * number, yaw=-0.2, y=height)
        kind = _KINDS[(design.scheme + number * 2 + (number == 2)) % 4]
        _length(pen, body, fabric(design, pen, kind, 0.26), is_top=number == 2, ledge=ledge)
        height += thick
    _band(pen, design, height)


def _length(pen: Pen, body: Block, cloth: Surface, *, is_top: bool, ledge: RGB) -> None:
    """Paint one folded length; of those below only a narrow `ledge` of the top is seen."""
    c = body.corner
    face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (body.depth, body.height), cloth, 0.6)
    face(pen, (c(0, 1, 0), c(1, 1, 0), c(0, 1, 1)), (body.width, body.depth), cloth if is_top else ledge)
    face(pen, (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)), (body.width, body.height), cloth, 1.0)
    front = [c(0, 1, 1), c(1, 1, 1), c(1, 0, 1), c(0, 0, 1)]
    round_fold = ((0, 0.0), (0.3, 0.0), (0.75, 0.5), (1, 1.0))
    pen.glaze(front, (24, 12, 12), 0.55, stops=round_fold, upright=True)
    pen.glaze(front, (255, 248, 236), 0.28, stops=((0, 0.3), (0.22, 1), (0.45, 0), (1, 0)), upright=True)
    for level in (0.36, 0.68):
        pen.stroke([c(1, level, 1), c(1, level + 0.02, 0)], 0.007, (40, 22, 18))
        pen.stroke([c(1, level - 0.05, 1), c(1, level - 0.03, 0)], 0.005, (230, 210, 190))


def _band(pen: Pen, design: Design, height: float) -> None:
    body = Block(0.94, height, 0.63, yaw=-0.2)
    c = body.corner
    colour = mix(design.palette.paper, design.palette.soft, 0.4)
    left, right = 0.4, 0.6
    face(pen, (c(left, 1.01, 0), c(right, 1.01, 0), c(left, 1.01, 1)), (0.19, 0.63), colour)
    face(
        pen,
        (c(left, 1.01, 1), c(right, 1.01, 1), c(left, 0, 1)),
        (0.19, height),
        lambda size: label_art(size, design),
        0.97,
    )
    for share in (left, right):
        pen.glaze(
            [c(share, 1.01, 1), c(share + 0.006, 1.01, 1), c(share + 0.006, 0, 1), c(share, 0, 1)],
            (0, 0, 0),
            0.3,
        )


def sarong(pen: Pen, design: Design) -> None:
    """A length of cloth draped over a wooden rod, its head panel in the middle."""
    kind = _KINDS[design.scheme % 4]
    far = [(-0.3, 0.93), *_hem(-0.3, 0.46, 0.06, 3), (0.46, 0.93)]
    pen.soft([(x + 0.05, y - 0.03) for x, y in far], 0.04, 0.36)
    pen.fill(far, shaded(fabric(design, pen, kind, 0.24), ((0, 0.62), (1, 0.55))))
    near = [(-0.44, 0.95), *_hem(-0.44, 0.34, -0.0, 4), (0.34, 0.95)]
    pen.soft([(x + 0.03, y - 0.01) for x, y in near], 0.03, 0.4)
    with pen.clipped(near) as cloth:
        cloth.fill(near, fabric(design, pen, kind, 0.24))
        head = _KINDS[(design.scheme + 2) % 4]
        cloth.fill([(-0.16, 1.0), (-0.16, -0.1), (0.06, -0.1), (0.06, 1.0)], fabric(design, pen, head, 0.16))
        for x in (-0.17, 0.06):
            cloth.fill([(x, 1.0), (x, -0.1), (x + 0.012, -0.1), (x + 0.012, 1.0)], design.palette.accent)
        cloth.fill([(-0.5, 0.1), (0.4, 0.1), (0.4, 0.085), (-0.5, 0.085)], design.palette.accent)
        for x, drift in ((-0.36, 0.02), (-0.22, -0.02), (-0.05, 0.025), (0.12, -0.015), (0.25, 0.02)):
            fold(cloth, smooth([(x, 0.96), (x + drift, 0.5), (x + drift * 1.6, -0.05)], steps=6), 0.42)
        cloth.glaze(near, (255, 250, 240), 0.3, stops=((0, 0), (0.03, 1), (0.09, 0), (1, 0)), upright=True)
    _fringe(pen, near[1:-1], mix(design.palette.accent, design.palette.paper, 0.4))
    rod = [(-0.62, 0.955), (0.62, 0.955)]
    pen.tube([(-0.62, 0.955), (-0.45, 0.955)], 0.036, _ROD)
    pen.tube([(0.46, 0.955), rod[1]], 0.036, _ROD)
    for x in (-0.62, 0.62):
        pen.fill(ellipse(x, 0.955, 0.03, 0.034), shaded(rgb("#7A4A28")))


_ROD = (rgb("#4E2C16"), rgb("#7A4A28"), rgb("#A06A3E"), rgb("#C79468"))


def _hem(left: float, right: float, low: float, waves: int) -> Path:
    points = []
    for index in range(waves * 2 + 1):
        points.append((left + (right - left) * index / (waves * 2), low + (0.012 if index % 2 else -0.012)))
    return smooth(points, steps=6)


def _fringe(pen: Pen, hem: Sequence[tuple[float, float]], colour: RGB) -> None:
    for x, y in hem[::2]:
        pen.stroke([(x, y), (x + 0.003, y - 0.05)], 0.008, darker(colour, 0.2))
        pen.stroke([(x - 0.002, y), (x, y - 0.048)], 0.005, colour)


_BODY_HALF: Path = [
    (0.105, 0.93),
    (0.2, 0.9),
    (0.335, 0.83),
    (0.335, 0.6),
    (0.325, 0.3),
    (0.335, 0.03),
    (0.31, 0.0),
]


def _body() -> Path:
    right = [_BODY_HALF[0], _BODY_HALF[1], *smooth(_BODY_HALF[2:], steps=6)]
    hem = smooth([(0.31, 0.0), (0.0, -0.015), (-0.31, 0.0)])
    return [*right, *hem, *((-x, y) for x, y in reversed(right))]


def _sleeve(hand: int, long: bool) -> Path:
    if long:
        points = [
            (0.3, 0.86),
            (0.4, 0.72),
            (0.5, 0.34),
            (0.53, 0.12),
            (0.42, 0.09),
            (0.38, 0.34),
            (0.31, 0.56),
        ]
    else:
        points = [(0.29, 0.865), (0.4, 0.78), (0.54, 0.56), (0.43, 0.485), (0.31, 0.62)]
    outline = [
        points[0],
        *smooth(points[: -2 if not long else -3], steps=6)[1:],
        *points[-2 if not long else -3 :],
    ]
    return [(hand * x, y) for x, y in outline]


def _garment(pen: Pen, cloth: Surface, trim: Surface, edge: RGB, *, long: bool) -> None:
    body = _body()
    sleeves = [_sleeve(hand, long) for hand in (-1, 1)]
    pen.soft_all([[(x + 0.03, y - 0.03) for x, y in part] for part in (body, *sleeves)], 0.035, 0.36)
    for hand, sleeve in zip((-1, 1), sleeves, strict=True):
        with pen.clipped(sleeve) as arm:
            arm.fill(
                sleeve,
                shaded(
                    cloth, ((0, 0.72), (0.5, 0.95), (1, 0.7)) if hand > 0 else ((0, 0.8), (0.5, 1), (1, 0.82))
                ),
            )
            fold(arm, [(hand * 0.34, 0.8), (hand * 0.42, 0.6), (hand * 0.45, 0.3)], 0.3)
        low, high = (sleeve[-3], sleeve[-4]) if long else (sleeve[-2], sleeve[-3])
        pen.stroke([low, high], 0.022, edge)
    with pen.clipped(body) as torso:
        torso.fill(body, shaded(cloth, ((0, 0.78), (0.2, 1.0), (0.55, 0.98), (0.85, 0.84), (1, 0.72))))
        for path in (
            [(-0.3, 0.7), (-0.2, 0.5), (-0.22, 0.2)],
            [(0.28, 0.72), (0.2, 0.45), (0.24, 0.05)],
            [(-0.12, 0.4), (-0.15, 0.2), (-0.1, 0.0)],
            [(0.1, 0.6), (0.14, 0.4), (0.1, 0.15)],
        ):
            fold(torso, smooth(path, steps=6), 0.3)
        torso.soft([(0.33, 0.84), (0.3, 0.6), (0.335, 0.5)], 0.03, 0.4)
    _front(pen, cloth, trim, edge)


def _front(pen: Pen, cloth: Surface, trim: Surface, edge: RGB) -> None:
    neck = [*arc(0, 0.9, 0.1, 0.05, 0, 3.1416), (0.0, 0.78)]
    pen.fill(neck, darker(edge, 0.45))
    placket = [(-0.028, 0.8), (-0.028, -0.012), (0.028, -0.012), (0.028, 0.8)]
    pen.soft([(x + 0.012, y) for x, y in placket], 0.01, 0.35)
    pen.fill(placket, shaded(trim))
    for index in range(6):
        y = 0.72 - index * 0.13
        pen.fill(ellipse(0.003, y - 0.004, 0.0125, 0.0125, steps=20), (40, 26, 20))
        pen.fill(ellipse(0, y, 0.012, 0.012, steps=20), rgb("#F3E6CC"))
    for hand in (-1, 1):
        collar = [
            (0.0, 0.79),
            (hand * 0.085, 0.735),
            (hand * 0.165, 0.89),
            (hand * 0.105, 0.945),
            (hand * 0.06, 0.9),
        ]
        pen.soft([(x, y - 0.014) for x, y in collar], 0.012, 0.4)
        pen.fill(collar, shaded(trim, ((0, 1), (1, 0.86)) if hand < 0 else ((0, 0.95), (1, 0.74))))
        pen.stroke([collar[0], collar[1], collar[2]], 0.004, darker(edge, 0.2))


def _hanger(pen: Pen) -> None:
    hook = [(0.0, 0.93), (0.0, 1.0), *arc(0.028, 1.015, 0.028, 0.035, 3.1416, -0.6, steps=12)]
    pen.stroke([(x + 0.008, y - 0.008) for x, y in hook], 0.014, (120, 104, 96))
    pen.stroke(hook, 0.012, (196, 188, 180))
    bar = smooth([(-0.3, 0.862), (-0.12, 0.925), (0.0, 0.945), (0.12, 0.925), (0.3, 0.862)])
    pen.stroke(bar, 0.045, rgb("#8A5A34"))


def shirt(pen: Pen, design: Design) -> None:
    """A batik shirt on a wooden hanger, long- or short-sleeved."""
    kind = _KINDS[design.scheme % 4]
    _hanger(pen)
    cloth = fabric(design, pen, kind, design.luck("print").choice((0.17, 0.21, 0.26)))
    edge = design.palette.deep if kind != "second" else darker(design.palette.second, 0.3)
    _garment(pen, cloth, cloth, edge, long=design.luck("sleeves").random() < 0.45)
    pocket = rounded(0.085, 0.5, 0.225, 0.66, 0.014)
    pen.soft([(x + 0.004, y - 0.006) for x, y in pocket], 0.008, 0.35)
    pen.fill(pocket, shaded(fabric(design, pen, kind, 0.22)))
    pen.stroke([(0.085, 0.655), (0.225, 0.655)], 0.01, edge)


def uniform(pen: Pen, design: Design) -> None:
    """A plain work shirt with patterned collar, placket and pocket edge, an emblem on the chest."""
    _hanger(pen)
    base = (rgb("#6E6046"), rgb("#2D4A6B"), rgb("#E9E4D8"), design.palette.main)[
        design.luck("office").randrange(4)
    ]
    if design.scheme:
        base = mix(base, design.body, 0.6)
    trim = fabric(design, pen, "bright", 0.12)
    _garment(pen, plain_cloth(base), trim, darker(base, 0.3), long=design.luck("sleeves").random() < 0.4)
    for hand in (-1, 1):
        pocket = [
            (hand * 0.09, 0.66),
            (hand * 0.23, 0.66),
            (hand * 0.23, 0.5),
            (hand * 0.16, 0.475),
            (hand * 0.09, 0.5),
        ]
        pen.soft([(x + 0.004, y - 0.006) for x, y in pocket], 0.008, 0.4)
        pen.fill(pocket, shaded(plain_cloth(lighter(base, 0.05))))
        flap = [
            (hand * 0.085, 0.675),
            (hand * 0.235, 0.675),
            (hand * 0.235, 0.635),
            (hand * 0.16, 0.615),
            (hand * 0.085, 0.635),
        ]
        pen.fill(flap, shaded(trim))
    x, y = pen.pixels([(-0.16, 0.735)])[0]
    emblem(pen.image, x, y, 0.036 * pen.scale, design.palette.main, design.palette.paper)
    pen.fill(
        rounded(0.1, 0.705, 0.22, 0.735, 0.006), shaded(lambda size: wood(size, rgb("#2A211C"), "plate"))
    )
    pen.fill(rounded(0.115, 0.714, 0.205, 0.726, 0.003), design.palette.accent)


SHAPES: dict[str, Shape] = {
    "folded_cloth": Shape(folded_cloth, 1.12, 0.62, focus=(0.0, 0.28)),
    "sarong": Shape(sarong, 1.3, 1.05, "hangs", focus=(-0.04, 0.5)),
    "shirt": Shape(shirt, 1.1, 1.06, "hangs", focus=(0.02, 0.68)),
    "uniform": Shape(uniform, 1.1, 1.06, "hangs", focus=(0.02, 0.68)),
}
