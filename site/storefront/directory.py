"""The directory of shops: which ones are asked for, in which order, and the links that ask otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from search.exceptions import UnknownFilterValue
from search.parsing import clean_words
from shops.models import Partner
from shops.queries import DIRECTORY_ORDERS, ShopQuerySet
from shops.readiness.evaluation import LevelValue
from shops.readiness.queries import levels_by_key
from shops.regions.models import Region, is_region_code
from storefront.cards import ShopCard, claimed_kinds, shop_cards
from storefront.choices import Choice
from storefront.paging import Pager, page_of, pager

SHOPS_PER_PAGE = 24
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ShopQuestion:
    """What the address asks for; every part may be empty. `region` is a code, `order` of DIRECTORY_ORDERS."""

    words: str = ""
    region: str = ""
    sector: str = ""
    size: str = ""
    order: str = "nama"

    def query(self, page: int = 1) -> str:
        """The question as the part of an address from "?" on; empty for all shops by name."""
        asked = {
            "q": self.words,
            "wilayah": self.region,
            "sektor": self.sector,
            "ukuran": self.size,
            "urut": "" if self.order == "nama" else self.order,
            "halaman": str(page) if page > 1 else "",
        }
        params = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(params)}" if params else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.region or self.sector or self.size)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a select."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class RegionOptions:
    """A province with the regencies that have shops, for a select."""

    province: Option
    regencies: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that shops of this page bear, and what it says to a shopper."""

    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the directory with everything around it. `region` is the name of the one asked for."""

    question: ShopQuestion
    region: Region | None
    cards: Sequence[ShopCard]
    total: int
    regions: Sequence[RegionOptions]
    sectors: Sequence[Option]
    sizes: Sequence[Option]
    orders: Sequence[Option]
    chips: Sequence[Choice]
    clear_url: str
    pager: Pager
    levels: Sequence[LevelValue] = ()
    marks: Sequence[Mark] = ()


def parse_question(params: QueryDict) -> ShopQuestion:
    """Read `q`, `wilayah`, `sektor`, `ukuran` and `urut`; an empty one asks for nothing.

    Raises UnknownFilterValue with what to do, and QueryTooLong.
    """
    return ShopQuestion(
        words=clean_words(params.get("q", ""))[:LONGEST_NAME],
        region=_region_code(params.get("wilayah", "")),
        sector=_one_of("sektor", params.get("sektor", ""), Partner.Sector.values),
        size=_one_of("ukuran", params.get("ukuran", ""), Partner.SizeClass.values),
        order=_one_of("urut", params.get("urut", ""), list(DIRECTORY_ORDERS)) or "nama",
    )


def shop_directory(request: HttpRequest) -> Directory:
    """The page asked for, in six queries, seven for a region without shops; none of them grows with the rows.

    1 regencies with shops, 2 provinces, 3 count, 4 shops, 5 their verified claims, 6 levels of readiness.
    Raises UnknownFilterValue, QueryTooLong, BadPage and PageNotFound.
    """
    question = parse_question(request.GET)
    regencies = list(Partner.objects.public().per_regency())
    provinces = list(Region.objects.provinces().order_by("code"))
    here = _region(question.region, provinces)
    page = page_of(_asked(question), request.GET, SHOPS_PER_PAGE)
    path = request.path
    return Directory(
        question=question,
        region=here,
        cards=shop_cards(page),
        total=page.paginator.count,
        regions=list(_region_options(question.region, provinces, regencies)),
        sectors=_options(Partner.Sector.choices, question.sector),
        sizes=_options(Partner.SizeClass.choices, question.size),
        orders=_options(_order_labels(), question.order),
        chips=list(_chips(question, here, path)),
        clear_url=f"{path}{ShopQuestion(order=question.order).query()}",
        levels=list(levels_by_key().values()),
        marks=[Mark(kind.shown_mark or kind.label, kind.shown_meaning) for kind in claimed_kinds(page)],
        pager=pager(page.number, page.paginator.num_pages, lambda number: f"{path}{question.query(number)}"),
    )


def _asked(question: ShopQuestion) -> ShopQuerySet:
    shops = Partner.objects.public().named(question.words)
    if question.region:
        shops = shops.in_region(question.region)
    if question.sector:
        shops = shops.filter(sector=question.sector)
    if question.size:
        shops = shops.filter(size_class=question.size)
    return shops.for_directory(question.order).with_verified_claims()


def _region_code(value: str) -> str:
    if value and not is_region_code(value):
        raise _unknown("wilayah", value)
    return value


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    if value and value not in known:
        raise _unknown(name, value)
    return value


def _unknown(name: str, value: str) -> UnknownFilterValue:
    if name == "wilayah":
        return UnknownFilterValue(
            name=name, value=value, remedy=_("Choose a region from the list of regions.")
        )
    return UnknownFilterValue(name=name, value=value, remedy=_("Choose one of the values in the form."))


def _region(code: str, provinces: Sequence[Region]) -> Region | None:
    """The region with this code; raises UnknownFilterValue when there is none."""
    if not code:
        return None
    known = {province.code: province for province in provinces}
    here = known.get(code) or Region.objects.filter(code=code).first()
    if here is None:
        raise _unknown("wilayah", code)
    return here


def _region_options(
    code: str, provinces: Sequence[Region], regencies: Sequence[dict[str, str]]
) -> Iterator[RegionOptions]:
    for province in provinces:
        below = [
            Option(row["regency_id"], row["regency__name"], row["regency_id"] == code)
            for row in regencies
            if row["regency_id"].startswith(f"{province.code}.")
        ]
        if below or province.code == code:
            yield RegionOptions(Option(province.code, province.name, province.code == code), below)


def _options(choices: Sequence[tuple[str, Any]], chosen: str) -> list[Option]:
    return [Option(value, str(label), value == chosen) for value, label in choices]


def _order_labels() -> list[tuple[str, str]]:
    return [("nama", _("Name")), ("terbaru", _("Newest first")), ("produk", _("Most products"))]


def _chips(question: ShopQuestion, here: Region | None, path: str) -> Iterator[Choice]:
    """What narrows the list now, each with the address without it."""
    sectors, sizes = dict(Partner.Sector.choices), dict(Partner.SizeClass.choices)
    active = (
        ("words", f"“{question.words}”" if question.words else ""),
        ("region", here.name if here else ""),
        ("sector", str(sectors[question.sector]) if question.sector else ""),
        ("size", str(sizes[question.size]) if question.size else ""),
    )
    for name, label in active:
        if label:
            without = replace(question, **{name: ""})
            yield Choice(label, f"{path}{without.query()}", is_chosen=True)
