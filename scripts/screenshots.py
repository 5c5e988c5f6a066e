#!/usr/bin/env python
"""Take pictures of every kind of page of a running demo: phone and desk, light and dark.

`make screenshots` fills docs/screenshots from http://localhost:8000; `--url` says where else the demo runs,
`--full` takes pages to their end, `--to` writes elsewhere. Names: `<page>-<width>-<light or dark>.webp`.
"""

import argparse
import io
import os
import re
import shutil
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

FOLDER = ROOT / "docs" / "screenshots"
#: Width of the window, and how much of a page's height is kept: its end says little more than its beginning.
SIZES = {360: 1_600, 1280: 1_500}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUALITY = 55
#: The most that WebP holds; a style guide is longer.
MOST_PIXELS = 16_383

#: Pages at addresses that are always the same.
FIXED = {
    "home": "/",
    "home-en": "/en/",
    "products": "/cari/",
    "search": "/cari/?q=keripik",
    "nothing-found": "/cari/?q=bandeng&wilayah=62",
    "shops": "/toko/",
    "regions": "/wilayah/",
    "campaigns": "/kampanye/",
    "articles": "/cerita/",
    "questions": "/tanya-jawab/",
    "sign-in": "/akun/login/",
    "sign-up": "/akun/signup/",
    "password": "/akun/password/reset/",
    "offline": "/luring/",
    "not-found": "/tidak-ada/",
    "styleguide": "/styleguide/",
}
#: Pages of which the first link on another page is taken.
LINKED = {
    "category": (r"/kategori/[-\w/]+/", "/"),
    "product": (r"/produk/[-\w]+/", "/cari/?q=batik&tkdn=40"),
    "shop": (r"/toko/[-\w]+/", "/toko/?q=batik"),
    "region": (r"/wilayah/[-\w]+/", "/wilayah/"),
    "campaign": (r"/kampanye/[-\w]+/", "/kampanye/"),
    "article": (r"/cerita/[-\w]+/", "/cerita/"),
    "comparison": (r"/bandingkan/\?produk=\d+(?:,\d+)+", "/produk/"),
    "report": (r"/lapor/produk/\d+/", "/produk/"),
}
#: Pages that show only when something is wrong: template and status.
BROKEN = {"error": ("500.html", 500), "maintenance": ("503.html", 503)}


def main() -> None:
    asked = _arguments()
    site = asked.url.rstrip("/")
    try:
        pages = addresses(site)
    except urllib.error.URLError as error:
        sys.exit(f"screenshots: no demo at {site} ({error.reason}). Say `make demo` in another terminal.")
    pages = {name: path for name, path in pages.items() if name in (asked.names or pages)}
    asked.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        for width, height in SIZES.items():
            for scheme in SCHEMES:
                context = _visitor(browser, site, width, scheme)
                for name, path in pages.items():
                    picture = take(context, path, None if asked.full else height)
                    picture.save(asked.to / f"{name}-{width}-{scheme}.webp", quality=QUALITY, method=6)
                context.close()
        browser.close()
    if not asked.names:
        both_homes(asked.to).save(asked.to / "home.webp", quality=QUALITY + 15, method=6)
    total = sum(path.stat().st_size for path in asked.to.glob("*.webp"))
    print(f"{len(pages) * len(SIZES) * len(SCHEMES)} pictures in {asked.to}, {total / 1e6:.1f} MB together.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default=os.environ.get("BASE_URL", "http://localhost:8000"))
    parser.add_argument("--to", type=Path, default=FOLDER)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("names", nargs="*", help="only these pages")
    return parser.parse_args()


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return found or sys.exit("screenshots: no Chromium here. `scripts/services up chromium` finds one.")


def addresses(site: str) -> dict[str, str]:
    """Every page by its name; raises URLError when nothing answers."""
    found = dict(FIXED)
    for name, (pattern, on) in LINKED.items():
        found[name] = _first_link(site, pattern, found["product"] if on == "/produk/" else on)
    return found | {name: f"/{name}.html" for name in BROKEN}


def _first_link(site: str, pattern: str, on: str) -> str:
    with urllib.request.urlopen(site + on, timeout=60) as answer:  # noqa: S310  (our own demo)
        text = answer.read().decode().replace("%2C", ",")
    return next(link for link in re.findall(r'href="([^"#]+)"', text) if re.fullmatch(pattern, link))


def _visitor(browser: Browser, site: str, width: int, scheme: Literal["light", "dark"]) -> BrowserContext:
    """A browser that has never been here."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="id-ID",
        service_workers="block",
    )
    for name, (template, status) in BROKEN.items():
        context.route(f"**/{name}.html", _broken(template, status))
    return context


def take(context: BrowserContext, path: str, most: int | None) -> Image.Image:
    """One page from its top, at most so high."""
    page = context.new_page()
    page.goto(path, wait_until="networkidle")
    _show_lazy_pictures(page)
    width, height = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    shot = page.screenshot(
        full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, most or MOST_PIXELS)}
    )
    page.close()
    return Image.open(io.BytesIO(shot)).convert("RGB")


def both_homes(folder: Path) -> Image.Image:
    """The home page on a desk with a phone before it, for the README."""
    desk, phone = (
        Image.open(folder / f"home-{width}-{scheme}.webp")
        for width, scheme in ((1280, "light"), (360, "dark"))
    )
    sheet = Image.new("RGB", (1_580, 900), "#e8e0d8")
    sheet.paste(desk.crop((0, 0, 1_280, 900)), (0, 0))
    sheet.paste(phone.crop((0, 0, 360, 740)), (1_180, 120))
    return sheet


def _show_lazy_pictures(page: Page) -> None:
    page.evaluate("for (const image of document.images) image.loading = 'eager'")
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all([...document.images].map((image) => image.decode().catch(() => {})))")


def _broken(template: str, status: int) -> Callable[[Route], None]:
    """Answers with a page that the site shows when it cannot show another."""
    html = _rendered(template)

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html; charset=utf-8", body=html)

    return answer


def _rendered(template: str) -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.template.loader import render_to_string
    from django.utils import translation

    django.setup()
    with translation.override("id"):
        return render_to_string(template)


if __name__ == "__main__":
    main()
