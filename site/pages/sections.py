"""What the site map lists: one section for each kind of page, read in slices."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation
from wagtail.models import Page

from catalogue.models import Category, Product
from shops.models import Partner
from shops.regions.models import Region

#: Rows in one file; with both languages twice as many addresses, far below the protocol's 50,000.
SLICE = 2_500


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its path by language, and when it last changed."""

    paths: dict[str, str]
    changed: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of page: the rows that have one, and the path of a row in the active language."""

    rows: Callable[[], QuerySet[Any]]
    changed: str | None

    def slices(self) -> int:
        """How many files the section takes, at least one."""
        return max(1, -(-self.rows().count() // SLICE))

    def entries(self, number: int) -> list[Entry]:
        """The entries of one slice, from 1: one query, whatever the size of the whole."""
        rows = list(self.rows().order_by("pk")[(number - 1) * SLICE : number * SLICE])
        paths: list[dict[str, str]] = [{} for _row in rows]
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                for row, written in zip(rows, paths, strict=True):
                    written[code] = row.get_absolute_url()
        return [
            Entry(written, getattr(row, self.changed) if self.changed else None)
            for row, written in zip(rows, paths, strict=True)
        ]


class Pages(Section):
    """Editors' pages, in the languages they are really written in: an alias is not a translation."""

    def entries(self, number: int) -> list[Entry]:
        rows = self.rows().order_by("translation_key", "pk").select_related("locale")
        written: dict[Any, Entry] = {}
        for page in rows[(number - 1) * SLICE : number * SLICE]:
            entry = written.setdefault(page.translation_key, Entry({}, page.last_published_at))
            if path := page.get_url():
                entry.paths[page.locale.language_code] = path
        return [entry for entry in written.values() if entry.paths]


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
    "products": Section(_products, "last_published_at"),
    "shops": Section(_shops, "updated_at"),
    "categories": Section(_categories, None),
    "regions": Section(_regions, None),
}


def files() -> Iterator[tuple[str, int]]:
    """The name of each section with the number of each of its slices."""
    for name, section in SECTIONS.items():
        for number in range(1, section.slices() + 1):
            yield name, number
