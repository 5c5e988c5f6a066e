#!/usr/bin/env python
"""Pack the icons that the templates use into one sprite: `scripts/pack_icons.py FOLDER`.

FOLDER is the unpacked package `lucide-static` (ISC licence), which is not kept here; only what is used is.
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "site" / "static" / "img"
SHAPES = re.compile(r"<svg[^>]*>(.*)</svg>", re.S)

#: The names are Lucide's; a test holds this list to what templates ask for.
ICONS = """
armchair arrow-left arrow-right arrow-up-down badge-check bookmark briefcase building-2 calendar check
chevron-down chevron-left chevron-right circle-alert circle-check circle-help circle-x clock copy cup-soda
download external-link factory file-text flag gift globe heart house image-off info layout-dashboard leaf link
lock log-in log-out mail map map-pin maximize-2 menu message-circle package package-check package-search
phone plus printer qr-code refresh-cw scale search settings share-2 shield-check shirt shopping-bag
shopping-basket sliders-horizontal star store tag triangle-alert truck user users utensils wifi-off x zoom-in
""".split()  # noqa: SIM905  (a list this long is read as words)


def symbol(name: str, text: str) -> str:
    """One icon as a symbol of the sprite; its strokes take the colour and width of where it is used."""
    found = SHAPES.search(text)
    if not found:
        sys.exit(f"{name}: no <svg> in the file")
    shapes = " ".join(found[1].split()).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def main() -> None:
    """Write the sprite and the licence beside it."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    package = Path(sys.argv[1])
    symbols = [symbol(name, (package / "icons" / f"{name}.svg").read_text()) for name in ICONS]
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (FOLDER / "icons.svg").write_text(sprite)
    (FOLDER / "icons.LICENSE").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    main()
