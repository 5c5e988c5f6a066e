"""What a region's page shows besides its products: shops, the regions below it, its stories and campaigns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from promotions.queries import open_to_all
from search.queries import SearchView
from shops.models import Partner
from shops.regions.models import Region
from storefront.choices import Choice
from storefront.maps import Locator, locator

SHOPS_SHOWN = 6
STORIES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ShopLine:
    """A shop in a short list."""

    name: str
    url: str
    regency: str
    sector: str
    product_count: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Story:
    """An article about the region or a campaign in it."""

    title: str
    url: str
    is_campaign: bool


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region's page besides its products. `below` are the regions one level down that have shops."""

    name: str
    kind: str
    province: str
    locator: Locator | None
    facts: Mapping[str, Any]
    below: Sequence[Choice]
    shop_count: int
    shops: Sequence[ShopLine]
    stories: Sequence[Story]


def region_page(here: Region, view: SearchView) -> RegionPage:
    """From a region with its parent; three queries: shops per regency, the first shops, the stories."""
    public = Partner.objects.public()
    rows = list(public.filter(_within("regency", here.code)).per_regency())
    return RegionPage(
        name=here.name,
        kind=here.get_kind_display(),
        province=here.parent.name if here.parent else "",
        locator=locator(here),
        facts={"area": here.area_km2, "population": here.population},
        below=_below(here, rows, view),
        shop_count=sum(row["shops"] for row in rows),
        shops=_shops(public.filter(_within("regency", here.code))),
        stories=_stories(here),
    )


def _within(field: str, code: str) -> Q:
    return Q(**{f"{field}_id": code}) | Q(**{f"{field}__code__startswith": f"{code}."})


def _below(here: Region, rows: Iterable[Mapping[str, Any]], view: SearchView) -> list[Choice]:
    """The regencies and cities of a province that have shops, with their products; a regency has none."""
    if here.level != Region.Level.PROVINCE:
        return []
    facet = next(facet for facet in view.facets if facet.name == "wilayah")
    products = {choice.value: choice.count for choice in facet.choices}
    return [
        Choice(
            row["regency__name"],
            reverse("storefront:region", args=[row["regency__slug"]]),
            products.get(row["regency_id"], 0),
        )
        for row in rows
    ]


def _shops(shops: Any) -> list[ShopLine]:
    """The shops with the most products; one query."""
    found = shops.select_related("regency").for_directory("produk").prefetch_related(None)
    return [
        ShopLine(
            name=shop.name,
            url=shop.get_absolute_url(),
            regency=shop.regency.name,
            sector=shop.get_sector_display(),
            product_count=shop.product_count,
            is_sample=shop.is_sample,
        )
        for shop in found[:SHOPS_SHOWN]
    ]


def _stories(here: Region) -> list[Story]:
    """Articles and campaigns of this region or one below it, the newest first; one query for both."""
    pages = (
        Page.objects.live()
        .filter(open_to_all(), locale__language_code=translation.get_language())
        .filter(_within("articlepage__region", here.code) | _within("campaignpage__region", here.code))
        .annotate(campaign=F("campaignpage__pk"))
        .select_related("locale")
        .order_by("-first_published_at", "-pk")
    )
    return [Story(page.title, page.get_url() or "", bool(page.campaign)) for page in pages[:STORIES_SHOWN]]
