"""What people write as HTML: only what is allowed comes through."""

import json
from html.parser import HTMLParser

import pytest

from catalogue.markup import ATTRIBUTES, SCHEMES, TAGS, editors_html, sellers_text
from tests.project.sources import ROOT

PAYLOADS: list[str] = json.loads((ROOT / "tests" / "data" / "xss.json").read_text())


class _Seen(HTMLParser):
    """The elements, attributes and schemes of links in a piece of HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.schemes: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href" and ":" in (value or ""):
                self.schemes.add((value or "").partition(":")[0])


def test_there_are_a_hundred_payloads_and_more() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.mark.parametrize("clean", [sellers_text, editors_html])
def test_nothing_but_what_is_allowed_comes_through(clean: object) -> None:
    assert callable(clean)

    seen = {payload: _Seen(clean(payload)) for payload in PAYLOADS}

    for payload, found in seen.items():
        assert found.tags <= TAGS, payload
        assert found.attributes <= {"rel", *ATTRIBUTES["a"]}, payload
        assert found.schemes <= SCHEMES, payload


def test_sellers_words_are_shown_as_they_were_written() -> None:
    found = sellers_text("Isi < 5 kg & <b>murah</b>\nbaris dua\n\nalinea dua")

    assert found == ("<p>Isi &lt; 5 kg &amp; &lt;b&gt;murah&lt;/b&gt;<br>baris dua</p>\n\n<p>alinea dua</p>")


def test_sellers_links_vouch_for_nothing() -> None:
    found = sellers_text("Lihat https://toko.example/a?b=1&c=2, (https://x.example/y).")

    assert found.count('rel="nofollow ugc noopener"') == 2
    assert 'href="https://toko.example/a?b=1&amp;c=2"' in found
    assert "</a>, (" in found
    assert found.endswith("</a>).</p>")


def test_quote_ends_an_address() -> None:
    found = sellers_text('https://x.example/"onmouseover="alert(1)')

    assert 'href="https://x.example/"' in found
    assert "onmouseover=" not in found.partition(">https")[0]


def test_editors_keep_their_paragraphs_lists_and_links() -> None:
    written = '<h3>Brem</h3><p>Dari <b>Madiun</b>, <a href="/toko/">lihat</a></p><ul><li>satu</li></ul>'

    assert editors_html(written) == written.replace('href="/toko/"', 'href="/toko/" rel="noopener"')
