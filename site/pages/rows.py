"""Rows of products and shops on a page: the values of editors' blocks, and how they get their cards."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.blocks import StructValue
from wagtail.models import Page

from freshness.showing import shows
from freshness.subjects import INDEX, SHOPS
from media.renditions import Picture, Size, picture
from pages.figures import Figure, figures
from pages.slots import Slot
from search.contract import Filters, SearchRequest, Sort
from search.exceptions import SearchError
from search.links import query_string
from search.queries import find
from shops.models import Partner
from storefront.cards import ProductCard, ShopCard, product_cards, shop_cards

logger = logging.getLogger(__name__)


class ProductRow(StructValue):
    """A row of products. `cards` is filled by `fill_rows` before the page is rendered."""

    cards: Sequence[ProductCard] = ()

    def product_ids(self) -> list[int]:
        """The ids in order: picked by the editor, or found by the filter; none while search is down."""
        source = self["source"][0] if self["source"] else None
        if source is None:
            return []
        if source.block_type == "picked":
            return [product.pk for product in source.value if product is not None]
        shows(INDEX)
        request = SearchRequest(filters=filters_of(source.value), sort=Sort.NEWEST)
        try:
            return [hit.id for hit in find(replace(request, page_size=self["limit"])).hits]
        except SearchError as error:
            logger.warning("row of products left empty", extra={"reason": error.message})
            return []

    @property
    def url(self) -> str:
        """Where all products of the row's filter are; empty for picked ones."""
        source = self["source"][0] if self["source"] else None
        if source is None or source.block_type == "picked":
            return ""
        request = SearchRequest(filters=filters_of(source.value))
        return reverse("storefront:search") + query_string(request)


class ShopRow(StructValue):
    """A row of shops. `cards` is filled by `fill_rows` before the page is rendered."""

    cards: Sequence[ShopCard] = ()

    def find_cards(self) -> list[ShopCard]:
        """Two queries: the shops and their logos' renditions."""
        shows(SHOPS, INDEX)
        shops = Partner.objects.public().for_directory()
        picked = [shop.pk for shop in self["picked"] if shop is not None]
        if picked:
            found = {shop.pk: shop for shop in shops.filter(pk__in=picked)}
            return shop_cards(found[pk] for pk in picked if pk in found)
        if self["region"]:
            shops = shops.in_region(self["region"])
        return shop_cards(shops.order_by("-created_at", "-pk")[: self["limit"]])


class StoryRow(StructValue):
    """The newest articles. `stories` is filled by `fill_rows` before the page is rendered."""

    stories: Sequence[tuple[Page, Picture | None]] = ()

    def find_stories(self) -> list[tuple[Page, Picture | None]]:
        """Three queries: which pages are not public, the articles with their pictures, the renditions."""
        return [(story, picture(story.picture, Size.CARD)) for story in newest_articles()[: self["limit"]]]


class FigureRow(StructValue):
    """Numbers. `figures` is filled by `fill_rows` before the page is rendered."""

    figures: Sequence[Figure] = ()


class Need(StructValue):
    """What somebody may be looking for: a category, or words to search for."""

    @property
    def url(self) -> str:
        """The category's page, else the search for the words."""
        if self["category"]:
            return reverse("storefront:category", args=[self["category"]])
        return reverse("storefront:search") + query_string(SearchRequest(words=self["words"]))


def newest_articles() -> "QuerySet[Page]":
    """Public articles in the reader's language, the newest first, with their pictures."""
    from pages.models import ArticlePage

    articles: QuerySet[Page] = (
        ArticlePage.objects.live()
        .public()
        .filter(locale__language_code=get_language())
        .select_related("picture", "locale")
        .order_by("-date", "-pk")
    )
    return articles


def filters_of(chosen: StructValue) -> Filters:
    """The search filters that an editor chose."""
    return Filters(
        kategori=(chosen["category"],) if chosen["category"] else (),
        wilayah=(chosen["region"],) if chosen["region"] else (),
        klaim=tuple(chosen["claims"] or ()),
    )


Row = ProductRow | ShopRow | StoryRow | FigureRow | Slot


def fill_rows(rows: Iterable[Row]) -> None:
    """Give every row what it shows; the products of all rows are read together, in five queries."""
    rows = list(rows)
    wanted = {id(row): row.product_ids() for row in rows if isinstance(row, ProductRow)}
    ids = list(dict.fromkeys(pk for ids in wanted.values() for pk in ids))
    cards = {card.id: card for card in product_cards(ids)}
    for row in rows:
        if isinstance(row, ProductRow):
            row.cards = [cards[pk] for pk in wanted[id(row)] if pk in cards][: row["limit"]]
        elif isinstance(row, ShopRow):
            row.cards = row.find_cards()
        elif isinstance(row, StoryRow):
            row.stories = row.find_stories()
        elif isinstance(row, FigureRow):
            row.figures = figures()
        else:
            row.fill()
