"""One page of each kind in the demo."""

import re
import urllib.request


def demo_pages(url: str) -> dict[str, str]:
    """Paths by kind of page."""
    return {
        "home": "/",
        "listing": "/cari/",
        "search": "/cari/?q=keripik",
        "product": first_link(url, "/cari/", r"/produk/[-\w]+/"),
        "shop": first_link(url, "/toko/", r"/toko/[-\w]+/"),
        "campaign": first_link(url, "/kampanye/", r"/kampanye/[-\w]+/"),
    }


def first_link(url: str, on: str, pattern: str) -> str:
    """The first link on a page whose path fits the pattern."""
    with urllib.request.urlopen(url + on, timeout=60) as answer:  # noqa: S310  (our own server)
        links = re.findall(r'href="([^"#?]+)"', answer.read().decode())
    return next(link for link in links if re.fullmatch(pattern, link))
