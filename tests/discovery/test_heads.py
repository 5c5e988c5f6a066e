"""Titles, descriptions and what is shown where a page is passed on."""

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import Settings

from catalogue.factories import ProductFactory
from discovery.texts import cut, one_line, without_markup
from shops.factories import ShopFactory
from tests.one_of_each import one_product, public_addresses

pytestmark = pytest.mark.django_db
#: What are no pages, or show the same list as another address does.
NO_PAGES = ("suggestions", "robots", "site map", "filtered search")


class _Head(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.metas: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self._is_title = False
        self.feed(page[: page.index("</head>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._is_title = tag == "title"
        if tag == "meta":
            self.metas.append((values.get("property") or values.get("name", ""), values.get("content", "")))
        if tag == "link":
            self.links.append((values.get("rel", ""), values.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False

    def handle_data(self, data: str) -> None:
        self.title += data if self._is_title else ""

    @property
    def meta(self) -> dict[str, str]:
        return dict(self.metas)


def test_every_page_has_its_own_title_and_description_and_a_picture(
    client: Client, indexed: Callable[[], int], settings: Settings
) -> None:
    addresses = public_addresses()
    indexed()

    heads = {
        kind: _Head(client.get(path).text)
        for kind, path in addresses.items()
        if not kind.startswith(NO_PAGES)
    }

    titles = Counter((head.title, head.meta["og:locale"]) for head in heads.values())
    described = Counter((head.meta["description"], head.meta["og:locale"]) for head in heads.values())
    assert [title for title, times in titles.items() if times > 1] == []
    assert [words for words, times in described.items() if times > 1] == []
    for kind, head in heads.items():
        assert head.title.endswith(" · Etalase"), kind
        assert 20 <= len(head.meta["description"]) <= 160, (kind, head.meta["description"])
        assert head.meta["og:title"] == head.title.removesuffix(" · Etalase"), kind
        assert head.meta["og:description"] == head.meta["description"], kind
        assert head.meta["og:url"] == dict(head.links)["canonical"], kind
        assert head.meta["og:image"].startswith(f"{settings.BASE_URL}/bagikan/"), kind
        assert head.meta["og:image:alt"], kind
        assert (head.meta["og:image:width"], head.meta["og:image:height"]) == ("1200", "630"), kind
        assert head.meta["twitter:card"] == "summary_large_image", kind
        assert max(Counter(name for name, _content in head.metas).values()) == 1, kind
        assert head.meta["og:locale"] == ("en_GB" if kind.endswith("(en)") else "id_ID"), kind


def test_product_is_described_in_the_readers_language(client: Client) -> None:
    path = one_product().get_absolute_url()

    indonesian, english = (_Head(client.get(f"{prefix}{path}").text) for prefix in ("", "/en"))

    assert indonesian.title == "Keripik Tempe Sagu – Dapur Bu Sri · Etalase"
    assert indonesian.meta["description"] == (
        "Dari Dapur Bu Sri, Kota Semarang. Rp 25.000 / buah. Tempe tipis berbalut sagu, digoreng dua kali"
    )
    assert english.title == "Sago Tempe Chips – Dapur Bu Sri · Etalase"
    assert english.meta["description"] == (
        "From Dapur Bu Sri, Kota Semarang. Rp 25.000 / piece. Thin tempe in sago batter, fried twice"
    )


def test_later_pages_of_a_list_have_titles_of_their_own(client: Client) -> None:
    for _number in range(25):
        ShopFactory()

    first, second = (_Head(client.get(f"/toko/{query}").text) for query in ("", "?halaman=2"))

    assert first.title == "Toko · Etalase"
    assert second.title == "Toko, halaman 2 · Etalase"


def test_page_of_a_narrowed_list_is_no_page_of_the_whole(
    client: Client, indexed: Callable[[], int], settings: Settings
) -> None:
    path = ProductFactory().category.get_absolute_url()
    indexed()

    head = _Head(client.get(f"{path}?urut=harga&harga=1000-90000").text)

    assert dict(head.links)["canonical"] == f"{settings.BASE_URL}{path}"


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("satu dua tiga", 50, "satu dua tiga"),
        ("satu dua tiga empat", 14, "satu dua…"),
        ("s" * 60, 10, "sssssssss…"),
        ("a\u202eb\x00c\n\nd", 50, "a b c d"),
        ("", 10, ""),
    ],
)
def test_long_text_is_cut_between_words(text: str, length: int, expected: str) -> None:
    assert cut(text, length) == expected
    assert len(cut(text, length)) <= length


def test_rich_text_becomes_plain() -> None:
    found = without_markup("<p>Ya &amp; tidak</p><ul><li>satu</li><li>dua</li></ul><script>x()</script>")

    assert found == one_line("Ya & tidak satu dua")
