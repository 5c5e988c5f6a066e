"""Soft packs: standing pouch, clear snack bag, coffee bag and rice sack."""

import math

from PIL import Image

from media.artwork.colour import RGB, darker, lighter, mix, readable_on, rgb
from media.artwork.design import Design
from media.artwork.labels import emblem, label_art, printed, write
from media.artwork.light import Size
from media.artwork.materials import filling, pattern, plain_cloth, wrapping
from media.artwork.motifs import dyed, repeated
from media.artwork.paths import Path, ellipse, mirrored, placed, rounded, smooth
from media.artwork.shapes.shape import Shape
from media.artwork.solids import Block, block_shadow, face, low_shadow, shaded, sheen, standing_shadow
from media.artwork.stage import Pen

PAPERY = ((0, 0.66), (0.07, 0.9), (0.22, 1.0), (0.6, 0.95), (0.88, 0.78), (0.96, 0.7), (1, 0.84))


def _pack_art(size: Size, design: Design) -> Image.Image:
    """Return the flat front of a pouch: name above, window space, pattern below."""
    width, height = size
    ground = design.body
    ink = readable_on(ground, design.palette.ink, design.palette.paper)
    art = Image.new("RGB", size, ground)
    belt = round(height * 0.26)
    kind = ("light", "light", "deep")[design.scheme % 3]
    art.paste(
        repeated(
            design.motif,
            dyed(design.palette, kind),
            (width, belt),
            side=round(width * 0.3),
            variant=design.variant,
        ),
        (0, height - belt),
    )
    rule = max(2, height // 110)
    art.paste(design.palette.accent, (0, height - belt - 2 * rule, width, height - belt - rule))
    emblem(art, width / 2, height * 0.17, width * 0.085, ink, ground)
    if design.label:
        write(
            art,
            design.label,
            (int(width * 0.14), int(height * 0.24), int(width * 0.86), int(height * 0.42)),
            ink,
        )
    return art


def pouch(pen: Pen, design: Design) -> None:
    """A standing pouch with a window on its contents."""
    half = [(0.3, 0.94), (0.3, 0.86), (0.312, 0.7), (0.33, 0.4), (0.335, 0.12), (0.315, 0.015)]
    right = smooth(half, steps=5)
    foot = smooth([(0.315, 0.015), (0, -0.05), (-0.315, 0.015)])
    outline = [*right, *foot, *((-x, y) for x, y in reversed(right))]
    standing_shadow(pen, 0.33, 0.24)
    with pen.clipped(outline) as inner:
        inner.fill(outline, shaded(lambda size: _pack_art(size, design), PAPERY))
        window = placed(rounded(-0.16, -0.11, 0.16, 0.11, 0.1), 0, 0.41)
        inner.fill(window, shaded(filling(design, pen, 0.03)))
        inner.soft(ellipse(0, 0.53, 0.17, 0.03), 0.02, 0.5)
        sheen(inner, placed([(-0.12, -0.1), (-0.04, -0.1), (0.03, 0.11), (-0.05, 0.11)], 0.02, 0.41), 0.25)
        _creases(inner)
    _seal(pen, 0.3, 0.87, 0.94)


def _creases(pen: Pen) -> None:
    for hand in (-1, 1):
        fold = smooth([(hand * 0.33, 0.02), (hand * 0.25, 0.06), (hand * 0.2, 0.0), (hand * 0.1, -0.04)])
        pen.soft([*fold, (hand * 0.3, -0.06)], 0.015, 0.4)
        pen.soft([(hand * 0.3, 0.86), (hand * 0.2, 0.84), (hand * 0.26, 0.7)], 0.025, 0.3)
    pen.soft([(-0.24, 0.84), (-0.2, 0.84), (-0.25, 0.2), (-0.28, 0.2)], 0.02, 0.45, (255, 255, 255))
    pen.soft([(0.23, 0.8), (0.25, 0.8), (0.285, 0.2), (0.26, 0.2)], 0.016, 0.2, (255, 255, 255))


def _seal(pen: Pen, half: float, low: float, high: float) -> None:
    strip = [(-half, low), (-half, high), (half, high), (half, low)]
    pen.glaze(strip, (255, 255, 255), 0.16)
    for line in range(5):
        y = low + (high - low) * (line + 0.5) / 5
        pen.stroke(
            [(-half + 0.01, y), (half - 0.01, y)], 0.003, (255, 255, 255) if line % 2 else (90, 70, 60)
        )
    pen.glaze([(-half, low - 0.008), (-half, low), (half, low), (half, low - 0.008)], (20, 12, 10), 0.35)


def crackers(pen: Pen, design: Design) -> None:
    """A clear bag of crackers under a printed card."""
    bag = smooth([(0.3, 0.72), (0.36, 0.5), (0.37, 0.22), (0.31, 0.02), (0.0, -0.03),
                  (-0.31, 0.02), (-0.37, 0.22), (-0.36, 0.5), (-0.3, 0.72)], steps=6)  # fmt: skip
    standing_shadow(pen, 0.36, 0.24)
    tone = design.luck("crackers").choice((rgb("#EFC777"), rgb("#F0D9A8"), rgb("#E2A75C"), rgb("#EBB48C")))
    luck = design.layout("crackers")
    with pen.clipped(bag) as inner:
        inner.fill(bag, shaded(darker(tone, 0.4)))
        for row in range(6):
            for column in range(5):
                x = (column - 2 + row % 2 * 0.5) * 0.155 + luck.uniform(-0.025, 0.025)
                y = 0.66 - row * 0.125 + luck.uniform(-0.015, 0.015)
                _cracker(inner, x, y, luck.uniform(0.085, 0.105), tone, luck.uniform(-0.5, 0.5))
        inner.glaze(bag, (30, 18, 8), 0.42, stops=((0, 0.9), (0.14, 0.1), (0.7, 0.15), (1, 1)))
        inner.soft([(-0.27, 0.68), (-0.2, 0.68), (-0.26, 0.1), (-0.31, 0.12)], 0.016, 0.75, (255, 255, 255))
        inner.soft([(0.16, 0.6), (0.2, 0.6), (0.27, 0.3), (0.24, 0.3)], 0.014, 0.5, (255, 255, 255))
    card = [(-0.32, 0.68), (-0.32, 0.97), (0.32, 0.97), (0.32, 0.68)]
    pen.soft([(x + 0.01, y - 0.015) for x, y in card], 0.015, 0.4)
    pen.fill(card, shaded(printed(design)))
    for x in (-0.12, 0.12):
        pen.stroke([(x - 0.03, 0.715), (x + 0.03, 0.715)], 0.008, (150, 150, 150))


def _cracker(pen: Pen, x: float, y: float, radius: float, tone: RGB, turn: float) -> None:
    """Paint a fried cracker: a wavy rim, a hollow in the middle, blisters where it puffed up."""
    rim = [
        (x + radius * (1 + 0.07 * math.cos(5 * angle + turn * 7)) * math.cos(angle + turn),
         y + radius * (0.82 + 0.07 * math.sin(5 * angle)) * math.sin(angle + turn))
        for angle in (math.tau * step / 30 for step in range(30))
    ]  # fmt: skip
    pen.soft([(a + 0.012, b - 0.018) for a, b in rim], 0.012, 0.55)
    pen.fill(rim, shaded(lighter(tone, 0.12), ((0, 1.1), (0.45, 1.0), (1, 0.72))))
    middle = ellipse(x + 0.006, y - 0.004, radius * 0.6, radius * 0.42, turn=turn, steps=20)
    pen.fill(middle, shaded(lighter(tone, 0.3), ((0, 0.78), (0.5, 1.0), (1, 1.08))))
    for step in range(6):
        angle = turn + step * math.tau / 6
        a, b = x + radius * 0.78 * math.cos(angle), y + radius * 0.62 * math.sin(angle)
        pen.fill(ellipse(a, b, 0.013, 0.009, steps=10), lighter(tone, 0.5))


def coffee_bag(pen: Pen, design: Design) -> None:
    """A kraft coffee bag with folded sides and a rolled top, a few beans beside it."""
    body = Block(0.46, 0.66, 0.26, yaw=-0.42)
    paper = wrapping(design)
    block_shadow(pen, body, reach=0.35)
    c = body.corner
    face(pen, (c(1, 1, 1), c(1, 1, 0), c(1, 0, 1)), (0.26, 0.66), paper, 0.62)
    gusset = [c(1, 1, 0.5), c(1, 0.25, 0.5), c(1, 0, 0.62), c(1, 0, 1), c(1, 1, 1)]
    pen.glaze(gusset, (255, 240, 220), 0.14)
    face(pen, (c(0, 1, 1), c(1, 1, 1), c(0, 0, 1)), (0.46, 0.66), paper, 0.98)
    label = [_on_front(body, x, y) for x, y in ((0.12, 0.88), (0.88, 0.88), (0.12, 0.14))]
    face(
        pen,
        label,
        (0.35, 0.49),
        lambda size: label_art(size, design, ground=lighter(design.body, 0.06)),
        0.98,
    )
    ridge = [c(0, 1.24, 0.62), c(1, 1.24, 0.62)]
    pen.fill([c(1, 1, 1), ridge[1], c(1, 1, 0)], shaded(darker(rgb("#C79A66"), 0.45)))
    slope = [c(0, 1, 1), c(1, 1, 1), ridge[1], ridge[0]]
    pen.fill(slope, shaded(paper, ((0, 0.96), (1, 0.86))))
    roll = [c(-0.04, 1.3, 0.62), c(1.04, 1.3, 0.62), c(1.04, 1.17, 0.64), c(-0.04, 1.17, 0.64)]
    pen.soft([(x, y - 0.02) for x, y in roll], 0.012, 0.4)
    pen.fill(roll, shaded(pattern(design, pen, "bright", 0.16)))
    _beans(pen, design)


def _on_front(body: Block, across: float, up: float) -> tuple[float, float]:
    return body.corner(across, up, 1)


def _beans(pen: Pen, design: Design) -> None:
    luck = design.layout("beans")
    for _ in range(9):
        x, y, turn = luck.uniform(-0.46, 0.2), luck.uniform(-0.2, -0.12), luck.uniform(0, math.pi)
        bean = ellipse(x, y, 0.034, 0.022, turn=turn, steps=20)
        low_shadow(pen, bean, depth=0.01)
        pen.fill(bean, shaded(rgb("#5B3219")))
        half = 0.024 * math.cos(turn), 0.024 * math.sin(turn)
        pen.stroke([(x - half[0], y - half[1]), (x + half[0], y + half[1])], 0.006, rgb("#2E170A"))


def _sack_outline() -> Path:
    half = [(0.25, 0.86), (0.27, 0.8), (0.33, 0.7), (0.38, 0.45), (0.39, 0.2), (0.34, 0.03), (0.2, -0.03)]
    return mirrored(smooth(half, steps=6))


def rice_sack(pen: Pen, design: Design) -> None:
    """A full cotton sack of rice, sewn shut, with a printed panel."""
    outline = _sack_outline()
    cloth = plain_cloth(mix(rgb("#F1E6CF"), design.palette.soft, 0.25))
    standing_shadow(pen, 0.38, 0.3)
    with pen.clipped(outline) as inner:
        inner.fill(outline, shaded(cloth, PAPERY))
        for x in (-0.29, 0.265):
            inner.glaze([(x, -0.1), (x, 0.9), (x + 0.025, 0.9), (x + 0.025, -0.1)], design.body, 0.75)
        panel = [(-0.23, 0.12), (-0.23, 0.64), (0.23, 0.64), (0.23, 0.12)]
        inner.fill(
            panel, shaded(printed(design, ground=mix(rgb("#F7EFDD"), design.palette.paper, 0.5)), PAPERY)
        )
        for x, y, tip in ((-0.2, 0.78, 0.62), (0.05, 0.8, 0.68), (0.19, 0.78, 0.6)):
            inner.soft([(x, y), (x + 0.03, y), (x * 1.35, tip)], 0.014, 0.45)
        for hand in (-1, 1):
            inner.soft([(hand * 0.36, 0.0), (hand * 0.2, 0.02), (hand * 0.3, 0.12)], 0.03, 0.3)
    hem = [(-0.27, 0.84), (-0.29, 0.93), (0.29, 0.93), (0.27, 0.84)]
    pen.fill(hem, shaded(plain_cloth(design.body)))
    for stitch in range(14):
        x = -0.25 + stitch * 0.0385
        pen.stroke([(x, 0.865), (x + 0.02, 0.865)], 0.007, design.palette.paper)
    _grains(pen, design)


def _grains(pen: Pen, design: Design) -> None:
    luck = design.layout("grains")
    pile = smooth([(0.16, -0.13), (0.26, -0.07), (0.36, -0.045), (0.46, -0.08), (0.56, -0.13)])
    low_shadow(pen, pile)
    pen.fill(pile, rgb("#EFE3C6"))
    for _ in range(70):
        x = luck.gauss(0.36, 0.09)
        y = -0.13 + max(0.0, 0.085 - abs(x - 0.36) * 0.5) * luck.random() - 0.008
        turn = luck.uniform(0, math.pi)
        grain = ellipse(x, y, 0.014, 0.005, turn=turn, steps=10)
        pen.fill([(a + 0.002, b - 0.003) for a, b in grain], rgb("#C9B68C"))
        pen.fill(grain, rgb("#FFF9EA"))


SHAPES: dict[str, Shape] = {
    "pouch": Shape(pouch, 0.7, 1.0, focus=(0.0, 0.52)),
    "crackers": Shape(crackers, 0.78, 1.0, focus=(0.0, 0.6)),
    "coffee_bag": Shape(coffee_bag, 0.8, 0.95, focus=(-0.05, 0.4)),
    "rice_sack": Shape(rice_sack, 0.84, 0.98, focus=(0.0, 0.45)),
}
