"""The sites under measurement: each a worker process that is asked over its standard input."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median, quantiles
from types import TracebackType
from typing import Self


class PageFailed(Exception):
    """A page under measurement did not answer 200: its figures would mean nothing."""


@dataclass
class Timing:
    """What was seen of one page: bytes of its body, queries of one request, seconds of every request."""

    bytes: int = 0
    queries: int = 0
    seconds: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Requests per second of one process, from the median: a pause of the machine does not count."""
        return 1 / median(self.seconds)

    @property
    def p95_ms(self) -> float:
        return 1000 * (quantiles(self.seconds, n=20)[-1] if len(self.seconds) > 1 else self.seconds[0])


class Site:
    """A worker process serving one settings module; use it as a context manager."""

    def __init__(self, settings: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scripts.benchmarks.worker", settings],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )

    def measure(self, paths: list[str], count: int, into: Timing) -> None:
        """Ask for the pages in turn, `count` times in all, and add what was seen to `into`; PageFailed."""
        assert self.process.stdin is not None and self.process.stdout is not None  # noqa: S101  (pipes were asked for)
        self.process.stdin.write(json.dumps({"paths": paths, "count": count}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"status": "no answer"}')
        if answer["status"] != 200:
            raise PageFailed(f"{answer['path']} answered {answer['status']}")
        into.bytes, into.queries = answer["bytes"], answer["queries"]
        into.seconds += answer["seconds"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin is not None  # noqa: S101  (a pipe was asked for)
        self.process.stdin.close()
        self.process.wait(timeout=30)


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """A new database on the PostgreSQL server at `server`, dropped afterwards; yields its address."""
    import psycopg

    address = server.rpartition("/")[0] + f"/{name}"
    drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)  # type: ignore[arg-type]  # the names are this module's own
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')  # type: ignore[arg-type]
    try:
        yield address
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(drop)  # type: ignore[arg-type]
