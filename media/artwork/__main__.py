"""Command line: `python -m media.artwork sheet OUT.png [NAME …]`, `palettes OUT.png` or `mark OUT.svg`."""

import argparse
from pathlib import Path

from media.artwork.mark import kawung_svg
from media.artwork.names import ARCHETYPES
from media.artwork.sheet import contact_sheet, palette_sheet


def main() -> None:
    """Write the page or mark that the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m media.artwork", description="Draw pages for looking at.")
    parser.add_argument("what", choices=("sheet", "palettes", "mark"))
    parser.add_argument("out", type=Path, help="file to write")
    parser.add_argument("names", nargs="*", help="archetypes for the sheet; all by default")
    options = parser.parse_args()
    unknown = sorted(set(options.names) - set(ARCHETYPES))
    if unknown:
        parser.error(f"unknown archetypes: {', '.join(unknown)}; known: {', '.join(ARCHETYPES)}")
    if options.what == "mark":
        options.out.write_text(kawung_svg(512, "#1E3A6E"), encoding="utf-8")
    elif options.what == "palettes":
        palette_sheet().save(options.out)
    else:
        contact_sheet(options.names or ARCHETYPES).save(options.out)


if __name__ == "__main__":
    main()
