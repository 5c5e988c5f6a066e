"""What the site map lists: one section for each kind of page, in files of bounded size."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.utils import translation
from wagtail.models import Page

from catalogue.models import Category, Product, ProductImage
from shops.models import Partner
from shops.regions.models import Region

#: Numbers in one file; with both languages twice as many addresses at most, far below the protocol's 50,000.
SLICE = 2_500


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its path by language, when it last changed, and its picture's address.

    `own` names the languages that this entry stands for; the others have entries of their own.
    """

    paths: dict[str, str]
    changed: dt.datetime | None
    picture: str = ""
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site map: its section, its number, and when something in it last changed."""

    section: str
    number: int
    changed: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of page: the rows that have one, and where a row says when it changed.

    A file holds the rows whose numbers lie in one range. So a page never moves to another file, no file is
    found by counting through those before it, and the index can say which files have changed.
    """

    rows: Callable[[], QuerySet[Any]]
    changed: str | None = None
    pictures: Callable[[int, int], dict[int, str]] | None = None

    def files(self, name: str) -> Iterator[File]:
        """The files that are not empty, in one query."""
        newest = Max(self.changed) if self.changed else Value(None, output_field=DateTimeField())
        slices = self.rows().order_by().annotate(slice=(F("pk") - 1) / SLICE)
        for row in slices.values("slice").annotate(newest=newest).order_by("slice"):
            yield File(name, row["slice"] + 1, row["newest"])

    def entries(self, number: int) -> list[Entry]:
        """The entries of one file, from 1: one query, and one for the pictures where there are some."""
        rows = list(self._in_file(number).order_by("pk"))
        paths: list[dict[str, str]] = [{} for _row in rows]
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                for row, written in zip(rows, paths, strict=True):
                    written[code] = row.get_absolute_url()
        shown = self.pictures(*_range(number)) if self.pictures and rows else {}
        return [
            Entry(
                written,
                getattr(row, self.changed) if self.changed else None,
                shown.get(row.pk, ""),
                own=tuple(written),
            )
            for row, written in zip(rows, paths, strict=True)
        ]

    def _in_file(self, number: int) -> QuerySet[Any]:
        return self.rows().filter(pk__range=_range(number))


class Pages(Section):
    """Editors' pages, in the languages they are really written in: an alias is not a translation."""

    def entries(self, number: int) -> list[Entry]:
        """Two queries: the pages of the file, and those they are translations of."""
        rows = list(self._in_file(number).select_related("locale").order_by("pk"))
        written: dict[Any, dict[str, str]] = defaultdict(dict)
        keys = {page.translation_key for page in rows}
        for page in self.rows().filter(translation_key__in=keys).select_related("locale"):
            if path := page.get_url():
                written[page.translation_key][page.locale.language_code] = path
        return [
            Entry(
                dict(sorted(written[page.translation_key].items())),
                page.last_published_at,
                own=(page.locale.language_code,),
            )
            for page in rows
            if page.locale.language_code in written[page.translation_key]
        ]


class Small(Section):
    """A section of a few hundred rows, all in one file."""

    def files(self, name: str) -> Iterator[File]:
        if self.rows().exists():
            yield File(name, 1, None)

    def _in_file(self, number: int) -> QuerySet[Any]:
        return self.rows() if number == 1 else self.rows().none()


def _range(number: int) -> tuple[int, int]:
    return (number - 1) * SLICE + 1, number * SLICE


def _product_pictures(first: int, last: int) -> dict[int, str]:
    """The widest rendition of each product's first picture, by product: one query.

    What has not been made yet is left out: a site map makes no pictures.
    """
    earlier = ProductImage.objects.filter(
        product=OuterRef("product"), display_order__lt=OuterRef("display_order")
    )
    rows = (
        ProductImage.objects.filter(~Exists(earlier), product__pk__range=(first, last))
        .exclude(image__renditions__file=None)
        .order_by("image__renditions__width")
        .values_list("product_id", "image__renditions__file")
    )
    return {product: default_storage.url(file) for product, file in rows}


def _pages() -> QuerySet[Page]:
    return Page.objects.live().public().filter(depth__gt=1, alias_of=None)


def _products() -> QuerySet[Product]:
    return Product.objects.browsable().only("slug", "last_published_at")


def _shops() -> QuerySet[Partner]:
    return Partner.objects.public().only("slug", "updated_at")


def _categories() -> QuerySet[Category]:
    return Category.objects.browsable().only("full_slug")


def _regions() -> QuerySet[Region]:
    """Only where there is a shop: an empty page helps nobody."""
    regencies = Partner.objects.public().values("regency_id")
    provinces = Partner.objects.public().values("regency__parent_id")
    return Region.objects.filter(Q(code__in=regencies) | Q(code__in=provinces)).only("slug")


SECTIONS: dict[str, Section] = {
    "pages": Pages(_pages, "last_published_at"),
    "products": Section(_products, "last_published_at", _product_pictures),
    "shops": Section(_shops, "updated_at"),
    "categories": Small(_categories),
    "regions": Small(_regions),
}


def files() -> Iterator[File]:
    """Every file of the site map that has something in it: one query for each section."""
    for name, section in SECTIONS.items():
        yield from section.files(name)
