"""How quickly a first visit shows itself on a cheap phone, as Chromium tells it through its own protocol."""

import os
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from scripts.benchmarks.addresses import demo_pages
from scripts.benchmarks.served import served_demo

VISITS = 3
PHONE = {"width": 360, "height": 740}
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
#: Milliseconds that a page is left alone after its last file, for what its scripts still do.
REST = 1_500

WATCH = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tbt += Math.max(0, entry.duration - 50); });
"""


def measure_vitals() -> dict[str, Any]:
    """The median of several first visits to each page: LCP and TBT in ms, CLS."""
    with served_demo() as url, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTS)
        pages = demo_pages(url)
        for path in pages.values():
            visit(chromium, url + path)  # makes what the first of all visitors waits for
        seen = {
            name: [visit(chromium, url + path) for _visit in range(VISITS)] for name, path in pages.items()
        }
        chromium.close()
    return {
        name: {figure: round(median(visit[figure] for visit in visits), 3) for figure in visits[0]}
        for name, visits in seen.items()
    }


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One visit with nothing in the browser's cache, on a slow line and a slow processor."""
    context = browser.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, service_workers="block"
    )
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=60_000)
    page.wait_for_timeout(REST)
    seen: dict[str, float] = page.evaluate("window.seen")
    context.close()
    return seen
