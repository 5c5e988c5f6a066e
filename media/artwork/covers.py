"""Wide pictures: a shop's cover and a campaign's header, and the shop's round logo."""

import math
from functools import partial

from PIL import Image, ImageChops

from media.artwork import backdrops
from media.artwork.colour import darker, lighter, mix, readable_on
from media.artwork.design import Design
from media.artwork.labels import write
from media.artwork.light import Size, gradient
from media.artwork.mark import draw_mark
from media.artwork.motifs import dyed, repeated
from media.artwork.palettes import Palette, palette_named
from media.artwork.paths import Path, ellipse, smooth
from media.artwork.seeds import Seed, chance
from media.artwork.shapes import SHAPES
from media.artwork.stage import Pen
from media.artwork.textures import threads

COVER: Size = (1600, 600)
HEADER: Size = (1920, 720)
LOGO: Size = (512, 512)

_STILL_LIFE = ("jar", "vase", "folded_cloth", "basket", "bowl", "tin", "box", "cup", "coffee_bag", "bag")


def draw_shop_cover(
    palette: str, motif: str, seed: Seed, size: Size = COVER, *, archetypes: tuple[str, ...] = ()
) -> Image.Image:
    """Return a shop's cover: its cloth along one side, a still life of its goods on the other.

    `archetypes` are what the shop sells, the most important first; without them, common goods are chosen by
    `seed`. The left half stays calm enough for words. Raises KeyError for an unknown name.
    """
    colours = palette_named(palette)
    luck = chance("cover", palette, motif, seed)
    mood = luck.randrange(backdrops.MOODS)
    picture = backdrops.studio(colours, motif, mood, 3, size)
    _hanging(picture, colours, motif, luck.choice(("deep", "bright", "second")))
    goods = list(archetypes) or luck.sample(_STILL_LIFE, 3)
    _still_life(picture, [Design(colours, motif, f"{seed}/{n}", None, n) for n in range(3)], goods)
    return picture


def _hanging(picture: Image.Image, palette: Palette, motif: str, kind: str) -> None:
    """Let a length of cloth sweep in from the left edge."""
    height = picture.height
    pen = Pen(picture, 0, height, height)
    edge = smooth([(0.62, 1.05), (0.5, 0.75), (0.56, 0.45), (0.4, 0.2), (0.46, -0.05)], steps=8)
    outline: Path = [(-0.1, 1.05), *edge, (-0.1, -0.05)]
    pen.soft([(x + 0.03, y - 0.01) for x, y in outline], 0.03, 0.4)
    with pen.clipped(outline) as cloth:
        cloth.fill(
            outline,
            lambda box: ImageChops.multiply(
                repeated(motif, dyed(palette, kind), box, side=int(height * 0.3)), threads(box, 20)
            ),
        )
        for shift in (0.08, 0.2, 0.34, 0.46):
            fold = [(x - shift, y) for x, y in edge]
            cloth.soft([*fold, *((x + 0.03, y) for x, y in reversed(fold))], 0.022, 0.4)
            ridge = [*((x - 0.05, y) for x, y in fold), *((x - 0.03, y) for x, y in reversed(fold))]
            cloth.soft(ridge, 0.018, 0.35, (255, 248, 236))
    pen.stroke(edge, 0.012, palette.accent)


def _still_life(picture: Image.Image, designs: list[Design], goods: list[str]) -> None:
    width, height = picture.size
    places = ((0.66, 0.78, 0.56), (0.88, 0.8, 0.5), (0.77, 0.9, 0.56))
    for (right, down, share), design, name in zip(places, designs, (goods * 3)[:3], strict=True):
        shape = SHAPES[name]
        scale = min(height * share / shape.height, width * 0.2 / shape.width)
        lift = height * 0.5 if shape.pose == "hangs" else height * down
        shape.paint(Pen(picture, width * right, lift, scale), design)


def draw_campaign_header(
    palette: str, motif: str, seed: Seed, size: Size = HEADER, *, archetypes: tuple[str, ...] = ()
) -> Image.Image:
    """Return a campaign's header: rays of the region's cloth behind a row of goods, no words.

    The upper left is left quiet for the title. Raises KeyError for an unknown name.
    """
    colours = palette_named(palette)
    luck = chance("campaign", palette, motif, seed)
    width, height = size
    ground = mix(colours.main, colours.deep, 0.35)
    picture = gradient(((0, ground), (0.7, mix(colours.main, ground, 0.4)), (1, darker(ground, 0.2))), size)
    pen = Pen(picture, width * 0.68, height * 1.02, height)
    _sun(pen, colours, motif)
    goods = list(archetypes) or luck.sample(_STILL_LIFE, 5)
    order = (
        (0.42, 0.83, 0.36),
        (0.92, 0.83, 0.38),
        (0.54, 0.88, 0.46),
        (0.8, 0.88, 0.48),
        (0.67, 0.94, 0.56),
    )
    for number, (right, down, share) in enumerate(order):
        shape = SHAPES[goods[number % len(goods)]]
        scale = min(height * share / shape.height, width * 0.17 / shape.width)
        spot = Pen(picture, width * right, height * (0.72 if shape.pose == "hangs" else down), scale)
        shape.paint(spot, Design(colours, motif, f"{seed}/{number}", None, number))
    strip = repeated(motif, dyed(colours, "gold"), (width, round(height * 0.05)), side=round(height * 0.09))
    picture.paste(strip, (0, height - strip.height))
    picture.paste(colours.accent, (0, height - strip.height - 4, width, height - strip.height))
    return picture


def _sun(pen: Pen, palette: Palette, motif: str) -> None:
    """Paint half a sun behind the goods: a ring of cloth, and a calm middle before which they stand out."""
    tones = {
        "tone": mix(palette.main, palette.soft, 0.25),
        "pale": mix(palette.soft, palette.paper, 0.3),
        "palest": mix(palette.soft, palette.paper, 0.75),
    }
    for reach, kind in ((0.98, "tone"), (0.84, "second"), (0.68, "pale"), (0.48, "palest")):
        disc = ellipse(0, 0, reach, reach, steps=120)
        pen.soft([(x, y - 0.005) for x, y in disc], 0.025, 0.3)
        if kind in tones:
            pen.fill(disc, backdrops.faint(palette, motif, tones[kind], int(pen.scale * 0.2)))
        else:
            rays = partial(repeated, motif, dyed(palette, kind), side=int(pen.scale * 0.2))
            pen.fill(disc, rays)
        pen.stroke([*disc, disc[0]], 0.007, palette.accent)


def initials(name: str) -> str:
    """Return up to two capital letters for a shop's name, leaving out words for the kind of business."""
    kinds = {
        "toko",
        "ud",
        "cv",
        "pt",
        "koperasi",
        "kub",
        "sentra",
        "dapur",
        "rumah",
        "warung",
        "griya",
        "sanggar",
    }
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    proper = [word for word in words if word and word.lower() not in kinds] or [
        word for word in words if word
    ]
    return "".join(word[0] for word in proper[:2]).upper() or "E"


def draw_shop_logo(name: str, palette: str, seed: Seed, size: Size = LOGO) -> Image.Image:
    """Return a shop's logo: its initials in a medallion ringed with kawung petals. Square sizes suit it."""
    colours = palette_named(palette)
    luck = chance("logo", name, palette, seed)
    ground, ring = luck.choice(
        ((colours.main, colours.paper), (colours.second, colours.paper), (colours.paper, colours.main),
         (lighter(colours.soft, 0.2), colours.second))
    )  # fmt: skip
    picture = Image.new("RGB", size, ground)
    width, height = size
    pen = Pen(picture, width / 2, height / 2, min(size) / 2)
    _petals(pen, luck.choice((12, 16)), mix(ring, ground, 0.12), ground, colours)
    for reach, colour in ((0.66, colours.accent), (0.645, ground), (0.62, ring), (0.6, ground)):
        pen.fill(ellipse(0, 0, reach, reach, steps=90), colour)
    ink = readable_on(ground, colours.ink if ring == colours.paper else ring, colours.paper)
    draw_mark(picture, width / 2, height * 0.3, min(size) * 0.13, mix(ink, colours.accent, 0.5), ground)
    draw_mark(picture, width / 2, height * 0.7, min(size) * 0.13, mix(ink, colours.accent, 0.5), ground)
    box = (round(width * 0.27), round(height * 0.36), round(width * 0.73), round(height * 0.64))
    write(picture, initials(name), box, ink, lines=1)
    return picture


def _petals(
    pen: Pen, count: int, ink: tuple[int, int, int], ground: tuple[int, int, int], palette: Palette
) -> None:
    for index in range(count):
        turn = index * math.tau / count
        x, y = 0.8 * math.cos(turn), 0.8 * math.sin(turn)
        wide = 1.2 / count
        pen.fill(ellipse(x, y, 0.145, wide, turn=turn), ink)
        pen.fill(ellipse(x, y, 0.06, wide * 0.28, turn=turn), ground)
        between = turn + math.pi / count
        pen.fill(
            ellipse(0.9 * math.cos(between), 0.9 * math.sin(between), 0.02, 0.02, steps=20), palette.accent
        )
