"""Gradients and falloffs: how light lies on flat, round and cloth-like surfaces."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops

from media.artwork.colour import RGB

Size = tuple[int, int]
Stops = Sequence[tuple[float, float]]

_BILINEAR = Image.Resampling.BILINEAR
_FINE = 96


def ramp(stops: Stops, at: float) -> float:
    """Return the value at `at` (0 to 1) of the broken line through `stops`, pairs of place and value."""
    for (left, low), (right, high) in pairwise(stops):
        if at <= right:
            share = 0.0 if right == left else max(0.0, (at - left) / (right - left))
            return low + (high - low) * share
    return stops[-1][1]


@lru_cache(maxsize=256)
def _strip(stops: tuple[tuple[float, float], ...]) -> bytes:
    """Return `_FINE` samples of the line through `stops`, 0 to 255."""
    samples = (ramp(stops, i / (_FINE - 1)) for i in range(_FINE))
    return bytes(round(255 * min(1.0, max(0.0, value))) for value in samples)


def falloff(stops: Stops, size: Size, *, upright: bool = False) -> Image.Image:
    """Return a grey image of `size` whose value (stops: 0 to 1) runs left to right, or top to bottom."""
    strip = Image.frombytes("L", (1, _FINE) if upright else (_FINE, 1), _strip(tuple(stops)))
    return strip.resize(size, _BILINEAR)


def gradient(stops: Sequence[tuple[float, RGB]], size: Size, *, upright: bool = True) -> Image.Image:
    """Return an RGB image of `size` that runs through the colours of `stops`, top to bottom by default."""
    channels = []
    for channel in range(3):
        line = [(place, colour[channel] / 255) for place, colour in stops]
        channels.append(falloff(line, (1, size[1]) if upright else (size[0], 1), upright=upright))
    return Image.merge("RGB", channels).resize(size, Image.Resampling.NEAREST)


ROUND: Stops = ((0, 0.5), (0.08, 0.66), (0.3, 1.0), (0.42, 1.0), (0.7, 0.74), (0.93, 0.46), (1, 0.56))
"""Light from the upper left on an upright cylinder, with a little light thrown back at the right rim."""

MATT: Stops = ((0, 0.72), (0.12, 0.86), (0.34, 1.0), (0.6, 0.9), (0.9, 0.66), (1, 0.7))
"""The same light on paper, clay or cloth: softer, no rim."""

FLAT: Stops = ((0, 0.95), (0.3, 1.0), (1, 0.88))
"""A nearly flat front."""


def lit(surface: Image.Image, stops: Stops, *, upright: bool = False) -> Image.Image:
    """Return `surface` multiplied by a falloff; whites turn slightly warm, shadows slightly violet."""
    return ImageChops.multiply(surface, _spread(_glow(tuple(stops)), surface.size, upright))


def glowing(colour: RGB, stops: Stops, size: Size, *, upright: bool = False) -> Image.Image:
    """Return a piece of one `colour` under the same light; quicker than painting it first."""
    light = _glow(tuple(stops))
    return _spread(ImageChops.multiply(light, Image.new("RGB", light.size, colour)), size, upright)


@lru_cache(maxsize=256)
def _glow(stops: tuple[tuple[float, float], ...]) -> Image.Image:
    grey = Image.frombytes("L", (_FINE, 1), _strip(stops))
    return Image.merge("RGB", (grey.point(_LIFT_RED), grey, grey.point(_LIFT_BLUE)))


def _spread(line: Image.Image, size: Size, upright: bool) -> Image.Image:
    """Return a line of colours stretched along a picture of `size`, the same in every row (or column)."""
    long = size[1] if upright else size[0]
    smooth = line.resize((long, 1), _BILINEAR)
    if upright:
        smooth = smooth.transpose(Image.Transpose.ROTATE_270)
    return smooth.resize(size, Image.Resampling.NEAREST)


_LIFT_RED = [min(255, round(v * 0.96 + 12)) for v in range(256)]
_LIFT_BLUE = [min(255, round(v * 0.98 + 8)) for v in range(256)]


@lru_cache(maxsize=8)
def pool(size: Size) -> Image.Image:
    """Return a soft round spot of light as grey, half bright in the middle and 0 at the rim."""
    spot = Image.radial_gradient("L").point(_POOL)
    return spot.resize(size, Image.Resampling.BICUBIC)


_POOL = [round(127 * max(0.0, 1 - v / 180) ** 1.6) for v in range(256)]


def two_tone(grey: Image.Image, dark: RGB, light: RGB) -> Image.Image:
    """Return grey values as colours between `dark` (0) and `light` (255)."""
    return graded(grey, (dark, light))


def graded(grey: Image.Image, shades: Sequence[RGB]) -> Image.Image:
    """Return grey values as colours along `shades`, evenly spaced from 0 to 255."""
    return Image.merge("RGB", [grey.point(table) for table in _tables(tuple(shades))])


@lru_cache(maxsize=512)
def _tables(shades: tuple[RGB, ...]) -> tuple[list[int], ...]:
    last = max(1, len(shades) - 1)
    lines = [[(n / last, float(shade[channel])) for n, shade in enumerate(shades)] for channel in range(3)]
    return tuple([round(ramp(line, value / 255)) for value in range(256)] for line in lines)
