"""The map of regions and the locator of one place, as values for their components."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from freshness.showing import shows
from freshness.subjects import INDEX, SHOPS
from search.contract import SearchRequest
from search.exceptions import SearchError
from search.queries import search
from shops.models import Partner
from shops.regions.models import Region
from shops.regions.shapes import country, outline

#: From how many products on a province takes the next stronger tint; a shop without products has the first.
TINTS = (1, 10, 30, 60)


@dataclass(frozen=True, slots=True)
class MapRegency:
    """A regency or city that has shops."""

    name: str
    url: str
    shops: int
    products: int | None


@dataclass(frozen=True, slots=True)
class MapProvince:
    """One province: its link, its outline and what is in it.

    `tint` runs from 0 (no shop yet) to 4. `products` is None while search cannot count. `label` says all of
    it in words. `x` and `y` are the province's centre, in the units of the map.
    """

    code: str
    name: str
    url: str
    path: str
    shops: int
    products: int | None
    tint: int
    label: str
    x: int
    y: int
    regencies: Sequence[MapRegency] = ()


@dataclass(frozen=True, slots=True)
class RegionMap:
    """The country: its size in the units of the paths, and its provinces from west to east by code."""

    width: int
    height: int
    provinces: Sequence[MapProvince]
    shops: int
    products: int | None

    @property
    def filled(self) -> list[MapProvince]:
        """Those with shops."""
        return [province for province in self.provinces if province.shops]

    @property
    def empty(self) -> list[MapProvince]:
        """Those without."""
        return [province for province in self.provinces if not province.shops]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a place lies in its province; without `x` and `y` the whole province is meant.

    Sizes and places are in the units of `path`. `label` says the same in words.
    """

    path: str
    width: int
    height: int
    x: int | None
    y: int | None
    label: str


def region_map() -> RegionMap:
    """The map with live counts, in three queries: regencies with shops, provinces, the search's labels."""
    shows(SHOPS, INDEX)
    shops_in = list(Partner.objects.public().per_regency())
    products_in = _products_by_region()
    provinces = [
        _province(province, shops_in, products_in) for province in Region.objects.provinces().order_by("code")
    ]
    return RegionMap(
        width=country().sheet.width,
        height=country().sheet.height,
        provinces=provinces,
        shops=sum(province.shops for province in provinces),
        products=None if products_in is None else sum(province.products or 0 for province in provinces),
    )


def locator(region: Region) -> Locator | None:
    """The province's outline with a dot for a place below it; no queries. None where there is no outline."""
    shape = outline(region.province_code)
    if shape is None:
        return None
    x = y = None
    if region.level > Region.Level.PROVINCE and region.lat is not None and region.lng is not None:
        x, y = shape.sheet.place(region.lat, region.lng)
    label = gettext("Map: where %(region)s lies in its province") % {"region": region.name}
    if x is None:
        label = gettext("Map of %(region)s") % {"region": region.name}
    return Locator(shape.path, shape.sheet.width, shape.sheet.height, x, y, label)


def counted(shops: int, products: int | None) -> str:
    """How many shops and products there are, in words."""
    if not shops:
        return gettext("no shops yet")
    words = ngettext("%(number)d shop", "%(number)d shops", shops) % {"number": shops}
    if products is None:
        return words
    return (
        f"{words}, {ngettext('%(number)d product', '%(number)d products', products) % {'number': products}}"
    )


def _province(
    province: Region, shops_in: Iterable[Mapping[str, str | int]], products_in: Mapping[str, int] | None
) -> MapProvince:
    """A province with its regencies among those that have shops."""
    rows = [row for row in shops_in if str(row["regency_id"]).startswith(f"{province.code}.")]
    shops = sum(int(row["shops"]) for row in rows)
    products = None if products_in is None else products_in.get(province.code, 0)
    x, y = country().sheet.place(province.lat or 0, province.lng or 0)
    return MapProvince(
        code=province.code,
        name=province.name,
        url=province.get_absolute_url(),
        path=country().paths.get(province.code, ""),
        shops=shops,
        products=products,
        tint=_tint(shops, products),
        label=f"{province.name}: {counted(shops, products)}",
        x=x,
        y=y,
        regencies=[_regency(row, products_in) for row in rows],
    )


def _regency(row: Mapping[str, str | int], products_in: Mapping[str, int] | None) -> MapRegency:
    return MapRegency(
        name=str(row["regency__name"]),
        url=reverse("storefront:region", args=[row["regency__slug"]]),
        shops=int(row["shops"]),
        products=None if products_in is None else products_in.get(str(row["regency_id"]), 0),
    )


def _products_by_region() -> dict[str, int] | None:
    """How many products search finds by region code; None while it cannot say."""
    try:
        view = search(SearchRequest(page_size=1))
    except SearchError:
        return None
    facet = next(facet for facet in view.facets if facet.name == "wilayah")
    return {choice.value: choice.count for choice in facet.choices}


def _tint(shops: int, products: int | None) -> int:
    if not shops:
        return 0
    return 1 + sum((products or 0) >= step for step in TINTS[1:])
