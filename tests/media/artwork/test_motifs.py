"""Patterns repeat without a seam and keep to the colours they are dyed in."""

import pytest
from PIL import Image, ImageChops, ImageStat

from media.artwork.motifs import SIDE, dyed, motif_tile, repeated
from media.artwork.names import MOTIFS
from media.artwork.palettes import PALETTES

KINDS = ("deep", "light", "second", "bright", "gold", "straw")


def edge_step(tile: Image.Image, axis: int, at: int) -> float:
    """Return the mean difference between the lines before and at pixel `at` along `axis`, wrapping around."""
    shifted = ImageChops.offset(tile, 1 if axis == 0 else 0, 1 if axis == 1 else 0)
    step = ImageChops.difference(tile, shifted)
    line = (at, 0, at + 1, SIDE) if axis == 0 else (0, at, SIDE, at + 1)
    return sum(ImageStat.Stat(step.crop(line)).mean)


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize("motif", MOTIFS)
def test_the_tile_has_no_seam(motif: str, variant: int) -> None:
    tile = motif_tile(motif, dyed(PALETTES["cirebon"], "deep"), variant)

    for axis in (0, 1):
        seam = edge_step(tile, axis, 0)
        inner = max(edge_step(tile, axis, at) for at in range(1, SIDE))
        assert seam <= inner * 1.05 + 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_dye_lets_the_figure_stand_out_from_the_ground(kind: str) -> None:
    for palette in PALETTES.values():
        dye = dyed(palette, kind)

        distance = sum(abs(a - b) for a, b in zip(dye.ground, dye.figure, strict=True))

        assert distance > 60, palette.code


def test_the_tint_stays_near_the_wall_it_is_for() -> None:
    for palette in PALETTES.values():
        dye = dyed(palette, "tint")

        distance = max(abs(a - b) for a, b in zip(dye.ground, dye.figure, strict=True))

        assert 0 < distance < 40, palette.code


@pytest.mark.parametrize("size", [(1, 1), (37, 411), (640, 80), (700, 700)])
def test_repeating_covers_any_size_with_the_same_tile(size: tuple[int, int]) -> None:
    dye = dyed(PALETTES["madiun"], "light")
    tile = motif_tile("kawung", dye).resize((90, 90), Image.Resampling.LANCZOS)

    cover = repeated("kawung", dye, size, side=90)

    assert cover.size == size
    for x, y in ((0, 0), (size[0] - 1, size[1] - 1), (size[0] // 2, size[1] // 3)):
        assert cover.getpixel((x, y)) == tile.getpixel((x % 90, y % 90))


def test_an_unknown_motif_is_refused() -> None:
    dye = dyed(PALETTES["madiun"], "light")

    with pytest.raises(KeyError, match="tartan"):
        motif_tile("tartan", dye)
