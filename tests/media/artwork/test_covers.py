"""Covers, headers and logos: their sizes, their words, their calm side."""

import pytest
from PIL import Image, ImageChops, ImageStat

from media.artwork import PALETTES, draw_campaign_header, draw_shop_cover, draw_shop_logo
from media.artwork.covers import initials


@pytest.mark.parametrize("palette", PALETTES)
def test_every_palette_has_a_cover_and_a_logo(palette: str) -> None:
    cover = draw_shop_cover(palette, PALETTES[palette].motif, 1, (400, 150))

    logo = draw_shop_logo("Toko Contoh", palette, 1, (128, 128))

    assert cover.size == (400, 150)
    assert logo.size == (128, 128)


def test_default_sizes_are_those_the_pages_ask_for() -> None:
    cover = draw_shop_cover("cirebon", "mega_mendung", "a")
    header = draw_campaign_header("cirebon", "mega_mendung", "a")

    logo = draw_shop_logo("Toko Awan", "cirebon", "a")

    assert (cover.size, header.size, logo.size) == ((1600, 600), (1920, 720), (512, 512))


def test_the_header_leaves_its_upper_left_quiet_for_words() -> None:
    header = draw_campaign_header("padang", "songket", "pameran", (960, 360))

    quiet = header.crop((20, 20, 320, 300))

    assert max(ImageStat.Stat(quiet).stddev) < 12


def test_the_goods_on_a_cover_are_those_named() -> None:
    with_mask = draw_shop_cover("malang", "ceplok", 1, (800, 300), archetypes=("mask",))

    with_bag = draw_shop_cover("malang", "ceplok", 1, (800, 300), archetypes=("bag",))

    assert ImageChops.difference(with_mask, with_bag).getbbox() is not None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Toko Batik Sekar Jagad", "BS"),
        ("UD. Lestari", "L"),
        ("Koperasi", "K"),
        ("dapur ibu ani", "IA"),
        ("“Rumah” 37°", "3"),
        ("—", "E"),
        ("", "E"),
    ],
)
def test_initials_leave_out_the_kind_of_business(name: str, letters: str) -> None:
    found = initials(name)

    assert found == letters


def test_logos_of_two_shops_differ() -> None:
    first = draw_shop_logo("Anyaman Rajapolah", "tasikmalaya", 1, (128, 128))

    second = draw_shop_logo("Bordir Kawalu", "tasikmalaya", 1, (128, 128))

    assert isinstance(first, Image.Image)
    assert first.tobytes() != second.tobytes()
