"""Traditional patterns as seamless tiles."""

import math
import random
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageChops

from media.artwork.motifs import batik, curled, woven
from media.artwork.motifs.tile import SIDE, Dye, Tile, dyed
from media.artwork.seeds import chance
from media.artwork.textures import covered, threads

__all__ = ["SIDE", "Dye", "dyed", "motif_tile", "repeated", "rounded_side"]

_PAINTERS: dict[str, Callable[[Tile, Dye, random.Random], None]] = {
    "anyaman": woven.anyaman,
    "benang_bintik": curled.benang_bintik,
    "ceplok": batik.ceplok,
    "ikat": woven.ikat,
    "kawung": batik.kawung,
    "lurik": woven.lurik,
    "mega_mendung": batik.mega_mendung,
    "parang": batik.parang,
    "songket": woven.songket,
    "truntum": batik.truntum,
    "tumpal": curled.tumpal,
}


_SHADED = frozenset({"anyaman"})
"""Patterns that shade their colours by light, so that each dye is painted anew."""

_SEPARATED = Dye((0, 0, 0), (255, 0, 0), (0, 255, 0), (0, 0, 255))
"""Dyes that keep the shares of figure, detail and spark apart, one in each channel."""


def motif_tile(motif: str, dye: Dye, variant: int = 0) -> Image.Image:
    """Return the seamless tile of `motif`, `SIDE` pixels square; raise KeyError for an unknown motif.

    `variant` picks among the pattern's densities and ornaments. Callers must not draw on the result.
    """
    return _scaled(motif, dye, variant, SIDE, False)


@lru_cache(maxsize=64)
def _painted(motif: str, dye: Dye, variant: int) -> Image.Image:
    tile = Tile(dye.ground)
    _PAINTERS[motif](tile, dye, chance("motif", motif, variant))
    return tile.finished()


@lru_cache(maxsize=256)
def _resized(motif: str, dye: Dye, variant: int, side: int) -> Image.Image:
    return _painted(motif, dye, variant).resize((side, side), Image.Resampling.HAMMING)


@lru_cache(maxsize=256)
def _scaled(motif: str, dye: Dye, variant: int, side: int, woven: bool) -> Image.Image:
    """Return the tile in its size and colours: resized once for all dyes, then dyed, which is quick."""
    if motif in _SHADED:
        tile = _resized(motif, dye, variant, side)
    else:
        tile = _resized(motif, _SEPARATED, variant, side).convert("RGB", _recipe(dye))
    return ImageChops.multiply(tile, threads(tile.size, 24)) if woven else tile


def _recipe(dye: Dye) -> tuple[float, ...]:
    """Return the colour matrix that turns shares of figure, detail and spark into the dye's colours."""
    rows: list[float] = []
    for channel in range(3):
        base = dye.ground[channel]
        rows += [(colour[channel] - base) / 255 for colour in (dye.figure, dye.detail, dye.spark)]
        rows.append(base)
    return tuple(rows)


def repeated(
    motif: str, dye: Dye, size: tuple[int, int], *, side: int = SIDE, variant: int = 0, woven: bool = False
) -> Image.Image:
    """Return an image of `size` covered with tiles about `side` pixels wide, threads showing if `woven`.

    Sides are rounded to a few sizes, so that parts of about one scale share a tile. Raises KeyError for an
    unknown motif.
    """
    return covered(_scaled(motif, dye, variant, rounded_side(side), woven), size)


def rounded_side(side: int) -> int:
    """Return the nearest of the sides at which tiles are kept: `SIDE`, and six to each doubling."""
    steps = round(math.log2(max(8, side) / SIDE) * 6)
    return round(SIDE * 2 ** (steps / 6))
