"""What a first visit on a phone costs: bytes and requests, as the browser counts them."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.demo_site import DemoSite

MOST_BYTES = 400_000
MOST_REQUESTS = 25
MOST_SHIFT = 0.02
PHONE = {"width": 360, "height": 740}
pytestmark = pytest.mark.timeout(600)

WATCH_SHIFTS = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput) window.shifted = (window.shifted || 0) + entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def addresses(demo_site: DemoSite) -> dict[str, str]:
    return {
        "home": "/",
        "listing": "/cari/",
        "search": "/cari/?q=keripik",
        "product": demo_site.first(r"/produk/[-\w]+/", on="/cari/"),
        "shop": demo_site.first(r"/toko/[-\w]+/", on="/toko/"),
        "campaign": demo_site.first(r"/kampanye/[-\w]+/", on="/kampanye/"),
    }


def _first_visit(browser: Browser, address: str) -> dict[str, Any]:
    """Bytes over the wire, requests, foreign hosts and layout shift of one page for a new visitor."""
    context = browser.new_context(
        viewport=PHONE, device_scale_factor=2, is_mobile=True, service_workers="block"
    )
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    hosts: set[str] = set()
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(address, wait_until="networkidle")
    shift = page.evaluate("window.shifted || 0")
    context.close()
    return {"bytes": sum(sizes), "requests": len(sizes), "hosts": hosts, "shift": shift}


def test_first_visit_on_a_phone_stays_within_its_budget(
    browser: Browser, demo_site: DemoSite, addresses: dict[str, str]
) -> None:
    host = demo_site.url.split("/")[2]

    visits = {name: _first_visit(browser, demo_site.url + path) for name, path in addresses.items()}

    assert {name: visit["bytes"] for name, visit in visits.items() if visit["bytes"] > MOST_BYTES} == {}
    assert {name: visit["shift"] for name, visit in visits.items() if visit["shift"] > MOST_SHIFT} == {}
    assert all(visit["hosts"] == {host} for visit in visits.values())


def test_first_visit_on_a_phone_asks_for_few_files(
    browser: Browser, demo_site: DemoSite, addresses: dict[str, str]
) -> None:
    visits = {name: _first_visit(browser, demo_site.url + path) for name, path in addresses.items()}

    assert {
        name: visit["requests"] for name, visit in visits.items() if visit["requests"] > MOST_REQUESTS
    } == {}
