#!/usr/bin/env python
"""Draw the kawung mark as logo, favicons and tile into `site/static/img`; run it again after a change."""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from media.artwork.mark import draw_mark, kawung_path, kawung_svg  # noqa: E402

FOLDER = ROOT / "site" / "static" / "img"
NILA, PAPER, SOGA = (30, 58, 110), (255, 251, 245), "#8a4b1f"
#: Drawn this many times larger and scaled down, so that curves are smooth.
FINE = 4


def icon(size: int, *, mark: float, radius: float) -> Image.Image:
    """A square icon: the mark takes `mark` of its side, the corners of the indigo ground `radius` of it."""
    side = size * FINE
    ground = Image.new("RGB", (side, side), NILA)
    draw_mark(ground, side / 2, side / 2, side * mark, PAPER, NILA)
    shape = Image.new("L", (side, side), 0)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, side - 1, side - 1), side * radius, fill=255)
    ground.putalpha(shape)
    return ground.resize((size, size), Image.Resampling.LANCZOS)


def favicon_svg() -> str:
    """The icon as SVG: lighter indigo where the browser's own frame is dark."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        "<style>rect{fill:#1e3a6e}path{fill:#fffbf5}"
        "@media(prefers-color-scheme:dark){rect{fill:#9db8f2}path{fill:#171310}}</style>"
        f'<rect width="32" height="32" rx="7"/><path fill-rule="evenodd" d="{kawung_path(32)}"/></svg>\n'
    )


def tile_svg() -> str:
    """The mark as a repeating pattern, faint enough to lie behind pictures and headings."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
        f'<path fill="{SOGA}" fill-opacity=".16" fill-rule="evenodd" d="{kawung_path(40)}"/></svg>\n'
    )


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "kawung.svg").write_text(kawung_svg(32, SOGA) + "\n")
    (FOLDER / "kawung-tile.svg").write_text(tile_svg())
    (FOLDER / "favicon.svg").write_text(favicon_svg())
    icon(32, mark=0.92, radius=0.2).save(FOLDER / "favicon-32.png", optimize=True)
    icon(32, mark=0.92, radius=0.2).save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32)])
    icon(180, mark=0.8, radius=0).convert("RGB").save(FOLDER / "apple-touch-icon.png", optimize=True)
    for size in (192, 512):
        icon(size, mark=0.86, radius=0.2).save(FOLDER / f"icon-{size}.png", optimize=True)
    # A maskable icon is cut to any shape inside the middle four fifths.
    icon(512, mark=0.6, radius=0).convert("RGB").save(FOLDER / "icon-maskable-512.png", optimize=True)


if __name__ == "__main__":
    main()
