"""Reads of the record of changes."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import connection
from wagtail.models import Page, PageViewRestriction

from catalogue.models import Product
from catalogue.zones import days_by_zone, end_of
from freshness import shortcut, subjects

MARK = "COUNT(*), CAST(SUM(id) AS BIGINT)"
"""What a mark is made of, in SQL; of a subject without rows it is `UNCHANGED`."""

UNCHANGED = "0.0"


def marks_of(wanted: Collection[str]) -> dict[str, str]:
    """A mark for each subject that differs after every change of it, in one query.

    The number of its rows and the sum of their keys. Not the newest key: of two changes made at once the one
    noted first may be committed last. Rows that are swept away are older, and their keys smaller, than any
    that can be added meanwhile, so a mark never comes again. By hand, because building the statement with the
    ORM takes longer than answering it.
    """
    if not wanted:
        return {}
    places = ", ".join(["%s"] * len(wanted))
    statement = (
        f"SELECT subject, {MARK} FROM freshness_change "  # noqa: S608  (only placeholders are added)
        f"WHERE subject IN ({places}) GROUP BY subject"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(wanted))
        found = {subject: f"{count}.{total}" for subject, count, total in cursor.fetchall()}
    return {subject: found.get(subject, UNCHANGED) for subject in wanted}


def together(marks: Iterable[str]) -> str:
    """The mark of several subjects as one, which differs after a change of any of them."""
    pairs = [mark.split(".") for mark in marks]
    return f"{sum(int(count) for count, _ in pairs)}.{sum(int(total) for _, total in pairs)}"


def mark_together(wanted: Collection[str]) -> str:
    """`together` of the marks that these subjects have now, in one query.

    Asked at every request for a kept page: on PostgreSQL by a statement that a connection prepares once.
    """
    found = shortcut.total(wanted)
    if found is None:
        return together(marks_of(wanted).values())
    count, total = found
    return f"{count}.{total}"


def marks_of_products(
    product_ids: Collection[int], others: Collection[str] = ()
) -> tuple[dict[int, int], dict[str, str]]:
    """The key of each product's shop, and the marks of the products, their shops and `others`; one query.

    Hidden products are among them, so that a page learns of their return; unknown ones are not.
    """
    if not product_ids:
        return {}, marks_of(others)
    ids = ", ".join(str(int(pk)) for pk in product_ids)
    named = [*(subjects.product(pk) for pk in product_ids), *others]
    table = Product._meta.db_table
    statement = (
        f"SELECT '', id, shop_id FROM {table} WHERE id IN ({ids}) "  # noqa: S608  (numbers and placeholders)
        f"UNION ALL SELECT subject, {MARK} FROM freshness_change "
        f"WHERE subject IN ({', '.join(['%s'] * len(named))}) "
        f"OR subject IN (SELECT 'shop:' || shop_id FROM {table} WHERE id IN ({ids})) GROUP BY subject"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, named)
        rows = cursor.fetchall()
    shops = {pk: shop for subject, pk, shop in rows if not subject}
    found = {subject: f"{count}.{total}" for subject, count, total in rows if subject}
    asked = [*named, *map(subjects.shop, set(shops.values()))]
    return shops, {subject: found.get(subject, UNCHANGED) for subject in asked}


def is_for_some(page: Page) -> bool:
    """Whether an editor keeps this page, or one above it, to some visitors; one query."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return bool(PageViewRestriction.objects.filter(page__path__in=paths).exists())


def today() -> str:
    """The dates in the three zones: pages that show claims are made anew when one of them passes midnight."""
    return ".".join(str(day.day) for day in days_by_zone().values())


def end_of_today() -> dt.datetime:
    """When `today` says something else: the next midnight in any of the three zones."""
    return min(end_of(day, zone) for zone, day in days_by_zone().items())
