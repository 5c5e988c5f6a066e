"""Chromium: the browser of the end-to-end tests, started by the tests themselves."""

import os
import shutil
from pathlib import Path

from . import apt
from .commands import run
from .errors import CommandFailed, NotAnswering, Unobtainable
from .places import Place

PACKAGE = "chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


class Chromium:
    """The first of `$CHROMIUM` and the usual names that is there, otherwise Debian's package."""

    name = "chromium"

    def obtain(self, place: Place) -> None:
        """Find the browser, or install Debian's package."""
        if _program() is None:
            apt.install(place, PACKAGE)
        if _program() is None:
            raise Unobtainable("Chromium is still not here.", "Set CHROMIUM to the path of a Chromium.")

    def version(self) -> str:
        """Return what the browser says of itself."""
        program = _program()
        if program is None:
            raise NotAnswering("no Chromium was found")
        try:
            printed = run([str(program), "--version"], seconds=30)
        except CommandFailed as failure:
            raise NotAnswering(str(failure)) from failure
        return next((word for word in printed.split() if word[:1].isdigit()), printed.strip())

    def environment(self) -> dict[str, str]:
        """Return the path for Playwright's `executable_path`."""
        return {"CHROMIUM": str(_program())}


def _program() -> Path | None:
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *NAMES) if name)
    return next((Path(path) for path in found if path), None)
