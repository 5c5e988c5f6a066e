"""Product pictures: complete, repeatable everywhere, different where they should differ."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from media.artwork import ARCHETYPES, MOTIFS, PALETTES, VIEWS, draw_product
from media.artwork.shapes import SHAPES

ROOT = Path(__file__).resolve().parents[3]
SMALL = (320, 240)

DIGESTS = """
import hashlib
from media.artwork import draw_campaign_header, draw_product, draw_shop_cover, draw_shop_logo
pictures = [
    draw_product("jar", palette="madiun", motif="kawung", seed="x", view=view, size=(320, 240), label="Brem")
    for view in range(4)
]
pictures.append(draw_product("mask", palette="malang", motif="ceplok", seed=7, view=3, size=(320, 240)))
pictures.append(draw_shop_cover("cirebon", "mega_mendung", "toko", (320, 120)))
pictures.append(draw_campaign_header("padang", "songket", "pameran", (320, 120)))
pictures.append(draw_shop_logo("Toko Sekar", "jepara", "toko", (96, 96)))
print(" ".join(hashlib.sha256(picture.tobytes()).hexdigest() for picture in pictures))
"""


def drawn(archetype: str, *, seed: str = "contoh", view: int = 0, label: str | None = None) -> Image.Image:
    return draw_product(
        archetype, palette="semarang", motif="parang", seed=seed, view=view, size=SMALL, label=label
    )


def test_every_named_archetype_can_be_drawn_and_no_other() -> None:
    drawable = set(SHAPES)

    named = set(ARCHETYPES)

    assert drawable == named
    assert len(named) >= 28


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_every_view_of_an_archetype_is_a_full_picture_with_light_and_shade(archetype: str) -> None:
    pictures = [drawn(archetype, view=view, label="Contoh") for view in range(VIEWS)]

    for picture in pictures:
        assert picture.size == SMALL
        assert picture.mode == "RGB"
        low, high = picture.convert("L").getextrema()
        assert isinstance(low, int)
        assert isinstance(high, int)
        assert high - low > 80
    assert len({picture.tobytes() for picture in pictures}) == VIEWS


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_the_thing_stands_in_the_middle_and_clear_of_the_upper_corners(archetype: str) -> None:
    shape = SHAPES[archetype]

    hero = draw_product(archetype, palette="cirebon", motif="kawung", seed="tengah", size=SMALL)
    middle, corner = hero.crop((110, 90, 210, 200)), hero.crop((0, 0, 30, 30))

    assert spread(middle) > spread(corner) * 1.5
    assert shape.width > 0
    assert shape.height > 0


def spread(part: Image.Image) -> float:
    return max(ImageStat.Stat(part).stddev)


def test_pictures_are_byte_for_byte_the_same_in_two_fresh_processes() -> None:
    command = [sys.executable, "-c", DIGESTS]

    answers = {
        subprocess.run(
            command, cwd=ROOT, env={"PYTHONHASHSEED": salt}, capture_output=True, text=True, check=True
        ).stdout
        for salt in ("1", "2")
    }

    assert len(answers) == 1
    assert len(set(answers.pop().split())) == 8


def test_a_warm_cache_changes_nothing() -> None:
    first = hashlib.sha256(drawn("box").tobytes()).hexdigest()

    for seed in ("a", "b", "c"):
        drawn("box", seed=seed)
    again = hashlib.sha256(drawn("box").tobytes()).hexdigest()

    assert again == first


@pytest.mark.parametrize("archetype", ["jar", "shirt", "tempe_chips", "rattan_chair"])
def test_two_seeds_give_two_pictures(archetype: str) -> None:
    first = drawn(archetype, seed="satu")

    second = drawn(archetype, seed="dua")

    assert ImageChops.difference(first, second).getbbox() is not None


def test_number_and_text_seeds_are_told_apart() -> None:
    number = draw_product("cup", palette="garut", motif="lurik", seed=1, size=SMALL)

    text = draw_product("cup", palette="garut", motif="lurik", seed="1", size=SMALL)

    assert number.tobytes() != text.tobytes()


def test_the_label_is_printed_on_the_thing() -> None:
    without = drawn("pouch")

    with_words = drawn("pouch", label="Keripik Tempe")

    assert ImageChops.difference(without, with_words).getbbox() is not None


@pytest.mark.parametrize("label", ["", " ", "x" * 300, "Kopi ‘Toraja’ — 250 g\nasli", "🌶", "ا ب ت"])
def test_any_label_is_survived(label: str) -> None:
    picture = drawn("tea_box", label=label)

    assert picture.size == SMALL


@pytest.mark.parametrize("motif", MOTIFS)
@pytest.mark.parametrize("palette", ["palangka_raya", "sumba"])
def test_every_motif_shows_on_cloth(motif: str, palette: str) -> None:
    cloth = draw_product("folded_cloth", palette=palette, motif=motif, seed="kain", view=2, size=SMALL)

    other = draw_product(
        "folded_cloth",
        palette=palette,
        motif=next(name for name in MOTIFS if name != motif),
        seed="kain",
        view=2,
        size=SMALL,
    )

    assert ImageChops.difference(cloth, other).getbbox() is not None


def test_full_pictures_are_large_enough_for_readiness() -> None:
    picture = draw_product("bottle", palette="manado", motif="tumpal", seed="saus")

    assert picture.size == (1600, 1200)


def test_views_start_again_after_the_last() -> None:
    first = drawn("soap", view=1)

    again = drawn("soap", view=1 + VIEWS)

    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize(
    ("archetype", "palette", "motif"),
    [("spaceship", "madiun", "kawung"), ("jar", "atlantis", "kawung"), ("jar", "madiun", "tartan")],
)
def test_an_unknown_name_is_refused(archetype: str, palette: str, motif: str) -> None:
    names = {archetype, palette, motif} - {"jar", "madiun", "kawung"}

    with pytest.raises(KeyError, match=names.pop()):
        draw_product(archetype, palette=palette, motif=motif, seed=1, size=SMALL)


def test_each_palette_names_a_motif_that_exists() -> None:
    named = {palette.motif for palette in PALETTES.values()}

    unknown = named - set(MOTIFS)

    assert not unknown
    assert len(PALETTES) >= 22
