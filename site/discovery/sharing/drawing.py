"""Draws a share picture: the photo on one side, the words beside it, the region's cloth below."""

from io import BytesIO

from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageOps

from discovery.sharing.cards import HEIGHT, WIDTH, ShareCard
from discovery.sharing.lettering import Weight, drawable, fitted, font, shortened, width
from media.artwork.colour import RGB, mix, readable_on, rgb
from media.artwork.mark import draw_mark
from media.artwork.motifs import dyed, repeated
from media.artwork.palettes import Palette, palette_named

#: What a share picture may weigh; some apps show no heavier one.
MAX_BYTES = 300_000
QUALITIES = (84, 76, 66, 54, 40)
NILA, SOGA, KUNYIT, MUTED = rgb("#1E3A6E"), rgb("#8A4B1F"), rgb("#F2A900"), rgb("#6B5E55")
PHOTO = 590
EDGE = 44
MARGIN = 56
#: A photo wider than this in proportion to its height lies above the words, this high.
WIDE, BANNER = 2.0, 330
#: No uploaded picture is larger; a file that says so lies.
MAX_PIXELS = 40_000_000


def draw(card: ShareCard) -> bytes:
    """The picture as a JPEG of 1200 × 630 pixels and less than 300 KB. Never fails for a text or a photo."""
    palette = palette_named(card.palette)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), palette.paper)
    _tint(sheet, palette)
    photo = _photo(card.photo)
    if photo is not None and photo.width > photo.height * WIDE:
        sheet.paste(_filled(photo, (WIDTH, BANNER)), (0, 0))
        _words(sheet, card, palette, left=MARGIN, top=BANNER + 24)
    else:
        side = (PHOTO, HEIGHT)
        cloth = repeated(palette.motif, dyed(palette, "bright"), side, side=260)
        sheet.paste(cloth if photo is None else _filled(photo, side), (0, 0))
        _words(sheet, card, palette, left=PHOTO + MARGIN, top=48)
    cloth = repeated(palette.motif, dyed(palette, "deep"), (WIDTH, EDGE), side=88)
    sheet.paste(cloth, (0, HEIGHT - EDGE))
    sheet.paste(palette.accent, (0, HEIGHT - EDGE - 4, WIDTH, HEIGHT - EDGE))
    return _jpeg(sheet)


def _tint(sheet: Image.Image, palette: Palette) -> None:
    """Kawung flowers on the paper, barely seen."""
    ink = mix(palette.paper, palette.main, 0.045)
    for column in range(4):
        for row in range(4):
            draw_mark(sheet, PHOTO + 80 + column * 180, 60 + row * 180, 170, ink, palette.paper)


def _photo(name: str) -> Image.Image | None:
    """The photo, upright; None when there is none or it cannot be read."""
    if not name:
        return None
    try:
        with default_storage.open(name) as file, Image.open(file) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            picture.draft("RGB", (WIDTH, HEIGHT))
            return ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        return None  # a lost or broken photo must not take the picture with it: cloth stands in


def _filled(photo: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The photo on white, cut so that it fills the place."""
    filled = ImageOps.fit(photo, size, Image.Resampling.LANCZOS)
    ground = Image.new("RGB", filled.size, "white")
    ground.paste(filled, mask=filled)
    return ground


def _words(sheet: Image.Image, card: ShareCard, palette: Palette, *, left: int, top: int) -> None:
    """The site's name, then the card's words, from (left, top) down."""
    room = WIDTH - left - MARGIN
    is_beside = left > MARGIN
    pen = ImageDraw.Draw(sheet)
    _brand(sheet, pen, (left if is_beside else WIDTH - MARGIN - 186, top + 30), palette)
    top += 102 if is_beside else 12
    above = drawable(card.above)
    if above:
        fits = shortened(above, Weight.BOLD, 28, room if is_beside else room - 220)
        pen.text((left, top), fits, fill=SOGA, font=font(Weight.BOLD, 28))
        top += 48
    title = drawable(card.title) or above or "Etalase"
    rows, size = fitted(title, Weight.BOLD, (64, 56, 48, 42), room, 4 if is_beside else 2)
    for row in rows:
        pen.text((left, top), row, fill=palette.ink, font=font(Weight.BOLD, size))
        top += round(size * 1.2)
    top += 14
    if strong := drawable(card.strong):
        fitting, size = fitted(strong, Weight.BOLD, (44, 38, 32, 28), room, 1)
        pen.text((left, top), fitting[0], fill=NILA, font=font(Weight.BOLD, size))
        top += round(size * 1.4)
    _lower(pen, card, (left, top), room)


def _lower(pen: ImageDraw.ImageDraw, card: ShareCard, place: tuple[int, int], room: int) -> None:
    """The last lines: the place or the introduction, and the mark."""
    left, top = place
    left_over = (HEIGHT - EDGE - 24 - top) // 38
    if (below := drawable(card.below)) and left_over > 0:
        rows, _size = fitted(below, Weight.MEDIUM, (28,), room, min(3, left_over))
        for row in rows:
            pen.text((left, top), row, fill=MUTED, font=font(Weight.MEDIUM, 28))
            top += 38
    if (mark := drawable(card.mark)) and top + 60 < HEIGHT - EDGE:
        text = shortened(mark, Weight.BOLD, 26, room - 32)
        box = (left, top + 8, left + width(text, Weight.BOLD, 26) + 32, top + 54)
        pen.rounded_rectangle(box, radius=12, fill=KUNYIT)
        ink: RGB = readable_on(KUNYIT, (31, 26, 23), (255, 255, 255))
        pen.text((left + 16, top + 14), text, fill=ink, font=font(Weight.BOLD, 26))


def _brand(sheet: Image.Image, pen: ImageDraw.ImageDraw, place: tuple[int, int], palette: Palette) -> None:
    left, middle = place
    draw_mark(sheet, left + 26, middle, 60, SOGA, palette.paper)
    pen.text((left + 66, middle), "Etalase", fill=palette.ink, font=font(Weight.BOLD, 34), anchor="lm")


def _jpeg(sheet: Image.Image) -> bytes:
    """The best quality that is light enough; the last one whatever it weighs, which is always less."""
    for quality in QUALITIES:
        buffer = BytesIO()
        sheet.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        if buffer.tell() < MAX_BYTES:
            break
    return buffer.getvalue()
