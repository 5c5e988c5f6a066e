"""Printed paper: labels with a band of the region's pattern, an emblem and the product's name."""

import math
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from media.artwork.colour import RGB, mix, readable_on
from media.artwork.design import Design
from media.artwork.mark import draw_mark
from media.artwork.motifs import dyed, repeated
from media.artwork.paths import ellipse
from media.artwork.stage import Pen

Size = tuple[int, int]


@lru_cache(maxsize=64)
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, which lettering needs")
    return font


def _measure(text: str, size: int, weight: int) -> Size:
    left, top, right, low = _font(size).getbbox(text, stroke_width=weight)
    return math.ceil(right - left), math.ceil(low - top)


def _broken(text: str, lines: int) -> list[str]:
    """Return `text` in at most `lines` lines of about equal length, broken at spaces."""
    words = text.split()
    count = min(lines, len(words))
    target = len(text) / max(1, count)
    rows: list[str] = []
    for word in words:
        fits = rows and (len(rows[-1]) + len(word) / 2 < target or len(rows) == count)
        if fits:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return rows


def write(
    picture: Image.Image, text: str, box: tuple[int, int, int, int], ink: RGB, *, lines: int = 2
) -> None:
    """Write `text` into the middle of `box` (left, top, right, bottom pixels), as large as fits."""
    width, height = box[2] - box[0], box[3] - box[1]
    options = [rows for count in range(1, lines + 1) if (rows := _broken(text, count))]
    if not options or width < 12 or height < 8:
        return
    rows, size = max(((rows, _largest(rows, width, height)) for rows in options), key=lambda pair: pair[1])
    weight = size // 26
    step = size * 1.12
    draw, font = ImageDraw.Draw(picture), _font(size)
    first = (box[1] + box[3]) / 2 - step * (len(rows) - 1) / 2
    for number, row in enumerate(rows):
        place = ((box[0] + box[2]) / 2, first + number * step)
        draw.text(place, row, fill=ink, font=font, anchor="mm", stroke_width=weight, stroke_fill=ink)


def _largest(rows: list[str], width: int, height: int) -> int:
    widest = max(_measure(row, 100, 3)[0] for row in rows)
    return max(6, min(int(100 * width / widest), int(height / (1.12 * len(rows))), 150))


def emblem(picture: Image.Image, x: float, y: float, radius: float, ink: RGB, ground: RGB) -> None:
    """Draw the kawung flower in a ring, `radius` pixels wide, around (x, y)."""
    pen = Pen(picture, x, y, radius)
    pen.fill(ellipse(0, 0, 1, 1), ink)
    pen.fill(ellipse(0, 0, 0.92, 0.92), ground)
    draw_mark(picture, x, y, radius * 1.66, ink, ground)


def label_art(size: Size, design: Design, *, ground: RGB | None = None, wide: bool = False) -> Image.Image:
    """Return a printed label of `size` pixels: bands of pattern, rules, emblem and the product's name.

    `ground` is the paper (the palette's by default). `wide` places the middle part only in the middle third,
    as on a label that runs around a jar.
    """
    palette = design.palette
    paper = ground or palette.paper
    ink = readable_on(paper, palette.ink, palette.paper)
    art = Image.new("RGB", size, paper)
    width, height = size
    band = max(4, round(height * 0.17))
    strip = repeated(
        design.motif, dyed(palette, "bright"), (width, band), side=round(band * 1.9), variant=design.variant
    )
    rule = max(1, height // 90)
    draw = ImageDraw.Draw(art)
    for top in (0, height - band):
        art.paste(strip, (0, top))
    for y in (band + rule, height - band - 2 * rule):
        draw.rectangle((0, y, width, y + rule - 1), fill=mix(palette.accent, paper, 0.1))
    margin = round(width * (0.26 if wide else 0.1))
    _middle(art, design, (margin, band + 3 * rule, width - margin, height - band - 3 * rule), ink, paper)
    return art


def _middle(art: Image.Image, design: Design, box: tuple[int, int, int, int], ink: RGB, paper: RGB) -> None:
    left, top, right, low = box
    height = low - top
    mark = readable_on(paper, design.palette.main, design.palette.accent)
    if not design.label:
        emblem(art, (left + right) / 2, (top + low) / 2, min(height * 0.4, (right - left) * 0.4), mark, paper)
        return
    radius = height * 0.17
    emblem(art, (left + right) / 2, top + radius * 1.25, radius, mark, paper)
    write(
        art, design.label, (left, round(top + radius * 2.5), right, round(low - height * 0.05)), ink, lines=3
    )


def printed(
    design: Design, *, ground: RGB | None = None, wide: bool = False
) -> Callable[[Size], Image.Image]:
    """Return a paint that prints the label to the size of what it fills."""
    return lambda size: label_art(size, design, ground=ground, wide=wide)
