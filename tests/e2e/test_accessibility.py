"""axe-core finds nothing on any kind of page: both languages, narrow and wide, light and dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.demo_site import DemoSite

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1280, 320)
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


def _violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_shuts_anybody_out(
    browser: Browser, demo_site: DemoSite, addresses: dict[str, str], language: str
) -> None:
    prefix = "" if language == "id" else "/en"
    seen = {}

    for name, path in addresses.items():
        page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page.goto(f"{demo_site.url}{prefix}{path}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                seen[f"{name} {width} {scheme}"] = _violations(page)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    seen[f"{name} {width} {scheme}"].append("scrolls sideways")
        page.close()

    assert {name: found for name, found in seen.items() if found} == {}
