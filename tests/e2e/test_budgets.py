"""What a first visit on a phone costs: time on a slow line and a slow processor, bytes and files."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from scripts.benchmarks.addresses import demo_pages
from scripts.benchmarks.report import VITALS
from scripts.benchmarks.vitals import visit
from tests.e2e.demo_site import DemoSite

MOST_BYTES = 400_000
MOST_FILES = 25
#: Other work on the machine only adds to the time that a visit takes: one visit that keeps it shows that the
#: page can. `make bench` publishes the median. What a page wastes by itself no number of visits makes good.
TRIES = 6
#: A script holds it up, and its picture, which comes late and has no size, pushes its words away.
BAD_PAGE = """<!doctype html><meta name="viewport" content="width=device-width">
<img src="/late.png"><p>Keripik tempe Sanan</p><script>
const wait = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
requestAnimationFrame(() => setTimeout(() => wait(400), 300));
</script>"""
pytestmark = pytest.mark.timeout(600)

Visits = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def pages(demo_site: DemoSite) -> dict[str, str]:
    return demo_pages(demo_site.url)


@pytest.fixture(scope="module")
def visits(browser: Browser, demo_site: DemoSite, pages: dict[str, str]) -> Visits:
    """What a new visitor's browser saw of each page."""
    return {name: _best(browser, demo_site.url + path) for name, path in pages.items()}


def _best(browser: Browser, address: str) -> dict[str, Any]:
    """The first visit that keeps its times, else the one that came nearest, with the worst shift of all.

    A visit counts as a whole: the times of several are not mixed.
    """
    visits: list[dict[str, Any]] = []
    for _try in range(TRIES):
        visits.append(visit(browser, address))
        if _spent(visits[-1]) <= 1:
            break
    return {**min(visits, key=_spent), "cls": max(seen["cls"] for seen in visits)}


def _spent(seen: dict[str, Any]) -> float:
    """How much of the budget of time a visit used up; more than 1 when it did not keep it."""
    return max(seen[figure] / VITALS[figure] for figure in ("lcp", "tbt"))


@pytest.mark.parametrize("figure", VITALS)
def test_first_visit_on_a_phone_is_quick_and_steady(visits: Visits, figure: str) -> None:
    figures = {name: seen[figure] for name, seen in visits.items()}

    assert {name: value for name, value in figures.items() if value > VITALS[figure]} == {}


def test_largest_thing_on_a_page_is_in_its_html_and_does_not_wait(
    visits: Visits, demo_site: DemoSite, pages: dict[str, str]
) -> None:
    texts = {name: demo_site.get(path)[1] for name, path in pages.items()}

    assert {name for name, seen in visits.items() if not seen["largest"]} == set()
    assert {name for name, seen in visits.items() if seen["is_lazy"]} == set()
    assert {name for name, seen in visits.items() if _path(seen["picture"]) not in texts[name]} == set()


def test_first_visit_on_a_phone_stays_within_its_weight(visits: Visits, demo_site: DemoSite) -> None:
    host = demo_site.url.split("/")[2]

    assert {name: seen["bytes"] for name, seen in visits.items() if seen["bytes"] > MOST_BYTES} == {}
    assert {name: seen["files"] for name, seen in visits.items() if seen["files"] > MOST_FILES} == {}
    assert all(seen["hosts"] == {host} for seen in visits.values())


def test_six_visits_do_not_hide_a_page_that_is_late_slow_and_unsteady(
    browser: Browser, bad_page: str
) -> None:
    seen = _best(browser, bad_page)

    assert {figure for figure, most in VITALS.items() if seen[figure] > most} == set(VITALS)


@pytest.fixture
def bad_page() -> Iterator[str]:
    """The address of `BAD_PAGE`, which is served from here."""
    picture = _noise()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_picture = self.path == "/late.png"
            time.sleep(2.5 if is_picture else 0)
            self.send_response(200)
            self.send_header("Content-Type", "image/png" if is_picture else "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(picture if is_picture else BAD_PAGE.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Not beside the tests' own words."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _noise() -> bytes:
    """A picture that Chromium does not take for a mere ground."""
    buffer = BytesIO()
    Image.effect_noise((340, 600), 60).save(buffer, "PNG")
    return buffer.getvalue()


def _path(address: str) -> str:
    """The address as pages name it; nothing for the words that have none."""
    return address.partition("//")[2].partition("/")[2]
