"""Numbers that are true when they are shown, each leading to what it counts."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from freshness.showing import shows
from freshness.subjects import INDEX, SHOPS
from search.contract import SearchRequest, SearchResult
from search.exceptions import SearchError
from search.queries import find
from shops.models import Partner

logger = logging.getLogger(__name__)
#: The facet value of products without a verified certificate of domestic content.
WITHOUT = "tanpa"


@dataclass(frozen=True, slots=True)
class Figure:
    """How many, of what, and where they are."""

    number: int
    label: str
    url: str


def figures() -> list[Figure]:
    """Products, those with verified domestic content, shops, regions: one query and one look at the index.

    What is zero, or cannot be counted while search is down, is left out.
    """
    shows(INDEX, SHOPS)
    shown = [*_of_products(), *_of_shops()]
    return [figure for figure in shown if figure.number]


def _of_products() -> Iterator[Figure]:
    try:
        result = find(SearchRequest(page_size=1))
    except SearchError as error:
        logger.warning("products not counted", extra={"reason": error.message})
        return
    address = reverse("storefront:search")
    yield Figure(result.total, gettext("products on show"), address)
    bands = [value for value in result.facet("tkdn").values if value.value != WITHOUT]
    query = urlencode([("tkdn", band.value) for band in bands])
    yield Figure(_together(result, "tkdn"), gettext("with verified TKDN"), f"{address}?{query}")


def _together(result: SearchResult, name: str) -> int:
    return sum(value.count for value in result.facet(name).values if value.value != WITHOUT)


def _of_shops() -> Iterator[Figure]:
    counted = Partner.objects.public().aggregate(
        shops=Count("pk"), regions=Count("regency_id", distinct=True)
    )
    yield Figure(counted["shops"], gettext("small businesses"), reverse("storefront:shops"))
    yield Figure(counted["regions"], gettext("regencies and cities"), reverse("storefront:regions"))
