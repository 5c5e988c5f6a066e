"""What search engines require of each kind of thing, and what may stand in each property."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

Check = Callable[[Any], bool]


def text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def address(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"https?://[^/\s]+/", value) is not None


def addresses(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(address(item) for item in value)


def moment(value: Any) -> bool:
    return isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?$", value) is not None


def rupiah(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d+(\.\d\d)?", value) is not None


def term(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("https://schema.org/")


def place(value: Any) -> bool:
    return isinstance(value, dict) and value["@type"] in {"Place", "VirtualLocation"}


def positions(value: Any) -> bool:
    numbers = [item["position"] for item in value]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


#: Property → check, by type; those with a "?" may be missing.
REQUIRED: dict[str, dict[str, Check]] = {
    "Product": {"name": text, "image": addresses, "url": address, "offers?": lambda v: v["@type"] == "Offer"},
    "Offer": {"price": rupiah, "priceCurrency": lambda v: v == "IDR", "availability": term, "url": address},
    "Store": {"name": text, "address": lambda v: v["@type"] == "PostalAddress", "url": address},
    "PostalAddress": {"addressLocality": text, "addressCountry": lambda v: v == "ID"},
    "Event": {"name": text, "startDate": moment, "location": place, "eventStatus": term, "endDate?": moment},
    "BreadcrumbList": {"itemListElement": positions},
    "ItemList": {"itemListElement": positions},
    "ListItem": {"position": lambda v: isinstance(v, int) and v > 0, "name": text},
    "Organization": {"name": text},
    "WebSite": {"name": text, "url": address, "potentialAction": lambda v: v["@type"] == "SearchAction"},
    "SearchAction": {"target": lambda v: "{search_term_string}" in v["urlTemplate"], "query-input": text},
    "Article": {"headline": text, "datePublished": moment, "image?": addresses, "dateModified?": moment},
    "FAQPage": {"mainEntity": lambda v: len(v) > 0},
    "Question": {"name": text, "acceptedAnswer": lambda v: text(v["text"])},
}


def problems(data: Any, path: str = "") -> list[str]:
    """Sentences about all that is missing or wrong in the data and in what lies in it."""
    if isinstance(data, list):
        return [found for number, item in enumerate(data) for found in problems(item, f"{path}[{number}]")]
    if not isinstance(data, dict):
        return [f"{path} is empty"] if data in (None, "") else []
    kind = data.get("@type", "")
    wrong = []
    for name, check in REQUIRED.get(kind, {}).items():
        key = name.rstrip("?")
        if key not in data:
            wrong += [] if name.endswith("?") else [f"{path} {kind} has no {key}"]
        elif not check(data[key]):
            wrong.append(f"{path} {kind}.{key} is {data[key]!r}")
    below = (problems(value, f"{path}.{name}") for name, value in data.items())
    return wrong + [found for part in below for found in part]


class _Scripts(HTMLParser):
    """Collects the data and every other script and element that a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.data: list[str] = []
        self.tags: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script" and ("type", "application/ld+json") in attrs:
            self._inside = True
            self.data.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data[-1] += data


def tags_of(page: str) -> list[str]:
    """The names of all elements of a page, in order."""
    parser = _Scripts()
    parser.feed(page)
    return parser.tags


def graph_of(page: str) -> dict[str, Any]:
    """What a page says of itself, by type; fails unless it says it once, in JSON that can be read."""
    parser = _Scripts()
    parser.feed(page)
    (only,) = parser.data
    document = json.loads(only)
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}
