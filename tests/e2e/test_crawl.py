"""Every link of the demo in both languages, from the home page on."""

import re
import tomllib
from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import polib
import pytest
from bs4 import BeautifulSoup, Tag

from tests.databases import ROOT
from tests.e2e.demo_site import DemoSite

#: Addresses that are not pages of the shop window, or that end somebody's session.
LEFT_OUT = re.compile(r"^(/en)?/(media|static|cms|akun/logout|penjual)/|^(/en)?/akun/$")
#: Filters and sorts combine without end; of those found on pages without a question this many are followed.
MOST_QUESTIONS = 150
SAMPLE = ROOT / "site" / "demo" / "data"
#: What reads the same in both languages, and is said by the site too: a weight, a volume, a length.
MEASURE = re.compile(r"[\d.,]+ (g|kg|ml|l|cm|m)", re.IGNORECASE)
pytestmark = pytest.mark.timeout(1200)


class Crawl:
    """Goes through the site and keeps what it found: problems by address, titles by language."""

    def __init__(self, site: DemoSite, start: str) -> None:
        self.site = site
        self.start = start
        self.problems: dict[str, list[str]] = defaultdict(list)
        self.titles: dict[str, list[str]] = defaultdict(list)
        self.visited: set[str] = set()
        self._questions = 0
        self._waiting: deque[tuple[str, str, Future[tuple[int, str]]]] = deque()

    def run(self) -> None:
        with ThreadPoolExecutor(max_workers=1) as ahead:  # the site makes a page while another one is judged
            self._ask(self.start, "the start", ahead)
            while self._waiting:
                address, where_from, answer = self._waiting.popleft()
                for link in self._links_of(address, where_from, *answer.result()):
                    self._ask(link, address, ahead)

    def _ask(self, address: str, where_from: str, ahead: Executor) -> None:
        if address not in self.visited and self._is_followed(address):
            self.visited.add(address)
            self._waiting.append((address, where_from, ahead.submit(self.site.get, address)))

    def _links_of(self, address: str, where_from: str, status: int, text: str) -> list[str]:
        """Judge the page, and say what it leads to."""
        if status != 200:
            self.problems[address].append(f"answers {status}, linked on {where_from}")
            return []
        if not text.lstrip().lower().startswith("<!doctype html"):
            return []
        page = BeautifulSoup(text, "html.parser")
        self._judge(address, page)
        return list(self._links(address, page))

    def _is_followed(self, address: str) -> bool:
        parts = urlsplit(address)
        if LEFT_OUT.match(parts.path) or parts.path.startswith("/en/") != self.start.startswith("/en/"):
            return False
        if parts.query:
            self._questions += 1
            return self._questions <= MOST_QUESTIONS
        return True

    def _links(self, address: str, page: BeautifulSoup) -> Iterator[str]:
        if urlsplit(address).query:
            return  # what a question leads to is more questions
        for link in page.select("a[href]"):
            target = urldefrag(urljoin(self.site.url + address, str(link["href"]))).url
            if target.startswith(self.site.url):
                yield target.removeprefix(self.site.url)

    def _judge(self, address: str, page: BeautifulSoup) -> None:
        problems = self.problems[address]
        language = "en" if self.start.startswith("/en/") else "id"
        if page.html is None or page.html.get("lang") != language:
            problems.append("is in another language than its address says")
        if len(page.select("h1")) != 1:
            problems.append(f"has {len(page.select('h1'))} h1")
        problems.extend(f"picture without alt: {picture}" for picture in page.select("img:not([alt])"))
        title = page.title.get_text(strip=True) if page.title else ""
        if not urlsplit(address).query:
            self.titles[title].append(address)
        problems.extend(f"untranslated: {text}" for text in foreign_texts(page, language))
        if not problems:
            del self.problems[address]


def foreign_texts(page: BeautifulSoup, language: str) -> list[str]:
    """Sentences that stand on the page in the other language without saying so."""
    for quoted in page.select("[lang]"):
        if quoted.name != "html" and quoted.get("lang") != language:
            quoted.decompose()
    shown = {" ".join(str(text).split()) for text in page.find_all(string=True)}
    shown |= {
        str(value)
        for tag in page.find_all(True)
        if isinstance(tag, Tag)
        for name in ("aria-label", "placeholder", "title", "alt")
        if (value := tag.get(name))
    }
    return sorted(shown & sentences_in_the_other_language(language))


@cache
def sentences_in_the_other_language(language: str) -> set[str]:
    """What must not be seen unmarked: msgids on Indonesian pages, their translations on English ones.

    The same for the words of the sample.
    """
    pairs = [
        (entry.msgid, entry.msgstr)
        for catalogue in _catalogues()
        for entry in catalogue
        if entry.msgstr and entry.msgid != entry.msgstr and " " in entry.msgid and "%" not in entry.msgid
    ]
    pairs += [
        (english, indonesian)
        for english, indonesian in sample_words()
        if english != indonesian and " " in indonesian
    ]
    ours, theirs = (1, 0) if language == "id" else (0, 1)
    right = {" ".join(pair[ours].split()) for pair in pairs}
    return {" ".join(pair[theirs].split()) for pair in pairs} - right - {""}


def sample_words() -> Iterator[tuple[str, str]]:
    """What sellers and editors of the sample wrote: in English, empty where it was not, and in Indonesian."""
    for path in sorted(SAMPLE.rglob("*.toml")):
        yield from _twins(tomllib.loads(path.read_text()))


def _twins(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for each in node:
            yield from _twins(each)
    elif isinstance(node, dict):
        yield from ((node[f"{name}_en"], text) for name, text in node.items() if _has_twin(node, name))
        texts = (text for text in node.get("attributes", {}).values() if isinstance(text, str))
        yield from (("", text) for text in texts if not MEASURE.fullmatch(text))
        for each in node.values():
            yield from _twins(each)


def _has_twin(node: dict[str, Any], name: str) -> bool:
    return isinstance(node[name], str) and f"{name}_en" in node


def _catalogues() -> Iterator[polib.POFile]:
    for path in sorted(ROOT.glob("*/locale/id/LC_MESSAGES/django.po")):
        yield polib.pofile(str(Path(path)))


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_link_leads_to_a_whole_page_in_its_language(demo_with_a_queue: DemoSite, start: str) -> None:
    crawl = Crawl(demo_with_a_queue, start)

    crawl.run()

    repeated = {title: pages for title, pages in crawl.titles.items() if len(pages) > 1}
    assert dict(crawl.problems) == {}
    assert repeated == {}
    assert len(crawl.visited) > 300


PAGE = (
    """<!doctype html><html lang="{lang}"><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"""
)
#: What is wrong with a page, and the page; the first one leads to all others.
WRONG = {
    "answers 404": None,
    "another language than its address": PAGE.format(lang="en", title="Bahasa", body=""),
    "has 2 h1": PAGE.format(lang="id", title="Dua", body="<h1>Dua</h1>"),
    "has 0 h1": PAGE.format(lang="id", title="Tanpa", body="").replace("h1", "p"),
    "without alt": PAGE.format(lang="id", title="Gambar", body='<img src="/x.jpg">'),
    "untranslated: Nothing found": PAGE.format(lang="id", title="Asing", body="<p>Nothing found</p>"),
    "untranslated: Search products": PAGE.format(
        lang="id", title="Label", body='<input aria-label="Search products">'
    ),
    "untranslated: Gayo Ground Coffee for Tubruk, 500 g": PAGE.format(
        lang="id", title="Kopi", body="<p>Gayo Ground Coffee for Tubruk, 500 g</p>"
    ),
}
FINE = PAGE.format(lang="id", title="Baik", body='<p lang="en">Nothing found</p><img src="/x.jpg" alt="">')


class DrawnSite(DemoSite):
    """A site whose pages are `WRONG` and two that are alike."""

    def get(self, path: str) -> tuple[int, str]:
        texts = [*WRONG.values(), FINE, FINE]
        if path == "/":
            links = "".join(f'<a href="/{number}/">{number}</a>' for number in range(len(texts)))
            return 200, PAGE.format(lang="id", title="Beranda", body=links)
        text = texts[int(path.strip("/"))]
        return (404, "") if text is None else (200, text)


def test_crawl_sees_what_may_be_wrong() -> None:
    crawl = Crawl(DrawnSite("http://127.0.0.1"), "/")

    crawl.run()

    found = {path: "; ".join(problems) for path, problems in crawl.problems.items()}
    assert list(found) == [f"/{number}/" for number in range(len(WRONG))]
    assert [words for words, told in zip(WRONG, found.values(), strict=True) if words not in told] == []
    assert crawl.titles["Baik"] == [f"/{len(WRONG)}/", f"/{len(WRONG) + 1}/"]


def test_crawl_of_english_pages_sees_what_sellers_wrote_in_indonesian() -> None:
    words = "Kedap udara, jauh dari cahaya"
    pages = [
        BeautifulSoup(PAGE.format(lang="en", title="Coffee", body=body), "html.parser")
        for body in (f"<p>{words}</p>", f'<img alt="{words}">', f'<p lang="id">{words}</p>')
    ]

    found = [foreign_texts(page, "en") for page in pages]

    assert found == [[words], [words], []]
