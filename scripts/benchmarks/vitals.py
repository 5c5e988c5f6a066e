"""How quickly a first visit shows itself on a cheap phone, as Chromium tells it through its own protocol."""

import os
from statistics import median
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from scripts.benchmarks.addresses import demo_pages
from scripts.benchmarks.served import served_demo

VISITS = 5
PHONE: ViewportSize = {"width": 360, "height": 740}
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
FIGURES = ("lcp", "tbt", "cls", "bytes", "files")
#: Milliseconds that a page is left alone after its last file, for what its scripts still do.
REST = 1_000

WATCH = """
window.seen = {lcp: 0, cls: 0, fcp: 0, largest: "", picture: "", is_lazy: false, tasks: []};
const watch = (type, note) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
watch("paint", (entry) => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
watch("largest-contentful-paint", (entry) => {
  const {element} = entry;
  seen.lcp = entry.startTime;
  seen.largest = element?.localName ?? "";
  seen.picture = entry.url;
  seen.is_lazy = element?.loading === "lazy";
});
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
"""


def measure_vitals() -> dict[str, Any]:
    """The median of several first visits to each page, by `FIGURES`, and its largest element."""
    with served_demo() as url, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTS)
        pages = demo_pages(url)
        for path in pages.values():
            visit(chromium, url + path)  # makes what the first of all visitors waits for
        seen = {
            name: middle([visit(chromium, url + path) for _visit in range(VISITS)])
            for name, path in pages.items()
        }
        chromium.close()
    return seen


def middle(visits: list[dict[str, Any]]) -> dict[str, Any]:
    """The median of each figure; of the largest elements the last one seen."""
    figures = {name: round(median(visit[name] for visit in visits), 3) for name in FIGURES}
    return {**figures, "largest": visits[-1]["largest"]}


def visit(browser: Browser, address: str) -> dict[str, Any]:
    """One visit with nothing in the browser's cache, on a slow line and a slow processor.

    What `WATCH` saw, with `tbt`, and what the line carried: `bytes`, `files` and from which `hosts`.
    """
    context = browser.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, service_workers="block"
    )
    context.add_init_script(WATCH)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    hosts: set[str] = set()
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=60_000)
    page.wait_for_timeout(REST)
    seen: dict[str, Any] = page.evaluate("window.seen")
    context.close()
    carried = {"bytes": sum(sizes), "files": len(sizes), "hosts": hosts}
    return {**seen, **carried, "tbt": blocked(seen["tasks"], since=seen["fcp"])}


def blocked(tasks: list[tuple[float, float]], since: float) -> float:
    """Total blocking time: by how much tasks that ran after the first paint were longer than 50 ms."""
    lengths = (start + duration - max(start, since) for start, duration in tasks)
    return sum(max(0.0, length - 50) for length in lengths)
