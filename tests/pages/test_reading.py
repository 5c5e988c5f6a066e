"""Articles and answers: what they show around their words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from media.factories import ImageFactory
from pages.frame import Frame
from pages.models import ArticleIndexPage, ArticlePage, FaqPage, HomePage
from pages.services import setup_site
from shops.factories import RegionFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db: None) -> HomePage:
    setup_site()
    return HomePage.objects.get(locale__language_code="id")


def _article(home: HomePage, title: str, **fields: Any) -> ArticlePage:
    stories = ArticleIndexPage.objects.child_of(home).first()
    stories = stories or home.add_child(instance=ArticleIndexPage(title="Cerita"))
    made: ArticlePage = stories.add_child(instance=ArticlePage(title=title, **fields))
    return made


def _question(words: str, answer: str) -> dict[str, Any]:
    return {"type": "question", "value": {"question": words, "answer": f"<p>{answer}</p>"}}


def test_article_names_its_date_place_and_who_made_the_picture(client: Client, home: HomePage) -> None:
    article = _article(
        home,
        "Dapur brem",
        date="2026-11-18",
        picture=ImageFactory(credit="Sari Wulandari"),
        region=RegionFactory(code="35.77"),
    )

    response = client.get(article.get_url())

    for words in ["18 November 2026", "Gambar: Sari Wulandari", "/wilayah/kota-madiun/", 'alt="Foto']:
        assert words in " ".join(response.text.split())


def test_related_articles_of_the_same_region_come_first(client: Client, home: HomePage) -> None:
    madiun = RegionFactory(code="35.77")
    article = _article(home, "Dapur brem", region=madiun, date="2026-11-18")
    _article(home, "Baru", date="2026-11-20")
    _article(home, "Sedaerah", date="2026-01-02", region=madiun)
    _article(home, "Lama", date="2026-01-01")
    _article(home, "Lebih lama", date="2025-01-01")

    response = client.get(article.get_url())

    assert [other.title for other, _picture in response.context["related"]] == ["Sedaerah", "Baru", "Lama"]


@pytest.mark.parametrize("rows", [2, 20])
def test_article_costs_the_same_for_any_number_of_articles(
    client: Client,
    home: HomePage,
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    article = _article(home, "Dapur brem", picture=ImageFactory(), region=RegionFactory(code="35.77"))
    for number in range(rows):
        _article(home, f"Cerita {number}", picture=ImageFactory())
    settle(client, article.get_url())

    with django_assert_num_queries(ARTICLE_QUERIES):
        response = client.get(article.get_url())

    assert len(response.context["related"]) == min(rows, 3)


#: 1 marks; Wagtail: 2 site, 3 locale, 4 to 8 the pages on the way down, 9 aliases among them, 10 and 11 who
#: may see them; then 12 translations; 13 picture; 14 region; 15 related.
ARTICLE_QUERIES = 15


def test_questions_unfold_in_groups_with_addresses_of_their_own(client: Client, home: HomePage) -> None:
    page = home.add_child(
        instance=FaqPage(
            title="Tanya jawab",
            slug="tanya-jawab",
            questions=[
                _question("Siapa yang menjual?", "Usaha kecil."),
                {"type": "heading", "value": "Klaim"},
                _question("Siapa yang memeriksa?", "Kurator."),
                _question("Siapa yang memeriksa?", "Dinas."),
                {"type": "heading", "value": "Kosong"},
            ],
        )
    )

    response = client.get(page.get_url())

    groups = response.context["groups"]
    assert [group.heading for group in groups] == ["", "Klaim"]
    assert [item.anchor for item in groups[1].questions] == ["siapa-yang-memeriksa", "siapa-yang-memeriksa-2"]
    assert '<details id="siapa-yang-menjual">' in response.text
    assert "Kurator." in response.text
    assert 'href="#siapa-yang-memeriksa-2"' in response.text


@pytest.mark.parametrize("rows", [2, 20])
def test_questions_cost_the_same_for_any_number(
    client: Client,
    home: HomePage,
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    questions = [_question(f"Pertanyaan {number}?", "Ya.") for number in range(rows)]
    page = home.add_child(instance=FaqPage(title="Tanya jawab", slug="tanya-jawab", questions=questions))
    client.get(page.get_url())

    # Wagtail: 1 site, 2 locale, 3 to 5 the pages on the way down, 6 aliases among them, 7 who may see them;
    # 8 translations; 9 menu; 10 footer.
    with django_assert_num_queries(10):
        response = client.get(page.get_url())

    assert response.text.count("<details id=") == rows


def test_frame_offers_the_pages_that_editors_put_into_the_menu(home: HomePage) -> None:
    home.add_child(instance=FaqPage(title="Tanya jawab", slug="tanya-jawab", show_in_menus=True))
    home.add_child(instance=FaqPage(title="Lain", slug="lain"))

    frame = Frame(RequestFactory().get("/"))

    assert [(item.label, item.url) for item in frame.pages] == [("Tanya jawab", "/tanya-jawab/")]
