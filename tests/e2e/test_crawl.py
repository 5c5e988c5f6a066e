"""Every link of the demo in both languages, from the home page on."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from functools import cache
from pathlib import Path
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

    def run(self) -> None:
        waiting = deque([(self.start, "the start")])
        while waiting:
            address, where_from = waiting.popleft()
            if address in self.visited or not self._is_followed(address):
                continue
            self.visited.add(address)
            status, text = self.site.get(address)
            if status != 200:
                self.problems[address].append(f"answers {status}, linked on {where_from}")
                continue
            if not text.lstrip().lower().startswith("<!doctype html"):
                continue
            page = BeautifulSoup(text, "html.parser")
            self._judge(address, page)
            waiting.extend((link, address) for link in self._links(address, page))

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
    """Sentences of ours that stand on the page in the other language."""
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
    """What must not be seen: msgids on Indonesian pages, their translations on English ones."""
    pairs = [
        (entry.msgid, entry.msgstr)
        for catalogue in _catalogues()
        for entry in catalogue
        if entry.msgstr and entry.msgid != entry.msgstr and " " in entry.msgid and "%" not in entry.msgid
    ]
    ours, theirs = (1, 0) if language == "id" else (0, 1)
    right = {pair[ours] for pair in pairs}
    return {" ".join(pair[theirs].split()) for pair in pairs} - right


def _catalogues() -> Iterator[polib.POFile]:
    for path in sorted(ROOT.glob("*/locale/id/LC_MESSAGES/django.po")):
        yield polib.pofile(str(Path(path)))


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_every_link_leads_to_a_whole_page_in_its_language(demo_site: DemoSite, start: str) -> None:
    crawl = Crawl(demo_site, start)

    crawl.run()

    repeated = {title: pages for title, pages in crawl.titles.items() if len(pages) > 1}
    assert dict(crawl.problems) == {}
    assert repeated == {}
    assert len(crawl.visited) > 300
