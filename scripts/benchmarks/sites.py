"""The sites under measurement: each a worker process that is asked over its standard input."""

import json
import os
import subprocess
import sys
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

    def summary(self) -> dict[str, float]:
        """The figures that a report needs; empty when the page was never asked."""
        if not self.seconds:
            return {}
        return {
            "bytes": self.bytes,
            "queries": self.queries,
            "per_second": round(self.per_second, 2),
            "p95_ms": round(self.p95_ms, 2),
        }


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
