"""More and more visitors on one campaign's page, within a minute."""

import asyncio
from typing import Any

from scripts.benchmarks.addresses import demo_pages
from scripts.benchmarks.busy import busy_demo
from scripts.benchmarks.traffic import get, send, together

RATES = (5, 20, 40, 60, 80, 100, 120, 140, 155, 170, 185, 200)
STEP_SECONDS = 5.0


def measure_load() -> dict[str, Any]:
    """From 5 to 200 requests a second; what all of them saw, and those of the last step."""
    steps = [(rate, STEP_SECONDS) for rate in RATES]
    with busy_demo() as url:
        request = get(url, demo_pages(url)["campaign"])
        seen = asyncio.run(send(url, [request], steps))
    return {**together(seen).summary(), "last_step_p99_ms": seen[-1].summary()["p99_ms"]}
