"""Visitors over the network: requests that start when they are due, and are timed from then.

Whether or not those before them were answered: a server that falls behind cannot hide it. Counts and times
are bounded, and all stays on the loopback.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

MOST_OPEN = 200
LONGEST = 30.0
#: Requests per second, and for how many seconds.
Step = tuple[float, float]


@dataclass
class Seen:
    """Milliseconds of each answer and how many there were of each status; `0` for none."""

    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def summary(self) -> dict[str, Any]:
        cuts = quantiles(self.milliseconds, n=100)
        return {
            "requests": len(self.milliseconds),
            "p50_ms": round(cuts[49], 1),
            "p95_ms": round(cuts[94], 1),
            "p99_ms": round(cuts[98], 1),
            "slowest_ms": round(max(self.milliseconds), 1),
            "faults": sum(count for status, count in self.statuses.items() if status != 200),
        }


async def send(url: str, requests: Sequence[bytes], steps: Sequence[Step]) -> list[Seen]:
    """Send the requests in turn, so many a second for so many seconds; what was seen at each step."""
    line, tasks, seen = Line(url), [], [Seen() for _step in steps]
    for (due, at_step), request in zip(_times(steps), cycle(requests), strict=False):
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(line.send(request, due, seen[at_step])))
    await asyncio.gather(*tasks)
    line.close()
    return seen


def together(seen: Sequence[Seen]) -> Seen:
    """All steps as one."""
    milliseconds = [each for step in seen for each in step.milliseconds]
    return Seen(milliseconds, sum((step.statuses for step in seen), Counter()))


def get(url: str, path: str) -> bytes:
    """The request of a visitor for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: {urlsplit(url).netloc}\r\nAccept-Encoding: br\r\n\r\n".encode()


def _times(steps: Sequence[Step]) -> Iterator[tuple[float, int]]:
    """When each request is due, on the clock of `perf_counter`, and to which step it belongs."""
    due = time.perf_counter() + 0.2
    for number, (rate, seconds) in enumerate(steps):
        for _request in range(round(rate * seconds)):
            yield due, number
            due += 1 / rate


class Line:
    """Connections to one server, kept open between requests as browsers keep them."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.open = asyncio.Semaphore(MOST_OPEN)

    async def send(self, request: bytes, due: float, seen: Seen) -> None:
        """One request, timed from when it was due."""
        status = 0
        try:
            async with self.open, asyncio.timeout(LONGEST):
                reader, writer = await self._connection()
                writer.write(request)
                await writer.drain()
                status = await _answer(reader)
                self.idle.append((reader, writer))
        except (OSError, EOFError, TimeoutError, ValueError):
            pass  # counted as a fault: its status stays 0
        seen.statuses[status] += 1
        seen.milliseconds.append(1000 * (time.perf_counter() - due))

    def close(self) -> None:
        for _reader, writer in self.idle:
            writer.close()

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof():  # the server closes those that were idle for long
                return reader, writer
            writer.close()
        return await asyncio.open_connection(self.host, self.port)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    await reader.readexactly(int(headers["content-length"]))
    return int(head[0].split()[1])
