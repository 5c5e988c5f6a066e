"""`docs/architecture.md` says what each kind of page is kept by; this holds it to what the pages say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from catalogue.factories import ProductFactory
from freshness.store import recent
from pages.models import ArticleIndexPage, ArticlePage, FaqPage, HomePage
from promotions.factories import campaign
from shops.factories import RegionFactory

pytestmark = pytest.mark.django_db

DOCUMENT = Path(__file__).parents[2] / "docs" / "architecture.md"


def _documented() -> dict[str, set[str]]:
    """From the table below the heading: kind of page → what it shows."""
    section = DOCUMENT.read_text(encoding="utf-8").partition("## Kept pages")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| `[^|]+` \| ([^|]+) \|", section, flags=re.MULTILINE)
    return {kind.strip(): set(re.findall(r"`(\w+)`", shown)) for kind, shown in rows}


@pytest.fixture
def addresses(home: HomePage, indexed: Callable[[], int]) -> dict[str, str]:
    """One page of each kind, with something on it."""
    product = ProductFactory(shop__region=RegionFactory(code="35.77"))
    stories = home.add_child(instance=ArticleIndexPage(title="Kisah", slug="kisah"))
    story = stories.add_child(instance=ArticlePage(title="Kisah brem", slug="kisah-brem"))
    questions = home.add_child(instance=FaqPage(title="Tanya jawab", slug="tanya-jawab"))
    fair = campaign(home, products=[product], shops=[product.shop])
    home.body = [
        {
            "type": "products",
            "value": {"title": "Pilihan", "limit": 8, "source": [{"type": "picked", "value": [product.pk]}]},
        },
        {"type": "shops", "value": {"title": "Toko", "region": "", "picked": [], "limit": 12}},
    ]
    home.save_revision().publish()
    indexed()
    return {
        "home": "/",
        "list of articles": stories.get_url(),
        "article": story.get_url(),
        "category": product.category.get_absolute_url(),
        "region": product.shop.regency.get_absolute_url(),
        "search": "/cari/",
        "product": product.get_absolute_url(),
        "shop": product.shop.get_absolute_url(),
        "shops": "/toko/",
        "regions": "/wilayah/",
        "campaign": fair.get_url(),
        "campaigns": fair.get_parent().get_url(),
        "questions": questions.get_url(),
    }


def _shown(client: Client, address: str) -> set[str]:
    recent.clear()
    assert client.get(address).status_code == 200
    (page,) = recent.values()
    return {subject.partition(":")[0] for subject in page.marks}


def test_pages_are_kept_by_what_the_document_says(client: Client, addresses: dict[str, str]) -> None:
    documented = _documented()

    seen = {kind: _shown(client, address) for kind, address in addresses.items()}

    assert seen == documented
