"""More and more visitors on one campaign's page, and visitors while pictures are being uploaded.

Requests start when they are due, whether or not those before them were answered, and are timed from then: a
server that falls behind cannot hide it. Counts and times are bounded, and all stays on the loopback.
"""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from scripts.benchmarks.addresses import demo_pages
from scripts.benchmarks.served import served_demo

STEPS = (5, 20, 40, 60, 80, 100, 120, 140, 155, 170, 185, 200)
STEP_SECONDS = 5.0
MOST_OPEN = 200


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
            "faults": sum(count for status, count in self.statuses.items() if status >= 500 or not status),
        }


def measure_load() -> dict[str, Any]:
    """One campaign's page from 5 to 200 requests a second within a minute."""
    with served_demo() as url:
        address = url + demo_pages(url)["campaign"]
        seen = asyncio.run(ask(address, [(rate, STEP_SECONDS) for rate in STEPS]))
    return seen.summary()


async def ask(address: str, steps: list[tuple[float, float]]) -> Seen:
    """Ask for a page so many times a second for so many seconds, step by step."""
    seen, client, tasks = Seen(), Client(address), []
    due = time.perf_counter() + 0.2
    for rate, seconds in steps:
        for _request in range(round(rate * seconds)):
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            tasks.append(asyncio.create_task(client.get(due, seen)))
            due += 1 / rate
    await asyncio.gather(*tasks)
    client.close()
    return seen


class Client:
    """Keeps connections open between requests, as browsers do."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname, parts.port
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.request = (
            f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: br\r\n\r\n"
        ).encode()
        self.idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self.open = asyncio.Semaphore(MOST_OPEN)

    async def get(self, due: float, seen: Seen) -> None:
        """One request, timed from when it was due."""
        status = 0
        try:
            async with self.open, asyncio.timeout(30):
                reader, writer = self.idle.pop() if self.idle else await self._connect()
                writer.write(self.request)
                status = await _answer(reader)
                self.idle.append((reader, writer))
        except (OSError, EOFError, TimeoutError, ValueError):
            pass  # counted as a fault: its status stays 0
        seen.statuses[status] += 1
        seen.milliseconds.append(1000 * (time.perf_counter() - due))

    def close(self) -> None:
        for _reader, writer in self.idle:
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self.host, self.port)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    await reader.readexactly(int(headers.get("content-length", "0")))
    return int(head[0].split()[1])
