"""Traditional patterns as seamless tiles."""

import random
from collections.abc import Callable
from functools import lru_cache

from PIL import Image

from media.artwork.motifs import batik, curled, woven
from media.artwork.motifs.tile import SIDE, Dye, Tile, dyed
from media.artwork.seeds import chance

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


@lru_cache(maxsize=192)
def _scaled(motif: str, dye: Dye, variant: int, side: int) -> Image.Image:
    tile = motif_tile(motif, dye, variant)
    return tile if side == SIDE else tile.resize((side, side), Image.Resampling.LANCZOS)


def repeated(
    motif: str,
    dye: Dye,
    size: tuple[int, int],
    *,
    side: int = SIDE,
    variant: int = 0,
    shift: tuple[int, int] = (0, 0),
) -> Image.Image:
    """Return an image of `size` covered with the tile at `side` pixels, moved by `shift` pixels."""
    tile = _scaled(motif, dye, variant, max(8, side))
    step = tile.width
    cover = Image.new("RGB", size)
    for x in range(shift[0] % step - step, size[0], step):
        for y in range(shift[1] % step - step, size[1], step):
            cover.paste(tile, (x, y))
    return cover
