"""Traditional patterns as seamless tiles."""

import random
from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageChops

from media.artwork.motifs import batik, curled, woven
from media.artwork.motifs.tile import SIDE, Dye, Tile, dyed
from media.artwork.seeds import chance
from media.artwork.textures import covered, threads

__all__ = ["SIDE", "Dye", "dyed", "motif_tile", "repeated"]

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


@lru_cache(maxsize=192)
def motif_tile(motif: str, dye: Dye, variant: int = 0) -> Image.Image:
    """Return the seamless tile of `motif`, `SIDE` pixels square; raise KeyError for an unknown motif.

    `variant` picks among the pattern's densities and ornaments. Callers must not draw on the result.
    """
    tile = Tile(dye.ground)
    _PAINTERS[motif](tile, dye, chance("motif", motif, variant))
    return tile.finished()


@lru_cache(maxsize=256)
def _scaled(motif: str, dye: Dye, variant: int, side: int, woven: bool) -> Image.Image:
    tile = motif_tile(motif, dye, variant)
    if side != SIDE:
        tile = tile.resize((side, side), Image.Resampling.LANCZOS)
    return ImageChops.multiply(tile, threads(tile.size, 24)) if woven else tile


def repeated(
    motif: str, dye: Dye, size: tuple[int, int], *, side: int = SIDE, variant: int = 0, woven: bool = False
) -> Image.Image:
    """Return an image of `size` covered with the tile at `side` pixels, its threads showing if `woven`.

    Raises KeyError for an unknown motif.
    """
    return covered(_scaled(motif, dye, variant, max(8, side), woven), size)
