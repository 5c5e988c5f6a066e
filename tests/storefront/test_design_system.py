"""The design system's promises: colours that can be read, icons that exist, files small and licensed."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.project.sources import ROOT, tracked

STATIC = ROOT / "site" / "static"
TOKENS = STATIC / "css" / "tokens.css"
TEXT, LARGE_OR_CONTROL = 4.5, 3.0


def tokens(theme: str) -> dict[str, str]:
    """The colours of one theme as they are written in the style guide's half."""
    text = TOKENS.read_text()
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text.split("@media")[0]))
    block = text.rsplit('[data-theme="dark"] {', 1)[1].split("}")[0]
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    return light if theme == "light" else light | dark


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_every_colour_can_be_read_on_both_grounds(theme: str, ground: str) -> None:
    colours = tokens(theme)

    read = {
        name: contrast(colours[name], colours[ground]) for name in ("ink", "muted", "nila", "soga", "daun")
    }
    read["merah"] = contrast(colours["merah"], colours[ground])

    assert {name: ratio for name, ratio in read.items() if ratio < TEXT} == {}
    assert contrast(colours["line"], colours[ground]) >= LARGE_OR_CONTROL


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["nila", "kunyit"])
def test_words_on_a_strong_colour_can_be_read(theme: str, ground: str) -> None:
    colours = tokens(theme)

    ratio = contrast(colours[f"on-{ground}"], colours[ground])

    assert ratio >= TEXT


def test_dark_theme_of_the_reader_and_of_the_style_guide_are_the_same() -> None:
    text = TOKENS.read_text()
    of_the_reader = text.split("prefers-color-scheme: dark) {", 1)[1].split("}")[0]

    chosen = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", of_the_reader))

    assert chosen
    assert chosen == {name: tokens("dark")[name] for name in chosen}


def test_style_sheets_but_the_tokens_name_no_colour() -> None:
    # Print is black on white paper, whatever the theme; the tones are of pictures that are still loading.
    others = set((STATIC / "css").glob("*.css")) - {TOKENS, STATIC / "css" / "tones.css"}
    named = {
        path.name: found
        for path in others
        if (found := re.findall(r"#[0-9a-f]{6}\b|rgb\(|hsl\(", path.read_text()))
    }

    assert named == {}


def asked_icons() -> set[str]:
    """The icons that templates, scripts and code ask for by name."""
    asked: set[str] = set()
    for path in tracked():
        if path.suffix == ".html":
            asked |= set(re.findall(r'components/icon\.html" with name="([a-z0-9-]+)"', path.read_text()))
    asked |= set(re.findall(r'(?:produk|kata): "([a-z-]+)"', (STATIC / "js" / "suggestions.js").read_text()))
    return asked


def test_every_icon_that_is_asked_for_is_in_the_sprite() -> None:
    packed = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "img" / "icons.svg").read_text()))

    assert asked_icons()
    assert asked_icons() - packed == set()


@pytest.mark.parametrize("name", ["fonts/plus-jakarta-sans.LICENSE", "img/icons.LICENSE"])
def test_what_others_made_comes_with_its_licence(name: str) -> None:
    text = (STATIC / name).read_text()

    assert "Copyright" in text
    assert len(text) > 500


def test_font_is_small_and_has_the_letters_of_a_system_font_to_wait_with() -> None:
    font = STATIC / "fonts" / "plus-jakarta-sans-latin.woff2"
    text = TOKENS.read_text()

    assert font.read_bytes()[:4] == b"wOF2"
    assert font.stat().st_size <= 40 * 1024
    assert "font-display: swap" in text
    assert text.count("size-adjust") == text.count("ascent-override") >= 2


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("favicon-32", 32),
        ("apple-touch-icon", 180),
        ("icon-192", 192),
        ("icon-512", 512),
        ("icon-maskable-512", 512),
    ],
)
def test_favicons_have_the_sizes_their_names_promise(name: str, side: int) -> None:
    path = STATIC / "img" / f"{name}.png"

    with Image.open(path) as picture:
        size = picture.size

    assert size == (side, side)
    assert path.stat().st_size <= 60 * 1024


def test_marks_are_what_the_script_draws(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from scripts import draw_marks

    monkeypatch.setattr(draw_marks, "FOLDER", tmp_path)
    draw_marks.main()

    for name in ("favicon.svg", "kawung.svg", "kawung-tile.svg"):
        assert (tmp_path / name).read_text() == (STATIC / "img" / name).read_text()
