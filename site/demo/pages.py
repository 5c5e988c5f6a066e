"""The sample site's pages: campaigns, articles, questions and answers, each in both languages."""

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from catalogue.models import Product
from demo.pictures import SamplePicture, cover_of, header_of
from demo.samples import sample_shops
from media.models import Document, Image
from pages.models import ArticleIndexPage, ArticlePage, FaqPage, HomePage
from promotions.models import (
    CampaignDownload,
    CampaignIndexPage,
    CampaignPage,
    CampaignProduct,
    CampaignShop,
)
from shops.models import Partner
from shops.regions.models import Region

FILE = Path(__file__).parent / "data" / "pages.toml"
SECOND = "en"
#: How many products of each shop a campaign features.
FEATURED_OF_A_SHOP = 2
Words = Mapping[str, Any]


@cache
def sample_pages() -> Words:
    """The whole file, by kind of page."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def header_pictures() -> list[SamplePicture]:
    """The header of each campaign, to be drawn with the other pictures."""
    return [header_of(words) for words in sample_pages()["campaign"]]


class PageWriter:
    """Adds the pages that are missing, by slug, below the home page. One writer serves one load."""

    def __init__(self, images: Mapping[str, Image], shops: Mapping[str, Partner]) -> None:
        self._images = images
        self._shops = shops
        self._covers = {shop.code: cover_of(shop).name for shop in sample_shops()}
        self._home = HomePage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
        self._english = Locale.objects.get(language_code=SECOND)
        regions = {words.get("region") for kind in ("campaign", "article") for words in sample_pages()[kind]}
        self._regions = Region.objects.in_bulk([code for code in regions if code])
        self._now = timezone.now()

    def write(self) -> int:
        """Add all that is missing; returns how many pages, both languages counted."""
        words = sample_pages()
        before = Page.objects.count()
        campaigns = self._ensure(self._home, CampaignIndexPage, words["campaign_index"], {})
        for campaign in words["campaign"]:
            if not _has(campaigns, campaign["slug"]):
                self._campaign(campaigns, campaign)
        articles = self._ensure(self._home, ArticleIndexPage, words["article_index"], {})
        for article in words["article"]:
            if not _has(articles, article["slug"]):
                self._article(articles, article)
        faq = words["faq"]
        self._ensure(self._home, FaqPage, faq, {"questions": _questions(faq, "")}, _questions(faq, "_en"))
        return Page.objects.count() - before

    def _ensure(
        self, parent: Page, kind: type[Page], words: Words, fields: dict[str, Any], english: Any = None
    ) -> Page:
        found = kind.objects.child_of(parent).filter(slug=words["slug"]).first()
        if found is None:
            found = kind(**_common(words, ""), show_in_menus=True, **fields)
            translated = {"questions": english} if english is not None else {}
            self._publish(parent, found, {**_common(words, "_en"), **translated})
        return found

    def _campaign(self, parent: Page, words: Words) -> None:
        start = self._now.replace(hour=2, minute=0, second=0, microsecond=0)  # nine in the morning in WIB
        page = CampaignPage(
            **_common(words, ""),
            starts_at=start + dt.timedelta(days=words["starts"]),
            ends_at=start + dt.timedelta(days=words["ends"], hours=8),
            place=words.get("place", ""),
            address=words.get("address", ""),
            region=self._regions.get(words.get("region")),
            header=self._images[header_of(words).name],
            body=_campaign_body(words, ""),
            contact_name=words["contact_name"],
            contact_email=words["contact_email"],
            contact_phone=words.get("contact_phone", ""),
        )
        shops = [self._shops[code] for code in words["products"]]
        products = _products_of(shops)
        page.featured = [CampaignProduct(product=product) for product in products]
        page.enrolments = [CampaignShop(shop=shop) for shop in shops]
        if words.get("has_list"):
            page.downloads = [CampaignDownload(document=_product_list(words["title"], products))]
        self._publish(parent, page, {**_common(words, "_en"), "body": _campaign_body(words, "_en")})

    def _article(self, parent: Page, words: Words) -> None:
        page = ArticlePage(
            **_common(words, ""),
            date=self._now.date() + dt.timedelta(days=words["days"]),
            region=self._regions.get(words.get("region")),
            picture=self._images[self._covers[words["cover"]]],
            body=_article_body(words, ""),
        )
        self._publish(parent, page, {**_common(words, "_en"), "body": _article_body(words, "_en")})

    def _publish(self, parent: Page, page: Page, english: dict[str, Any]) -> None:
        """Add the page and its translation, both live."""
        page.locale = parent.locale
        parent.add_child(instance=page)
        page.save_revision().publish()
        translated = page.copy_for_translation(self._english)
        for field, value in english.items():
            if field != "slug":
                setattr(translated, field, value)
        translated.save_revision().publish()


def _has(parent: Page, slug: str) -> bool:
    return bool(Page.objects.child_of(parent).filter(slug=slug).exists())


def _common(words: Words, tail: str) -> dict[str, Any]:
    return {
        "title": words[f"title{tail}"],
        "slug": words["slug"],
        "introduction": words[f"introduction{tail}"],
    }


def _campaign_body(words: Words, tail: str) -> list[dict[str, Any]]:
    body = [
        {"type": "heading", "value": words[f"heading{tail}"]},
        {"type": "text", "value": words[f"text{tail}"]},
    ]
    if f"schedule{tail}" in words:
        points = [
            {"when": when, "what": what, "where": where} for when, what, where in words[f"schedule{tail}"]
        ]
        body.append({"type": "schedule", "value": points})
    return body


def _article_body(words: Words, tail: str) -> list[dict[str, Any]]:
    before, said, after = words[f"body{tail}"]
    quote = {"text": said, "who": words.get(f"who{tail}", "")}
    return [
        {"type": "text", "value": before},
        {"type": "quote", "value": quote},
        {"type": "text", "value": after},
    ]


def _questions(words: Words, tail: str) -> list[dict[str, Any]]:
    stream: list[dict[str, Any]] = []
    for group in words["group"]:
        stream.append({"type": "heading", "value": group[f"heading{tail}"]})
        stream += [
            {"type": "question", "value": {"question": question, "answer": answer}}
            for question, answer in group[f"questions{tail}"]
        ]
    return stream


def _products_of(shops: Sequence[Partner]) -> list[Product]:
    """The first public products of each shop, in the order of the shops."""
    found = Product.objects.browsable().filter(shop__in=shops).select_related("shop").order_by("pk")
    by_shop: dict[int, list[Product]] = {shop.pk: [] for shop in shops}
    for product in found:
        if len(by_shop[product.shop_id]) < FEATURED_OF_A_SHOP:
            by_shop[product.shop_id].append(product)
    return [product for products in by_shop.values() for product in products]


def _product_list(title: str, products: Sequence[Product]) -> Document:
    """The featured products as a table for a spreadsheet."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["Produk", "Toko"])
    writer.writerows([product.title, product.shop.name] for product in products)
    file = ContentFile(table.getvalue().encode("utf-8-sig"), name="daftar-produk.csv")
    document = Document(
        title=f"Daftar produk {title} (CSV)", file=file, collection=Collection.get_first_root_node()
    )
    document.save()
    return document
