"""Patterns repeat without a seam and keep to the colours they are dyed in."""

import pytest
from PIL import Image, ImageChops

from media.artwork.motifs import SIDE, dyed, motif_tile, repeated, rounded_side
from media.artwork.names import MOTIFS
from media.artwork.palettes import PALETTES

KINDS = ("deep", "light", "second", "bright", "gold", "straw")


def steps(tile: Image.Image, axis: int) -> list[int]:
    """Return the mean difference between each line along `axis` and the one before it, the seam first."""
    shifted = ImageChops.offset(tile, 1 if axis == 0 else 0, 1 if axis == 1 else 0)
    step = ImageChops.difference(tile, shifted).convert("L")
    means = step.resize((SIDE, 1) if axis == 0 else (1, SIDE), Image.Resampling.BOX)
    return list(means.tobytes())


@pytest.mark.parametrize("variant", range(3))
@pytest.mark.parametrize("motif", MOTIFS)
def test_the_tile_has_no_seam(motif: str, variant: int) -> None:
    tile = motif_tile(motif, dyed(PALETTES["cirebon"], "deep"), variant)

    for axis in (0, 1):
        seam, *inner = steps(tile, axis)
        assert seam <= max(inner) + 2


@pytest.mark.parametrize("kind", KINDS)
def test_each_dye_lets_the_figure_stand_out_from_the_ground(kind: str) -> None:
    for palette in PALETTES.values():
        dye = dyed(palette, kind)

        distance = sum(abs(a - b) for a, b in zip(dye.ground, dye.figure, strict=True))

        assert distance > 50, palette.code


def test_the_tint_stays_near_the_wall_it_is_for() -> None:
    for palette in PALETTES.values():
        dye = dyed(palette, "tint")

        distance = max(abs(a - b) for a, b in zip(dye.ground, dye.figure, strict=True))

        assert 0 < distance < 40, palette.code


@pytest.mark.parametrize("size", [(1, 1), (37, 411), (640, 80), (700, 700)])
def test_repeating_covers_any_size_with_the_same_tile(size: tuple[int, int]) -> None:
    dye = dyed(PALETTES["madiun"], "light")
    tile = repeated("kawung", dye, (SIDE, SIDE))

    cover = repeated("kawung", dye, size)

    assert cover.size == size
    for x, y in ((0, 0), (size[0] - 1, size[1] - 1), (size[0] // 2, size[1] // 3)):
        assert cover.getpixel((x, y)) == tile.getpixel((x % SIDE, y % SIDE))


@pytest.mark.parametrize("side", [8, 23, 90, 320, 1000])
def test_tile_sides_are_rounded_by_less_than_a_fifteenth(side: int) -> None:
    near = rounded_side(side)

    again = rounded_side(near)

    assert abs(near - side) <= max(1, side * 0.065)
    assert again == near


def test_an_unknown_motif_is_refused() -> None:
    dye = dyed(PALETTES["madiun"], "light")

    with pytest.raises(KeyError, match="tartan"):
        motif_tile("tartan", dye)


@pytest.mark.parametrize("motif", MOTIFS)
def test_every_colour_of_a_dye_appears_in_its_tile(motif: str) -> None:
    dye = dyed(PALETTES["padang"], "bright")

    tile = motif_tile(motif, dye)

    for wanted in (dye.ground, dye.figure):
        away = ImageChops.difference(tile, Image.new("RGB", tile.size, wanted)).convert("L")
        nearest, _ = away.getextrema()
        assert nearest == pytest.approx(0, abs=3)
