"""Programs built from Go modules, once, into the cache."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from . import apt
from .commands import run
from .downloads import cached
from .errors import CommandFailed, Unobtainable
from .places import Place

VERSION_FILE = "VERSION"
GO_PACKAGE = "golang-go"
BUILD_SECONDS = 600.0


@dataclass(frozen=True)
class GoProgram:
    """A program of a Go module and the service that it serves, whose name is its folder's in the cache."""

    service: str
    program: str
    module: str

    def obtain(self, place: Place) -> None:
        """Build it with Go into the cache, unless it is there; raises Unobtainable with what to do."""
        if (place.cache / self.service).is_dir():
            return
        if shutil.which("go") is None:
            apt.install(place, GO_PACKAGE)
        try:
            cached(place, self.service, lambda folder: self._build(place, folder))
        except CommandFailed as failure:
            remedy = (
                f"Look at the network and at `go version`, then run `scripts/services up {self.service}`."
            )
            raise Unobtainable(f"{self.program} could not be built: {failure}.", remedy) from failure

    def version(self, folder: Path) -> str:
        """Return the version that was built, from the folder it was laid out in."""
        return (folder / VERSION_FILE).read_text().strip()

    def _build(self, place: Place, folder: Path) -> None:
        place.say(f"building {self.program} with Go")
        run(["go", "install", self.module], seconds=BUILD_SECONDS, environment={"GOBIN": str(folder)})
        build = run(["go", "version", "-m", str(folder / self.program)], seconds=30)
        (folder / VERSION_FILE).write_text(_module_version(build))


def _module_version(build: str) -> str:
    """The version of the main module in what `go version -m` prints; the program itself may know none."""
    lines = (line.split() for line in build.splitlines())
    return next((words[2] for words in lines if words[:1] == ["mod"] and len(words) > 2), "unknown")
