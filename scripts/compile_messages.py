"""Compile translation catalogues (.po → .mo) without the gettext tools, so that a bare Python is enough.

`compile_messages.py FILE.po…`. `make check` runs `msgfmt --check` over the same files.
"""

import sys
from pathlib import Path

import polib


def main(paths: list[str]) -> None:
    for path in map(Path, paths):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


if __name__ == "__main__":
    main(sys.argv[1:])
