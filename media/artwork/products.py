"""Draw one product."""

from PIL import Image

from media.artwork.design import Design
from media.artwork.light import Size
from media.artwork.palettes import palette_named
from media.artwork.scenes import VIEWS
from media.artwork.seeds import Seed, chance
from media.artwork.shapes import SHAPES

FULL: Size = (1600, 1200)
"""The size of a product picture in pixels; readiness asks for 1200 on the longer side."""


def draw_product(
    archetype: str,
    *,
    palette: str,
    motif: str,
    seed: Seed,
    view: int = 0,
    size: Size = FULL,
    label: str | None = None,
) -> Image.Image:
    """Return an RGB picture of a product.

    `archetype`, `palette` and `motif` are names from `media.artwork.names` and `PALETTES`; `seed` keeps one
    product's look through its views; `view` counts 0 alone, 1 in a group, 2 from near, 3 in use, and starts
    again after that; `label` is printed where the thing carries one. Raises KeyError for an unknown name.
    """
    scheme = chance("scheme", archetype, seed).randrange(3)
    design = Design(palette_named(palette), motif, seed, label, scheme)
    return VIEWS[view % len(VIEWS)](SHAPES[archetype], design, size)
