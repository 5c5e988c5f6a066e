"""Ports and plain HTTP on the loopback interface."""

import http.client
import socket
from dataclasses import dataclass

from .errors import NotAnswering

HOST = "127.0.0.1"
ANSWER_SECONDS = 5.0


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    body: bytes


def choose_port(wanted: int | None = None) -> int:
    """Return a port that nobody listens on: `wanted` when it is free, else one that the system picks."""
    for port in (wanted, 0) if wanted else (0,):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((HOST, port))
            except OSError:
                continue
            return int(candidate.getsockname()[1])
    raise OSError("the system has no free loopback port")


def http_get(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    """Ask for `path` on `port`. Raises `NotAnswering` when no whole HTTP answer comes in time."""
    connection = http.client.HTTPConnection(HOST, port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return Answer(status=response.status, body=response.read())
    except (OSError, http.client.HTTPException) as error:
        raise NotAnswering(f"port {port} gave no HTTP answer: {error}") from error
    finally:
        connection.close()
