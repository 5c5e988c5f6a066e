"""axe-core finds nothing on any kind of page: both languages, narrow and wide, light and dark."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.axe import WCAG, violations
from tests.e2e.demo_site import DemoSite

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NARROW, WIDE = 320, 1280
Looks = Mapping[int, tuple[Literal["light", "dark"], ...]]
#: Every template is judged at both widths in both schemes: two of the four in one language, two in the other.
LOOKS: dict[str, Looks] = {
    "id": {WIDE: ("light",), NARROW: ("dark",)},
    "en": {WIDE: ("dark",), NARROW: ("light",)},
}
#: Pages that show only while something is wrong, by their templates: any address shows them here.
BROKEN = {"error": "500.html", "maintenance": "503.html", "bad request": "400.html", "key": "403_csrf.html"}
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def addresses(demo_site: DemoSite) -> dict[str, str]:
    """One address for each template, in Indonesian."""
    product = demo_site.first(r"/produk/[-\w]+/", on="/cari/")
    other = demo_site.first(r"/produk/[-\w]+/", on=product)
    shop = demo_site.first(r"/toko/[-\w]+/", on="/toko/")
    compared = ",".join(path.rstrip("/").rpartition("-")[2] for path in (product, other))
    return {
        "home": "/",
        "all products": "/cari/",
        "search": "/cari/?q=keripik",
        "nothing found": "/cari/?q=qqxzzy",
        "category": demo_site.first(r"/kategori/[-\w/]+/", on="/cari/"),
        "product": product,
        "proven product": demo_site.first(r"/produk/[-\w]+/", on="/cari/?tkdn=40"),
        "shops": "/toko/",
        "shop": shop,
        "report": f"/lapor{shop}",
        "regions": "/wilayah/",
        "region": demo_site.first(r"/wilayah/[-\w]+/", on="/wilayah/"),
        "campaigns": "/kampanye/",
        "campaign": demo_site.first(r"/kampanye/[-\w]+/", on="/kampanye/"),
        "articles": "/cerita/",
        "article": demo_site.first(r"/cerita/[-\w]+/", on="/cerita/"),
        "questions": "/tanya-jawab/",
        "comparison": f"/bandingkan/?produk={compared}",
        "empty comparison": "/bandingkan/",
        "sign in": "/akun/login/",
        "sign up": "/akun/signup/",
        "password": "/akun/password/reset/",
        "not found": "/tidak-ada/",
        "wrong address": "/cari/?halaman=x",
        "offline": "/luring/",
        "style guide": "/styleguide/",
    }


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_shuts_anybody_out(
    browser: Browser, demo_site: DemoSite, addresses: dict[str, str], language: str
) -> None:
    prefix = "" if language == "id" else "/en"
    seen = {}

    for name, path in addresses.items():
        page = browser.new_page(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce")
        page.goto(f"{demo_site.url}{prefix}{path}")
        seen |= {f"{name} {look}": found for look, found in _seen(page, LOOKS[language])}
        page.close()

    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_of_trouble_shuts_anybody_out(browser: Browser, demo_site: DemoSite, language: str) -> None:
    seen = {}

    for name, template in BROKEN.items():
        page = browser.new_page(viewport={"width": WIDE, "height": 900}, reduced_motion="reduce")
        page.route("**/broken/", _answer_with(template, language))
        page.goto(f"{demo_site.url}/broken/")
        assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)")
        seen |= {f"{name} {look}": found for look, found in _seen(page, LOOKS[language])}
        page.close()

    assert {name: found for name, found in seen.items() if found} == {}


def _answer_with(template: str, language: str) -> Callable[[Route], None]:
    with translation.override(language):
        html = render_to_string(template)
    return lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html)


#: What opens on a page: the page, what is clicked, and what is there then.
OPENED = {
    "suggestions": ("search", "[name=q]", "[role=option]"),
    "menu": ("shops", ".menu > summary", ".menu .drop-panel"),
    "filters": ("all products", ".filters-open", "#saring"),
    "order": ("all products", ".listing-bar summary", ".listing-bar .drop-panel"),
    "why here": ("search", ".card-more summary", ".card-more ul"),
    "share": ("product", ".share summary", ".share-panel"),
    "enlarged picture": ("product", "[data-slide]", "dialog[open]"),
    "tray": ("product", "[data-compare]", "[data-tray]"),
    "calculation": ("proven product", ".evaluation summary", ".evaluation table"),
    "question": ("questions", "main summary", ".answer"),
}


@pytest.mark.parametrize("name", OPENED)
def test_nothing_that_opens_shuts_anybody_out(
    browser: Browser, demo_site: DemoSite, addresses: dict[str, str], name: str
) -> None:
    kind, clicked, opened = OPENED[name]
    page = browser.new_page(viewport={"width": NARROW, "height": 900}, reduced_motion="reduce")
    page.goto(demo_site.url + addresses[kind])

    page.locator(clicked).first.click()
    expect(page.locator(opened).first).to_be_visible()
    seen = dict(_seen(page, {NARROW: SCHEMES}))
    page.close()

    assert {look: found for look, found in seen.items() if found} == {}


def _seen(page: Page, looks: Looks) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with an open page in these schemes at these widths."""
    for width, schemes in looks.items():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            found = violations(page, WCAG)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append("scrolls sideways")
            yield f"{width} {scheme}", found
