"""Materials without a pattern: paper grain, thread, wood, kraft, crumbs and leaves of food."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter

from media.artwork.colour import RGB, darker, lighter
from media.artwork.light import Size, two_tone
from media.artwork.seeds import chance

_BICUBIC = Image.Resampling.BICUBIC


@lru_cache(maxsize=64)
def noise(width: int, height: int, name: str) -> Image.Image:
    """Return grey noise, one random value a pixel, the same for the same `name`."""
    return Image.frombytes(
        "L", (width, height), chance("noise", name, width, height).randbytes(width * height)
    )


def covered(tile: Image.Image, size: Size) -> Image.Image:
    """Return `size` covered with copies of `tile`, each paste doubling what is covered."""
    cover = Image.new(tile.mode, size)
    cover.paste(tile, (0, 0))
    width, height = min(tile.width, size[0]), min(tile.height, size[1])
    while width < size[0]:
        cover.paste(cover.crop((0, 0, width, height)), (width, 0))
        width *= 2
    while height < size[1]:
        cover.paste(cover.crop((0, 0, size[0], height)), (0, height))
        height *= 2
    return cover


def grained(picture: Image.Image, depth: int = 10) -> Image.Image:
    """Return `picture` with the tooth of paper: up to `depth` of 255 taken from each value.

    No value may be less than `depth`, or it would start again at the top: walls and grounds never are. That
    sum is ten times as quick as a product or a clipped difference.
    """
    return ImageChops.add_modulo(picture, _grain(picture.size, depth))


@lru_cache(maxsize=8)
def _grain(size: Size, depth: int) -> Image.Image:
    speck = noise(256, 256, "grain").point([(256 - v * depth // 255) % 256 for v in range(256)])
    return covered(speck.convert("RGB"), size)


@lru_cache(maxsize=64)
def threads(size: Size, depth: int = 26) -> Image.Image:
    """Return a multiplier like plain-woven cloth: fine lines both ways, uneven as spun thread is."""
    table = [255 - depth + v * depth // 255 for v in range(256)]
    down = noise(max(2, size[0] // 3), 6, "warp").resize(size, _BICUBIC)
    over = noise(6, max(2, size[1] // 3), "weft").resize(size, _BICUBIC)
    return ImageChops.multiply(down.point(table), over.point(table)).convert("RGB")


_BOARD: Size = (1024, 512)
_SHEET: Size = (768, 768)


def wood(size: Size, colour: RGB, name: str = "wood", *, upright: bool = False) -> Image.Image:
    """Return planed wood of `colour`, grain along the width (or height when `upright`)."""
    return _piece(_board(colour, name, upright), size)


def _piece(sheet: Image.Image, size: Size) -> Image.Image:
    """Return a piece of `sheet`, stretched only where it is too small."""
    whole = max(size[0], sheet.width), max(size[1], sheet.height)
    if whole != sheet.size:
        return sheet.resize(size, Image.Resampling.BILINEAR)
    return sheet.crop((0, 0, *size))


@lru_cache(maxsize=64)
def _board(colour: RGB, name: str, upright: bool) -> Image.Image:
    streaks = noise(7, 90, name).resize(_BOARD, _BICUBIC)
    pores = noise(40, 420, name + "pores").resize(_BOARD, _BICUBIC)
    clouds = noise(5, 4, name + "clouds").resize(_BOARD, _BICUBIC)
    grey = Image.blend(Image.blend(streaks, pores, 0.35), clouds, 0.35)
    board = two_tone(grey, darker(colour, 0.42), lighter(colour, 0.2))
    return board.transpose(Image.Transpose.ROTATE_90) if upright else board


@lru_cache(maxsize=48)
def speckled(size: Size, dark: RGB, light: RGB, grain_px: int, name: str) -> Image.Image:
    """Return a heap seen from far: lumps of about `grain_px` pixels between two colours."""
    cells = max(2, size[0] // grain_px), max(2, size[1] // grain_px)
    lumps = noise(*cells, name).resize(size, Image.Resampling.BILINEAR)
    return two_tone(lumps.point(_STEEP), dark, light)


_STEEP = [max(0, min(255, round((v - 128) * 1.25 + 128))) for v in range(256)]


def kraft(size: Size, colour: RGB) -> Image.Image:
    """Return brown wrapping paper with short fibres."""
    return _piece(_kraft_sheet(colour), size)


@lru_cache(maxsize=16)
def _kraft_sheet(colour: RGB) -> Image.Image:
    fibres = Image.blend(noise(70, 30, "kraft"), noise(70, 30, "kraft2"), 0.5).resize(_SHEET, _BICUBIC)
    fine = noise(200, 200, "fine").resize(_SHEET, _BICUBIC)
    return two_tone(Image.blend(fibres, fine, 0.4), darker(colour, 0.14), lighter(colour, 0.12))


def softened(picture: Image.Image, radius: float) -> Image.Image:
    """Return `picture` out of focus by `radius` pixels, worked out at a quarter of the size for speed."""
    small = picture.reduce(4)
    return small.filter(ImageFilter.GaussianBlur(radius / 4)).resize(picture.size, Image.Resampling.BILINEAR)
