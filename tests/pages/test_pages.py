"""What editors build: home, articles and landing pages, in both languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ClaimFactory, ProductFactory
from media.factories import ImageFactory
from pages.blocks import BodyBlock, CallToActionBlock, PictureBlock
from pages.models import ArticleIndexPage, ArticlePage, FaqPage, HomePage, ListingPage
from promotions.models import CampaignIndexPage, CampaignPage
from shops.factories import RegionFactory, ShopFactory
from tests.visits import settle

pytestmark = pytest.mark.django_db
FILTER = {"category": "", "region": "", "claims": []}


def _row(source: list[dict[str, Any]], limit: int = 8) -> dict[str, Any]:
    return {"type": "products", "value": {"title": "Pilihan", "source": source, "limit": limit}}


def _article(home: HomePage, **fields: Any) -> ArticlePage:
    index = ArticleIndexPage.objects.first() or home.add_child(instance=ArticleIndexPage(title="Cerita"))
    article: ArticlePage = index.add_child(instance=ArticlePage(title="Di dapur brem", **fields))
    return article


def test_home_shows_rows_by_filter_and_picked_in_the_editors_order(
    client: Client, home: HomePage, indexed: Callable[[], int]
) -> None:
    food = CategoryFactory(name="Oleh-oleh")
    first, second = ProductFactory(title="Brem", category=food), ProductFactory(title="Lunpia", category=food)
    ProductFactory(title="Kursi")
    indexed()
    home.body = [
        _row([{"type": "filter", "value": {**FILTER, "category": "oleh-oleh"}}]),
        _row([{"type": "picked", "value": [second.pk, first.pk]}]),
    ]
    home.save_revision().publish()

    response = client.get("/")

    row, picked = response.text.split("Pilihan")[1:]
    assert "Brem" in row and "Lunpia" in row
    assert "Kursi" not in response.text
    assert picked.index("Lunpia") < picked.index("Brem")


def test_saving_a_page_reads_no_list_of_what_could_be_chosen(home: HomePage) -> None:
    with CaptureQueriesContext(connection) as queries:
        home.save()

    lists = [query["sql"] for query in queries if "catalogue_c" in query["sql"] or "regions_" in query["sql"]]
    assert lists == []


def test_home_stays_up_while_search_is_down(client: Client, home: HomePage, settings: Any) -> None:
    settings.SEARCH_ENGINE = "tidak-ada"

    response = client.get("/")

    assert response.status_code == 200


def test_picked_product_that_was_hidden_or_deleted_leaves_the_row(
    client: Client, home: HomePage, indexed: Callable[[], int]
) -> None:
    hidden, gone = ProductFactory(title="Tersembunyi", live=False), ProductFactory(title="Hilang")
    ProductFactory(title="Ada")
    home.body = [_row([{"type": "picked", "value": [hidden.pk, gone.pk]}])]
    home.save_revision().publish()
    gone.delete()

    response = client.get("/")

    assert response.status_code == 200
    assert "Tersembunyi" not in response.text


def test_row_of_shops_shows_shops_of_its_region(client: Client, home: HomePage) -> None:
    ShopFactory(name="Toko Lunpia", region=RegionFactory(code="33.74.01"))
    ShopFactory(name="Toko Brem", region=RegionFactory(code="35.77"))
    value = {"title": "Dari Semarang", "region": "33.74", "picked": [], "limit": 6}
    home.body = [{"type": "shops", "value": value}]
    home.save_revision().publish()

    response = client.get("/")

    assert "Toko Lunpia" in response.text
    assert "Toko Brem" not in response.text


def test_every_kind_of_block_is_shown(client: Client, home: HomePage) -> None:
    body = [
        {"type": "heading", "value": "Awal"},
        {"type": "text", "value": "<p>Isi <b>tebal</b></p>"},
        {
            "type": "picture",
            "value": {"image": ImageFactory(alt_text="").pk, "alt_text": "Rotan", "caption": "Foto"},
        },
        {"type": "quote", "value": {"text": "Kami berani", "who": "Ibu Sri"}},
        {"type": "button", "value": {"text": "Lanjut", "page": home.pk, "address": ""}},
        {
            "type": "faq",
            "value": [{"question": "Kapan?", "answer": "<p>Kini</p>"}],
        },
    ]
    article = _article(home, body=body)

    response = client.get(article.get_url())

    for words in ["<h2>Awal</h2>", "<b>tebal</b>", 'alt="Rotan"', "Kami berani", "Lanjut", "Kapan?", "Kini"]:
        assert words in response.text


def test_articles_are_listed_newest_first_and_paged(client: Client, home: HomePage) -> None:
    for day in range(1, 15):
        index = ArticleIndexPage.objects.first() or home.add_child(instance=ArticleIndexPage(title="Cerita"))
        index.add_child(instance=ArticlePage(title=f"Hari {day:02d}", date=f"2026-01-{day:02d}"))

    first, second = client.get("/cerita/"), client.get("/cerita/?halaman=2")

    assert first.text.index("Hari 14") < first.text.index("Hari 13")
    assert "Hari 02" in second.text
    assert client.get("/cerita/?halaman=3").status_code == 404
    assert client.get("/cerita/?halaman=x").status_code == 400


def test_landing_page_lists_what_its_filter_finds_and_can_be_narrowed(
    client: Client, home: HomePage, indexed: Callable[[], int]
) -> None:
    ClaimFactory(product=ProductFactory(title="Sambal halal", category=CategoryFactory(name="Dapur")))
    ProductFactory(title="Sambal lain", category=CategoryFactory(name="Warung"))
    indexed()
    source = [{"type": "filter", "value": {**FILTER, "claims": ["halal"]}}]
    home.add_child(instance=ListingPage(title="Halal", slug="halal", products=source))

    response, bad = client.get("/halal/"), client.get("/halal/?harga=murah")

    assert "Sambal halal" in response.text
    assert "Sambal lain" not in response.text
    assert 'href="/halal/?kategori=dapur"' in response.text
    assert bad.status_code == 400


def test_landing_page_shows_picked_products(client: Client, home: HomePage) -> None:
    product = ProductFactory(title="Kursi rotan")
    source = [{"type": "picked", "value": [product.pk]}]
    home.add_child(instance=ListingPage(title="Pilihan", slug="pilihan", products=source))

    response = client.get("/pilihan/")

    assert "Kursi rotan" in response.text


def test_pages_name_only_the_languages_they_are_written_in(
    client: Client, home: HomePage, settings: Any
) -> None:
    english = HomePage.objects.get(locale__language_code="en")
    article = _article(home)
    index = article.get_parent().copy_for_translation(english.locale, alias=True)

    translated, alone = client.get("/en/"), client.get(article.get_url())
    alias = client.get(index.get_url())

    assert f'hreflang="id" href="{settings.BASE_URL}/"' in " ".join(translated.text.split())
    assert 'hreflang="en"' not in alone.text.split("</head>")[0]
    assert 'href="/en/" lang="en"' in " ".join(alone.text.split())
    assert alias.status_code == 200


def test_editor_changes_the_home_page_and_it_shows(client: Client, home: HomePage, admin_user: Any) -> None:
    home.headline = "Pasar kita semua"

    home.save_revision().publish()
    response = client.get("/")

    assert "Pasar kita semua" in response.text


def test_every_block_has_a_preview_an_icon_and_a_line_about_it(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    ProductFactory()
    blocks = BodyBlock().child_blocks.values()

    previews = {
        block.name: client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        for block in ArticlePage.body.field.stream_block.child_blocks.values()
    }

    assert all(block.is_previewable and block.get_description() for block in blocks)
    assert {answer.status_code for answer in previews.values()} == {200}


def test_picture_without_alternative_text_is_refused() -> None:
    block = PictureBlock()

    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"image": ImageFactory().pk, "alt_text": "", "caption": ""}))

    assert "alt_text" in refused.value.block_errors


@pytest.mark.parametrize("fields", [{}, {"page": 1, "address": "https://example.com/"}])
def test_button_leads_to_one_place(fields: dict[str, Any]) -> None:
    block = CallToActionBlock()
    value = block.to_python({"text": "Lanjut", "page": None, "address": "", **fields})

    with pytest.raises(Exception) as refused:
        block.clean(value)

    assert "page" in refused.value.block_errors


@pytest.mark.parametrize(
    ("parent", "allowed"),
    [
        (HomePage, {"ArticleIndexPage", "ListingPage", "FaqPage", "CampaignIndexPage"}),
        (CampaignIndexPage, {"CampaignPage"}),
        (CampaignPage, set()),
        (FaqPage, set()),
        (ArticleIndexPage, {"ArticlePage"}),
        (ArticlePage, set()),
        (ListingPage, {"ListingPage"}),
    ],
)
def test_pages_take_only_the_pages_that_belong_below_them(parent: type, allowed: set[str]) -> None:
    below = parent.allowed_subpage_models()

    assert {model.__name__ for model in below} == allowed


@pytest.mark.parametrize("rows", [2, 20])
def test_home_costs_the_same_for_any_number_of_products_and_shops(
    client: Client,
    home: HomePage,
    indexed: Callable[[], int],
    rows: int,
    unkept: Callable[[], None],
    django_assert_num_queries: Callable[..., Any],
) -> None:
    products = [ProductFactory(image=True, shop__logo=ImageFactory()) for _number in range(rows)]
    indexed()
    home.body = [
        _row([{"type": "filter", "value": FILTER}], limit=24),
        _row([{"type": "picked", "value": [product.pk for product in products]}], limit=24),
        {"type": "shops", "value": {"title": "Toko", "region": "", "picked": [], "limit": 12}},
    ]
    home.save_revision().publish()
    settle(client, "/")

    # 1 marks; Wagtail: 2 site, 3 locale, 4 page, 5 pages above, 6 and 7 who may see them; 8 translations;
    # 9 picked products; 10 marks of the products and their shops; 11 shops.
    with django_assert_num_queries(11):
        response = client.get("/")

    assert response.text.count('class="card card-') == rows * 2 + min(rows, 12)


@pytest.mark.parametrize(("words", "live"), [("", False), ("Perajin brem di dapurnya", True)])
def test_article_is_published_once_its_picture_has_words(
    admin_client: Client, home: HomePage, words: str, live: bool
) -> None:
    article = _article(home, live=False, picture=ImageFactory(title="Dapur", alt_text=words))
    form = {
        "title": article.title,
        "slug": article.slug,
        "date": "2026-11-21",
        "picture": article.picture_id,
        "introduction": "",
        "body": streamfield([]),
        "comments": inline_formset([]),
    }

    edited = reverse("wagtailadmin_pages:edit", args=[article.pk])
    draft = admin_client.post(edited, nested_form_data(form))
    answer = admin_client.post(edited, nested_form_data({**form, "action-publish": "1"}))

    assert draft.status_code == 302
    assert ArticlePage.objects.get().live is live
    assert ("“Dapur” belum punya teks alternatif" in answer.text) is not live
