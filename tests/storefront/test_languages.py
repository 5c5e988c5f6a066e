"""What sellers and staff wrote in Indonesian alone says so on English pages (WCAG 3.1.2)."""

import datetime as dt
import pickle
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils import timezone, translation

from catalogue.factories import CategoryFactory
from catalogue.models import Product, ProductAttribute, ProductAttributeValue, ProductImage
from media.factories import ImageFactory
from media.languages import Indonesian, in_indonesian
from shops.factories import ShopFactory
from shops.holidays.models import Holiday
from tests.one_of_each import one_product

pytestmark = pytest.mark.django_db

TITLE = "Keripik Tempe Sagu"
WORDS = {
    "title": TITLE,
    "description": "Tempe tipis berbalut sagu, digoreng dua kali.",
    "story": "Keluarga kami menggoreng keripik sejak 1987.",
    "category": "Makanan ringan kering",
    "introduction": "Camilan yang tahan lama.",
    "attribute": "Kedelai lokal dan sagu",
    "caption": "Keripik di atas tampah",
    "picture": "Foto tampah berisi keripik",
    "note": "Mudik ke kampung halaman.",
}


@pytest.fixture
def product() -> Product:
    """A product, its shop, its category and its pictures, of which nobody has written anything in English."""
    shop = ShopFactory(story=WORDS["story"], story_en="")
    category = CategoryFactory(name=WORDS["category"], name_en="", description=WORDS["introduction"])
    made = one_product(
        shop=shop,
        category=category,
        title=TITLE,
        title_en="",
        description=WORDS["description"],
        description_en="",
    )
    ProductImage.objects.all().delete()
    plain = ImageFactory(alt_text=WORDS["picture"], alt_text_en="")
    ProductImage.objects.create(product=made, image=plain, display_order=1)
    ProductImage.objects.create(product=made, image=ImageFactory(), caption=WORDS["caption"], display_order=2)
    attribute = ProductAttribute.objects.create(
        product_class=made.product_class, name="Bahan", name_en="Material", code="bahan", type="text"
    )
    ProductAttributeValue.objects.create(product=made, attribute=attribute, value_text=WORDS["attribute"])
    today = timezone.localdate()
    Holiday.objects.create(
        shop=shop, first_day=today, last_day=today + dt.timedelta(days=7), note=WORDS["note"]
    )
    return made


def said(html: str, words: str) -> list[str]:
    """In which language the page says these words, for each place where it does."""
    page = BeautifulSoup(html, "html.parser")
    holders = [text.parent for text in page.body.find_all(string=True) if words == " ".join(text.split())]
    holders += [tag for tag in page.body.find_all(True) if words in (tag.get("alt"), tag.get("aria-label"))]
    return [_language_of(tag) for tag in holders if tag.name not in ("script", "option")]


def _language_of(tag: Tag) -> str:
    return next(each["lang"] for each in (tag, *tag.parents) if each.get("lang"))


def address(kind: str, product: Product) -> str:
    paths = {
        "product": product.get_absolute_url(),
        "shop": product.shop.get_absolute_url(),
        "category": product.category.get_absolute_url(),
        "search": "/cari/?q=keripik",
        "comparison": f"/bandingkan/?produk={product.pk}",
        "report": f"/lapor/produk/{product.pk}/",
    }
    return f"/en{paths[kind]}"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("product", "title description attribute caption category note"),
        ("shop", "title story picture note"),
        ("category", "title category introduction picture"),
        ("search", "title picture"),
        ("comparison", "title attribute picture"),
        ("report", "title"),
    ],
)
def test_words_without_an_english_twin_are_marked_wherever_an_english_page_shows_them(
    client: Client, indexed: Callable[[], int], product: Product, kind: str, shown: str
) -> None:
    indexed()

    html = client.get(address(kind, product)).text
    languages = {name: set(said(html, WORDS[name])) for name in shown.split()}

    assert languages == {name: {"id"} for name in shown.split()}


@pytest.mark.parametrize("kind", ["product", "shop", "category", "search", "comparison", "report"])
def test_no_page_says_them_unmarked_a_second_time(
    client: Client, indexed: Callable[[], int], product: Product, kind: str
) -> None:
    indexed()

    html = client.get(address(kind, product)).text

    assert {name for name, words in WORDS.items() if "en" in said(html, words)} == set()


def test_indonesian_pages_mark_nothing_and_english_words_need_no_mark(
    client: Client, indexed: Callable[[], int], product: Product
) -> None:
    indexed()
    english = one_product(shop=product.shop, category=product.category)

    there = client.get(product.get_absolute_url()).text
    here = client.get(f"/en{english.get_absolute_url()}").text

    assert set(said(there, TITLE)) == {"id"}
    assert ' lang="id"' not in there.partition("<main")[2].partition("</main>")[0]
    assert set(said(here, "Sago Tempe Chips")) == {"en"}


def test_suggested_products_say_in_which_language_they_are_named(
    client: Client, indexed: Callable[[], int], product: Product
) -> None:
    indexed()

    found = client.get("/en/cari/saran/", {"q": "keripik"}).json()["suggestions"]

    assert {(item["text"], item["lang"]) for item in found if item["kind"] == "produk"} == {(TITLE, "id")}


def test_mark_outlives_the_cache() -> None:
    with translation.override("en"):
        marked = in_indonesian(TITLE)

    kept = pickle.loads(pickle.dumps(marked))

    assert isinstance(kept, Indonesian)
    assert kept == TITLE
