"""stripe-mock: Stripe's own stand-in for its API, for the contract tests of the card gateway."""

import os
import shutil
import signal
from pathlib import Path

from . import apt
from .commands import run
from .downloads import cached, lay_out
from .errors import CommandFailed, NotAnswering, Unobtainable
from .loopback import HOST, http_get
from .places import Place
from .processes import Launch

MODULE = "github.com/stripe/stripe-mock@latest"
PROGRAM = "stripe-mock"
VERSION_FILE = "VERSION"
GO_PACKAGE = "golang-go"
BUILD_SECONDS = 600.0


class StripeMock:
    """A server without memory: it checks requests against Stripe's API description and answers examples."""

    name = "stripe-mock"
    start_seconds = 30.0
    stop_signal = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Build it with Go into the cache, unless it is there."""
        if (place.cache / self.name).is_dir():
            return
        if shutil.which("go") is None:
            apt.install(place, GO_PACKAGE)
        try:
            cached(place, self.name, lambda folder: _build(place, folder))
        except CommandFailed as failure:
            remedy = "Look at the network and at `go version`, then run `scripts/services up stripe-mock`."
            raise Unobtainable(f"stripe-mock could not be built: {failure}.", remedy) from failure

    def launch(self, place: Place, port: int) -> Launch:
        """Lay out the program where its account can run it, and return the command."""
        folder = place.data / self.name
        lay_out(place.cache / self.name, folder)
        # It listens for HTTPS as well, at a port of its choice unless told: two checkouts would both want it.
        command = [f"{folder}/{PROGRAM}", "-http-addr", f"{HOST}:{port}", "-https-addr", f"{HOST}:0"]
        return Launch(command=command, environment={"PATH": os.defpath}, directory=folder)

    def version(self, place: Place, port: int) -> str:
        """Return its version, after a charge was listed."""
        answer = http_get(port, "/v1/charges", {"Authorization": "Bearer sk_test_123"})
        if answer.status != 200:
            raise NotAnswering(f"listing charges gave {answer.status}")
        return (place.data / self.name / VERSION_FILE).read_text().strip()

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the base address that stands in for Stripe's."""
        return {"STRIPE_API_BASE": f"http://{HOST}:{port}"}


def _build(place: Place, folder: Path) -> None:
    place.say("building stripe-mock with Go")
    run(["go", "install", MODULE], seconds=BUILD_SECONDS, environment={"GOBIN": str(folder)})
    build = run(["go", "version", "-m", str(folder / PROGRAM)], seconds=30)
    (folder / VERSION_FILE).write_text(_module_version(build))


def _module_version(build: str) -> str:
    """Return the version of the main module in what `go version -m` prints; the program itself knows none."""
    lines = (line.split() for line in build.splitlines())
    return next((words[2] for words in lines if words[:1] == ["mod"] and len(words) > 2), "unknown")
