"""Materials without a pattern: paper grain, thread, wood, kraft, crumbs and leaves of food."""

from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter

from media.artwork.colour import RGB, darker, lighter
from media.artwork.light import two_tone
from media.artwork.seeds import chance

_BICUBIC = Image.Resampling.BICUBIC


@lru_cache(maxsize=64)
def noise(width: int, height: int, name: str) -> Image.Image:
    """Return grey noise, one random value a pixel, the same for the same `name`."""
    return Image.frombytes(
        "L", (width, height), chance("noise", name, width, height).randbytes(width * height)
    )


@lru_cache(maxsize=24)
def grain(size: tuple[int, int], depth: int = 10) -> Image.Image:
    """Return a grey multiplier near white (255 - `depth` to 255) that gives flat paint the tooth of paper."""
    speck = noise(256, 256, "grain").point([255 - depth + v * depth // 255 for v in range(256)])
    cover = Image.new("L", size)
    for x in range(0, size[0], 256):
        for y in range(0, size[1], 256):
            cover.paste(speck, (x, y))
    return cover.convert("RGB")


@lru_cache(maxsize=16)
def threads(size: tuple[int, int], depth: int = 26) -> Image.Image:
    """Return a multiplier like plain-woven cloth: fine lines both ways, uneven as spun thread is."""
    table = [255 - depth + v * depth // 255 for v in range(256)]
    down = noise(max(2, size[0] // 3), 6, "warp").resize(size, _BICUBIC)
    over = noise(6, max(2, size[1] // 3), "weft").resize(size, _BICUBIC)
    return ImageChops.multiply(down.point(table), over.point(table)).convert("RGB")


@lru_cache(maxsize=48)
def wood(size: tuple[int, int], colour: RGB, name: str = "wood", *, upright: bool = False) -> Image.Image:
    """Return planed wood of `colour`, grain along the width (or height when `upright`)."""
    long, wide = (size[1], size[0]) if upright else size
    streaks = noise(7, 90, name).resize((long, wide), _BICUBIC)
    pores = noise(40, 420, name + "pores").resize((long, wide), _BICUBIC)
    clouds = noise(5, 4, name + "clouds").resize((long, wide), _BICUBIC)
    grey = Image.blend(Image.blend(streaks, pores, 0.35), clouds, 0.35)
    board = two_tone(grey, darker(colour, 0.42), lighter(colour, 0.2))
    return board.transpose(Image.Transpose.ROTATE_90) if upright else board


@lru_cache(maxsize=48)
def speckled(size: tuple[int, int], dark: RGB, light: RGB, grain_px: int, name: str) -> Image.Image:
    """Return a heap seen from far: lumps of about `grain_px` pixels between two colours."""
    cells = max(2, size[0] // grain_px), max(2, size[1] // grain_px)
    lumps = noise(*cells, name).resize(size, _BICUBIC)
    return two_tone(lumps.point(_STEEP), dark, light)


_STEEP = [max(0, min(255, round((v - 128) * 1.25 + 128))) for v in range(256)]


@lru_cache(maxsize=16)
def kraft(size: tuple[int, int], colour: RGB) -> Image.Image:
    """Return brown wrapping paper with short fibres."""
    fibres = Image.blend(noise(90, 40, "kraft"), noise(90, 40, "kraft2"), 0.5).resize(size, _BICUBIC)
    fine = noise(200, 200, "fine").resize(size, _BICUBIC)
    return two_tone(Image.blend(fibres, fine, 0.4), darker(colour, 0.14), lighter(colour, 0.12))


def softened(picture: Image.Image, radius: float) -> Image.Image:
    """Return `picture` out of focus by `radius` pixels, worked out at a quarter of the size for speed."""
    small = picture.reduce(4)
    return small.filter(ImageFilter.GaussianBlur(radius / 4)).resize(picture.size, Image.Resampling.BILINEAR)
