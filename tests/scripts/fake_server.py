"""A small real server for the tests of what starts and stops servers."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.service_tools.account import Account
from scripts.service_tools.errors import NotAnswering, Unobtainable
from scripts.service_tools.loopback import http_get
from scripts.service_tools.places import Place
from scripts.service_tools.processes import Launch

ANSWERS = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"1.0")
    def log_message(self, *words): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
STAYS_SILENT = "import time; time.sleep(600)"
ENDS_AT_ONCE = "import sys; sys.exit('the disk is on fire')"
HAS_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ANSWERS!r}, sys.argv[1]])"
ENDS_THE_FIRST_TIME = f"""
import pathlib, sys
if len(pathlib.Path("starts").read_text().split()) == 1: sys.exit("port taken")
exec({ANSWERS!r})
"""


@dataclass(frozen=True)
class FakeServer:
    """A server that runs the Python `program` with its port as the argument, and counts its starts."""

    name: str = "fake"
    program: str = ANSWERS
    start_seconds: float = 20.0
    stop_signal: signal.Signals = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Need nothing."""

    def launch(self, place: Place, port: int) -> Launch:
        """Note the start and tell how to run the program."""
        with (place.data / "starts").open("a") as starts:
            starts.write(f"{port}\n")
        command = [sys.executable, "-c", self.program, str(port)]
        return Launch(command=command, environment={"PATH": os.defpath}, directory=place.data)

    def version(self, place: Place, port: int) -> str:
        """Return what the program answers."""
        return http_get(port, "/").body.decode()

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return an address with a character that a shell would read."""
        return {"FAKE_URL": f"http://127.0.0.1:{port}/?a=1&b=2"}


@dataclass(frozen=True)
class MissingServer(FakeServer):
    """A server that cannot be had."""

    name: str = "missing"

    def obtain(self, place: Place) -> None:
        """Refuse."""
        raise Unobtainable("It is not made any more.", "Use another.")


@dataclass(frozen=True)
class MissingTool:
    """A tool that is not here."""

    name: str = "tool"

    def obtain(self, place: Place) -> None:
        """Refuse."""
        raise Unobtainable("No tool.", "Buy one.")

    def version(self) -> str:
        """Find nothing."""
        raise NotAnswering("no tool was found")

    def environment(self) -> dict[str, str]:
        """Lead nowhere."""
        return {}


def place_in(folder: Path, said: list[str] | None = None) -> Place:
    """Return places below `folder` whose servers run as ourselves; `said` takes the progress lines."""
    for name in ("cache", "state/logs", "data"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return Place(
        key=folder.name,
        cache=folder / "cache",
        state=folder / "state",
        data=folder / "data",
        account=Account(name="ourselves", uid=os.geteuid(), gid=os.getegid()),
        say=(said if said is not None else []).append,
    )


def starts(place: Place) -> Sequence[str]:
    """Return the ports of all starts, in order."""
    path = place.data / "starts"
    return path.read_text().split() if path.exists() else []
