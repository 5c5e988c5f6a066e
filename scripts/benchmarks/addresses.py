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
    return links(url, on, pattern)[0]


def links(url: str, on: str, pattern: str) -> list[str]:
    """The links on a page whose path fits the pattern, each once."""
    with urllib.request.urlopen(url + on, timeout=60) as answer:  # noqa: S310  (our own server)
        found = re.findall(r'href="([^"#?]+)"', answer.read().decode())
    return [link for link in dict.fromkeys(found) if re.fullmatch(pattern, link)]
