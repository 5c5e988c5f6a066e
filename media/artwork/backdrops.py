"""Where things are shown: a quiet studio, a wooden table by a window, a spread of patterned cloth."""

import math
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops

from media.artwork.colour import RGB, darker, lighter, mix
from media.artwork.light import Size, gradient, pool, two_tone
from media.artwork.motifs import Dye, dyed, repeated
from media.artwork.palettes import Palette
from media.artwork.paths import Path, arc, ellipse, petal, placed, smooth
from media.artwork.seeds import chance
from media.artwork.stage import Pen
from media.artwork.textures import grained, softened, threads, wood

HORIZON = 0.36
"""Height, as a share of the picture, at which a floor or table meets the wall."""

MOODS = 5
FORMS = 4


def wall_colour(palette: Palette, mood: int) -> RGB:
    """Return one of the `MOODS` wall colours of a place, from misty to strong."""
    tints = (
        palette.mist,
        mix(lighter(palette.main, 0.7), palette.soft, 0.25),
        mix(palette.mist, palette.accent, 0.3),
        mix(lighter(palette.second, 0.72), palette.soft, 0.2),
        mix(palette.main, palette.soft, 0.22),
    )
    return tints[mood % MOODS]


def studio(palette: Palette, motif: str, mood: int, form: int, size: Size) -> Image.Image:
    """Return an empty studio: seamless wall and floor, a panel of faint pattern, light from the upper left.

    `mood` chooses the wall's colour, `form` the panel (arch, disc, screen, none).
    """
    with Image.open(BytesIO(_studio(palette, motif, mood, form, size))) as wall:
        return grained(wall, 9)


@lru_cache(maxsize=256)
def _studio(palette: Palette, motif: str, mood: int, form: int, size: Size) -> bytes:
    """Return the studio as a JPEG: a hundredth of the memory, so that all walls of all places can be kept."""
    wall = wall_colour(palette, mood)
    picture = _cove(wall, size)
    _window_light(picture, lighter(wall, 0.7))
    pen = Pen(picture, size[0] / 2, size[1] * (1 - HORIZON), size[1])
    _panel(pen, palette, motif, wall, form)
    if mood % 2 == 0:
        _leaf_shadow(pen, wall, chance("leaf", palette.code, mood, form).randrange(6))
    file = BytesIO()
    picture.save(file, "JPEG", quality=92)
    return file.getvalue()


def _cove(wall: RGB, size: Size) -> Image.Image:
    floor = lighter(wall, 0.34)
    stops = (
        (0.0, darker(wall, 0.06)),
        (1 - HORIZON - 0.02, wall),
        (1 - HORIZON + 0.06, mix(wall, floor, 0.6)),
        (0.84, floor),
        (1.0, darker(floor, 0.05)),
    )
    return gradient(stops, size)


def _panel(pen: Pen, palette: Palette, motif: str, wall: RGB, form: int) -> None:
    paths: tuple[Path | None, ...] = (
        [(-0.37, 0.0), *arc(0, 0.22, 0.37, 0.35, math.pi, 0.0, steps=64), (0.37, 0.0)],
        ellipse(0.0, 0.2, 0.4, 0.4, steps=96),
        [(-0.16, 0.0), (-0.16, 0.7), (0.7, 0.7), (0.7, 0.0)],
        None,
    )
    path = paths[form % FORMS]
    if path is None:
        return
    tone = mix(wall, palette.paper, 0.42)
    pen.soft([(x + 0.014, y - 0.01) for x, y in path], 0.018, 0.2)
    pen.fill(path, faint(palette, motif, tone, int(pen.scale * 0.17)))
    pen.stroke([*path, path[0]] if form == 1 else path, 0.0025, lighter(tone, 0.6))


_GREYS = Dye((0, 0, 0), (255, 255, 255), (190, 190, 190), (110, 110, 110))


def faint(palette: Palette, motif: str, tone: RGB, side: int) -> Callable[[Size], Image.Image]:
    """Return a paint of the pattern that is hardly darker than `tone`, tiles `side` pixels wide."""
    ink = mix(tone, palette.main, 0.16)

    def paint(size: Size) -> Image.Image:
        return two_tone(repeated(motif, _GREYS, size, side=side).getchannel(0), tone, ink)

    return paint


def _window_light(picture: Image.Image, glow: RGB) -> None:
    width, height = picture.size
    spot = pool((int(width * 1.1), int(height * 1.3)))
    # Cut to the picture, and as a picture: pasting a bare colour takes three times as long.
    part = spot.crop((int(width * 0.28), int(height * 0.42), spot.width, spot.height))
    picture.paste(Image.new("RGB", part.size, glow), (0, 0), part)


def _leaf_shadow(pen: Pen, wall: RGB, number: int) -> None:
    luck = chance("leaf shadow", number)
    side = luck.choice((-1, 1))
    leaves = []
    for frond in range(2):
        droop = luck.uniform(-0.5, -0.1) - frond * 0.55
        ahead = (math.cos(droop) * -side, math.sin(droop))
        spine = smooth([(side * 0.72, 0.66), (side * 0.72 + ahead[0] * 0.24, 0.66 + ahead[1] * 0.2),
                        (side * 0.72 + ahead[0] * 0.46, 0.6 + ahead[1] * 0.46)], steps=9)  # fmt: skip
        along = math.atan2(ahead[1], ahead[0])
        for index, (x, y) in enumerate(spine[2:]):
            length = 0.17 * (1 - index / len(spine) * 0.6)
            leaves += [placed(petal(length, 0.024), x, y, turn=along + hand * 0.8) for hand in (-1, 1)]
    pen.soft_all(leaves, 0.008, 0.2, darker(wall, 0.55))


@lru_cache(maxsize=8)
def table(palette: Palette, motif: str, mood: int, size: Size) -> Image.Image:
    """Return a wooden table before a blurred wall with a hanging cloth. Copy before drawing."""
    wall = wall_colour(palette, mood)
    picture = gradient(((0, darker(wall, 0.12)), (0.6, wall), (1, wall)), size)
    pen = Pen(picture, size[0] / 2, size[1] * (1 - HORIZON), size[1])
    left = -0.62 if mood % 2 else 0.06
    hanging = [(left, -0.1), (left, 0.8), (left + 0.5, 0.8), (left + 0.5, -0.1)]
    kind = "second" if mood % 5 in (1, 4) else "bright"
    pen.soft([(x + 0.03, y - 0.02) for x, y in hanging], 0.03, 0.3)
    pen.fill(hanging, lambda box: repeated(motif, dyed(palette, kind), box, side=int(size[1] * 0.2)))
    for fold in range(4):
        strip = [
            (left + fold * 0.125 + dx, y) for dx, y in ((0.0, -0.1), (0.0, 0.8), (0.07, 0.8), (0.07, -0.1))
        ]
        pen.glaze(strip, (20, 12, 12), 0.34, stops=((0, 0), (0.7, 1), (1, 0)))
    picture = softened(picture, 11)
    _window_light(picture, lighter(wall, 0.75))
    _table_top(picture, palette, mood)
    return grained(picture, 8)


def _table_top(picture: Image.Image, palette: Palette, mood: int) -> None:
    width, height = picture.size
    top = round(height * (1 - HORIZON))
    tone = ((168, 116, 72), (136, 88, 54), (196, 152, 104))[mood % 3]
    board = wood((width, height - top), mix(tone, palette.soft, 0.18), "table")
    picture.paste(board, (0, top))
    pen = Pen(picture, width / 2, top, height)
    pen.glaze([(-0.8, 0.0), (0.8, 0.0), (0.8, -0.4), (-0.8, -0.4)], (255, 246, 230), 0.3,
              stops=((0, 1), (0.5, 0.3), (1, 0)), upright=True)  # fmt: skip
    pen.stroke([(-0.8, -0.001), (0.8, -0.001)], 0.004, lighter(tone, 0.45))
    for line in (0.11, 0.25):
        pen.stroke([(-0.8, -line), (0.8, -line)], 0.002, darker(tone, 0.35))


@lru_cache(maxsize=4)
def papered(palette: Palette, motif: str, mood: int, size: Size) -> Image.Image:
    """Return a wall papered with the faint pattern above wooden panelling. Copy before drawing on it."""
    wall = wall_colour(palette, mood)
    picture = faint(palette, motif, mix(wall, palette.paper, 0.3), int(size[1] * 0.26))(size)
    _window_light(picture, (255, 250, 240))
    pen = Pen(picture, size[0] / 2, size[1], size[1])
    rail = [(-0.8, 0.0), (-0.8, 0.14), (0.8, 0.14), (0.8, 0.0)]
    panelling = mix(palette.second, palette.soft, 0.2)
    pen.soft([(x, y + 0.02) for x, y in rail], 0.02, 0.3)
    pen.fill(rail, lambda box: wood(box, panelling, "panelling"))
    for x in range(-5, 6):
        pen.stroke([(x * 0.14, 0.0), (x * 0.14, 0.11)], 0.003, darker(panelling, 0.4))
    for y, shade in ((0.14, lighter(panelling, 0.35)), (0.118, darker(panelling, 0.3))):
        pen.stroke([(-0.8, y), (0.8, y)], 0.007, shade)
    _leaf_shadow(pen.at(0, 1 - HORIZON), wall, chance("leaf", palette.code, mood).randrange(6))
    return grained(picture, 9)


def runner(pen: Pen, palette: Palette, motif: str, kind: str) -> None:
    """Lay a strip of cloth on the table, across the pen's origin, with fringed ends; units are the pen's."""
    outline = [(-0.86, 0.12), (0.78, 0.12), (1.0, -0.16), (-1.05, -0.16)]
    pen.soft([(x + 0.02, y - 0.015) for x, y in outline], 0.02, 0.4)
    dye = dyed(palette, kind)
    side = int(pen.scale * 0.26)

    def woven(size: Size) -> Image.Image:
        flat = repeated(motif, dye, (size[0], size[1] * 3), side=side)
        return ImageChops.multiply(flat.resize(size, Image.Resampling.BOX), threads(size, 20))

    pen.fill(outline, woven)
    for y, reach in ((0.105, 0.0), (-0.135, 0.0)):
        ends = [(-0.85 - (0.12 - y) * 0.68 + reach, y), (0.79 + (0.12 - y) * 0.76, y)]
        pen.stroke(ends, 0.012, dye.figure)
    pen.glaze(outline, (255, 250, 240), 0.22, stops=((0, 1), (0.4, 0.4), (1, 0)))
    for end, hand in ((-1.05, -1), (1.0, 1)):
        for thread in range(15):
            y = -0.16 + 0.28 * thread / 14
            x = end - hand * (0.28 * thread / 14) * (0.68 if hand < 0 else 0.79)
            pen.stroke([(x, y), (x + hand * 0.05, y - 0.012)], 0.008, dye.figure)
