"""Reads of the record of changes."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from catalogue.models import Product

#: Hours east of Greenwich of WIB, WITA and WIT: claims end at midnight of the shop's zone.
ZONES = (7, 8, 9)


def marks_of(subjects: Collection[str]) -> dict[str, str]:
    """A mark for each subject that differs after every change of it, in one query.

    Newest row and number of rows: the number as well, because of two changes made at once the one noted first
    may be committed last. By hand, because this is asked at every request and building the statement with the
    ORM takes longer than answering it.
    """
    if not subjects:
        return {}
    places = ", ".join(["%s"] * len(subjects))
    statement = (
        "SELECT subject, MAX(id), COUNT(*) FROM freshness_change "  # noqa: S608  (only placeholders are added)
        f"WHERE subject IN ({places}) GROUP BY subject"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(subjects))
        found = {subject: f"{newest}.{count}" for subject, newest, count in cursor.fetchall()}
    return {subject: found.get(subject, "0") for subject in subjects}


def shops_of(product_ids: Collection[int]) -> Mapping[int, int]:
    """The key of each product's shop, hidden ones' too: a page learns of their return from it. One query."""
    return dict(Product.objects.order_by().filter(pk__in=product_ids).values_list("pk", "shop_id"))


def is_for_some(page: Page) -> bool:
    """Whether an editor keeps this page, or one above it, to some visitors; one query."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return bool(PageViewRestriction.objects.filter(page__path__in=paths).exists())


def today() -> str:
    """The dates in the three zones: pages that show claims are made anew when one of them passes midnight."""
    now = timezone.now().astimezone(dt.UTC)
    return ".".join(str((now + dt.timedelta(hours=hours)).day) for hours in ZONES)
