"""Paints that a product's design decides: its cloth, its filling, its wood, straw and clay."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from PIL import Image, ImageChops

from media.artwork.colour import RGB, darker, lighter, mix, rgb
from media.artwork.design import Design
from media.artwork.light import Size
from media.artwork.motifs import Dye, dyed, repeated, rounded_side
from media.artwork.stage import Pen
from media.artwork.textures import covered, kraft, speckled, threads, wood

Surface = Callable[[Size], Image.Image]

FILLINGS: tuple[tuple[RGB, RGB], ...] = (
    (rgb("#C98A3A"), rgb("#F2CF84")),
    (rgb("#8E2A14"), rgb("#D9512A")),
    (rgb("#6B3F1C"), rgb("#B07A3E")),
    (rgb("#D9C08E"), rgb("#FBF1D6")),
    (rgb("#B5651D"), rgb("#E9A94F")),
)
"""Dark and light tone of what jars hold: chips, chilli paste, peanut sauce, flour, palm sugar."""

WOODS: tuple[RGB, ...] = (rgb("#B07A48"), rgb("#8A5630"), rgb("#C99A62"), rgb("#6E4426"))


def pattern(design: Design, pen: Pen, kind: str, side: float, *, woven: bool = False) -> Surface:
    """Return a paint of the product's pattern, tiles `side` units wide, in the dye `kind`."""
    pixels = max(24, int(side * pen.scale))
    dye = dyed(design.palette, kind)
    return partial(_printed, design.motif, dye, pixels, design.variant, woven)


def _printed(motif: str, dye: Dye, side: int, variant: int, woven: bool, size: Size) -> Image.Image:
    return repeated(motif, dye, size, side=side, variant=variant, woven=woven)


def fabric(design: Design, pen: Pen, kind: str, side: float) -> Surface:
    """Return the pattern woven or printed on cloth whose threads show; plaited strips turn into stripes."""
    if design.motif == "anyaman":
        design = replace(design, motif="lurik")
    return pattern(design, pen, kind, side, woven=True)


def plain_cloth(colour: RGB) -> Surface:
    """Return undecorated woven cloth."""
    return lambda size: covered(_cloth_piece(colour), size)


@lru_cache(maxsize=32)
def _cloth_piece(colour: RGB) -> Image.Image:
    piece = (384, 384)
    return ImageChops.multiply(Image.new("RGB", piece, colour), threads(piece, 18))


def filling(design: Design, pen: Pen, lump: float = 0.035) -> Surface:
    """Return what the vessel holds, in lumps `lump` units wide."""
    dark, light = design.luck("filling").choice(FILLINGS)
    return lambda size: speckled(size, dark, light, max(3, int(lump * pen.scale)), "heap")


def timber(design: Design, *, upright: bool = False, pick: int = 0) -> Surface:
    """Return the wood this product is made of; `pick` shifts to a neighbouring kind."""
    colour = _wood_colour(design, pick)
    return lambda size: wood(size, colour, f"timber{pick}", upright=upright)


def _wood_colour(design: Design, pick: int) -> RGB:
    return design.luck("timber").sample(WOODS, len(WOODS))[pick % len(WOODS)]


_RELIEF = Dye((104, 104, 104), (200, 200, 200), (168, 168, 168), (228, 228, 228))


def carved(design: Design, pen: Pen, side: float, *, pick: int = 0) -> Surface:
    """Return the same wood with the product's pattern cut into it: ground sunk, figures standing out."""
    colour = _wood_colour(design, pick)

    relief = partial(
        _relief,
        design.motif,
        design.variant,
        rounded_side(max(24, int(side * pen.scale))),
        max(1, round(pen.scale * 0.004)),
    )

    def cut(size: Size) -> Image.Image:
        board = wood(size, lighter(colour, 0.12), f"carved{pick}")
        return ImageChops.multiply(board, covered(relief(), size))

    return cut


@lru_cache(maxsize=32)
def _relief(motif: str, variant: int, side: int, shift: int) -> Image.Image:
    """Return a seamless multiplier of `side` pixels: ground sunk, edges `shift` pixels wide."""
    height = repeated(motif, _RELIEF, (side, side), side=side, variant=variant).getchannel(0)
    edges = ImageChops.subtract(height, ImageChops.offset(height, -shift, -shift), 2, 128)
    depth = height.point([min(255, 120 + v * 6 // 10) for v in range(256)])
    lines = edges.point([max(0, min(255, 255 + (v - 128) * 2)) for v in range(256)])
    shade = ImageChops.multiply(depth, lines)
    return Image.merge("RGB", (shade, shade, shade))


def plaited(design: Design, pen: Pen, side: float, *, kind: str = "straw") -> Surface:
    """Return plaited strips of plant fibre, whatever the product's own pattern is."""
    dye = dyed(design.palette, kind)
    return lambda size: repeated("anyaman", dye, size, side=max(24, int(side * pen.scale)))


def clay(colour: RGB) -> Surface:
    """Return unglazed earthenware."""
    return lambda size: speckled(size, darker(colour, 0.1), lighter(colour, 0.08), 3, "clay")


def wrapping(design: Design) -> Surface:
    """Return brown paper with a breath of the region's soft colour."""
    colour = mix(rgb("#C79A66"), design.palette.soft, 0.2)
    return lambda size: kraft(size, colour)
