"""Redis: the cache between processes, and a queue for background work."""

import os
import shutil
import signal
import socket
from pathlib import Path

from . import apt
from .errors import NotAnswering, Unobtainable
from .loopback import ANSWER_SECONDS, HOST
from .places import Place
from .processes import Launch

PACKAGE = "redis-server"
REPLY_BYTES = 65536


class Redis:
    """A server in memory only: nothing is written to disk, and it starts empty."""

    name = "redis"
    start_seconds = 20.0
    stop_signal = signal.SIGTERM

    def obtain(self, place: Place) -> None:
        """Find `redis-server`, or install Debian's package."""
        if _program() is None:
            apt.install(place, PACKAGE)
        if _program() is None:
            raise Unobtainable("redis-server is still not here.", f"Reinstall the package {PACKAGE}.")

    def launch(self, place: Place, port: int) -> Launch:
        """Return the command; every setting is on it, so there is no file to keep in step."""
        folder = place.data / self.name
        place.account.own(folder)
        settings = {
            "--port": str(port),
            "--bind": HOST,
            "--dir": str(folder),
            "--save": "",
            "--appendonly": "no",
            "--daemonize": "no",
            "--set-proc-title": "no",  # a title would be written over the marker in its environment
        }
        command = [str(_program()), *(word for pair in settings.items() for word in pair)]
        return Launch(command=command, environment={"PATH": os.defpath, "LANG": "C.UTF-8"}, directory=folder)

    def version(self, place: Place, port: int) -> str:
        """Return the server's version after a PING that got its PONG."""
        if not _ask(port, b"PING\r\n", ends=b"\r\n").startswith(b"+PONG"):
            raise NotAnswering("PING got no PONG")
        for line in _ask(port, b"INFO server\r\n", ends=b"\r\n\r\n").decode(errors="replace").splitlines():
            label, _, value = line.partition(":")
            if label == "redis_version":
                return value
        raise NotAnswering("INFO named no version")

    def environment(self, place: Place, port: int) -> dict[str, str]:
        """Return the address of database 0."""
        return {"CACHE_URL": f"redis://{HOST}:{port}/0"}


def _program() -> Path | None:
    found = shutil.which("redis-server")
    return Path(found) if found else None


def _ask(port: int, request: bytes, *, ends: bytes) -> bytes:
    """Send one inline command and return the reply, read until it `ends` so."""
    try:
        with socket.create_connection((HOST, port), timeout=ANSWER_SECONDS) as connection:
            connection.sendall(request)
            reply = b""
            while not reply.endswith(ends) and len(reply) < REPLY_BYTES:
                piece = connection.recv(4096)
                if not piece:
                    break
                reply += piece
            return reply
    except OSError as error:
        raise NotAnswering(f"port {port} did not answer: {error}") from error
