"""Sites served by granian as `make serve` serves the demo, for measurements over the network."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.benchmarks.commands import DEMO, demo_environment, measure_demo
from scripts.benchmarks.results import ROOT

STARTS_WITHIN = 60.0


@contextmanager
def served_demo() -> Iterator[str]:
    """Serve the demo, made first when it is missing; yields its address, without a slash at its end."""
    if not (DEMO / "static").exists():
        measure_demo()
    with served(demo_environment()) as url:
        yield url


@contextmanager
def served(told: dict[str, str]) -> Iterator[str]:
    """Serve the site that is told this by its environment; yields its address."""
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **told, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "BASE_URL": url}
    server = subprocess.Popen(_server(port), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def _server(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--no-ws", "config.wsgi:application"),
    ]


def _wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=10):  # noqa: S310  (our own server)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError("the demo does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
