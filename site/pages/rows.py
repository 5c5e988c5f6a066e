"""Rows of products and shops on a page: the values of editors' blocks, and how they get their cards."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from wagtail.blocks import StructValue

from freshness.showing import shows
from freshness.subjects import INDEX, SHOPS
from search.contract import Filters, SearchRequest, Sort
from search.exceptions import SearchError
from search.queries import search
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
            return search(replace(request, page_size=self["limit"])).product_ids
        except SearchError as error:
            logger.warning("row of products left empty", extra={"reason": error.message})
            return []


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


def filters_of(chosen: StructValue) -> Filters:
    """The search filters that an editor chose."""
    return Filters(
        kategori=(chosen["category"],) if chosen["category"] else (),
        wilayah=(chosen["region"],) if chosen["region"] else (),
        klaim=tuple(chosen["claims"] or ()),
    )


def fill_rows(rows: Iterable[ProductRow | ShopRow]) -> None:
    """Give every row its cards; the products of all rows are read together, in five queries."""
    rows = list(rows)
    wanted = {id(row): row.product_ids() for row in rows if isinstance(row, ProductRow)}
    ids = list(dict.fromkeys(pk for ids in wanted.values() for pk in ids))
    cards = {card.id: card for card in product_cards(ids)}
    for row in rows:
        if isinstance(row, ProductRow):
            row.cards = [cards[pk] for pk in wanted[id(row)] if pk in cards][: row["limit"]]
        else:
            row.cards = row.find_cards()
