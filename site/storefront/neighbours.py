"""The products beside one on its page: similar ones, and domestic ones that could take its place."""

from __future__ import annotations

import logging
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache

from catalogue.claims.queries import DOMESTIC_KINDS
from catalogue.models import Product
from search.contract import Filters, Hit, SearchRequest
from search.exceptions import SearchError
from search.queries import find
from storefront.cards import KeptCards

logger = logging.getLogger(__name__)

MOST = 6
#: How many of a category are looked at for its nearest. One answer of the engine serves the whole category.
POOL = 60
POOL_SECONDS = 600
#: Nothing found may mean that the index is being made.
EMPTY_POOL_SECONDS = 30
#: A row with one shop's goods only would be an advertisement; the rest of the row is for others.
MOST_OF_A_SHOP = 2

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Example:
    """What neighbours are chosen by. `category` is the path of slugs, `price` None when on request.

    `is_domestic` says whether a verified claim records the product as a domestic one.
    """

    id: int
    title: str
    category: str = ""
    price: Decimal | None = None
    is_domestic: bool = False

    @classmethod
    def of(cls, product: Product, *, price: Decimal | None, is_domestic: bool = False) -> Example:
        """From a product that came with its category."""
        return cls(product.pk, product.title, product.category.full_slug, price, is_domestic)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Products by id, nearest first, with those of their cards that are kept.

    `substitutes` are domestic by a verified claim, and empty for a product that is so itself; no product is
    among both.
    """

    similar: Sequence[int]
    substitutes: Sequence[int]
    cards: KeptCards

    def rows(self) -> list[Product]:
        """The public ones without a kept card, for `catalogue.queries.fill_page`: one query at most."""
        if not self.cards.missing:
            return []
        public = Product.objects.browsable().filter(pk__in=self.cards.missing)
        return list(public.select_related("shop__regency", "category"))


def neighbours_of(example: Example) -> Neighbours:
    """One query, and none when its category holds nothing else."""
    substitutes = [] if example.is_domestic else nearest(example, _pool(example, DOMESTIC_KINDS))
    similar = neighbour_ids(example, besides=substitutes)
    return Neighbours(similar, substitutes, KeptCards([*substitutes, *similar]))


def neighbour_ids(example: Example, besides: Sequence[int] = ()) -> list[int]:
    """Ids of at most six products of its category, nearest first; no queries. Some may be hidden by now."""
    return nearest(example, _pool(example), besides)


def nearest(example: Example, pool: Iterable[Hit], besides: Sequence[int] = ()) -> list[int]:
    """Ids of the hits most like the product: most words of its name, then nearest in price.

    At most six, none of them the product or in `besides`, no more than two of one shop while others are left.
    """
    words = _words(example.title)
    ranked = sorted(
        (hit for hit in pool if hit.id != example.id and hit.id not in besides),
        key=lambda hit: (-len(words & _words(hit.title)), _distance(example.price, hit.price), hit.id),
    )
    return [hit.id for hit in _mixed(ranked)][:MOST]


def _mixed(ranked: Sequence[Hit]) -> Iterator[Hit]:
    """Those beyond a shop's share go to the end."""
    seen: Counter[str] = Counter()
    late = []
    for hit in ranked:
        seen[hit.shop] += 1
        if seen[hit.shop] <= MOST_OF_A_SHOP:
            yield hit
        else:
            late.append(hit)
    yield from late


def _pool(example: Example, claims: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    category = example.category
    key = f"storefront:pool:{category}:{','.join(claims)}"
    kept: tuple[Hit, ...] | None = cache.get(key)
    if kept is None:
        kept = _hits(SearchRequest(filters=Filters(kategori=(category,), klaim=claims), page_size=POOL))
        cache.set(key, kept, POOL_SECONDS if kept else EMPTY_POOL_SECONDS)
    return kept


def _hits(request: SearchRequest) -> tuple[Hit, ...]:
    """Nothing when search does not answer: the page is there without its neighbours."""
    try:
        return find(request).hits
    except SearchError as error:
        logger.warning("no neighbours", extra={"reason": error.message})
        return ()


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.casefold()))


def _distance(price: Decimal | None, other: int | None) -> float:
    """How far two prices are apart, the same for double and half; far for one on request."""
    if not price or not other:
        return 99.0
    return abs(math.log(float(price) / other))
