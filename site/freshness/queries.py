"""Reads of the record of changes."""

from collections.abc import Collection

from django.db import connection
from wagtail.models import Page, PageViewRestriction

from catalogue.models import Product
from catalogue.zones import days_by_zone
from freshness import subjects


def marks_of(wanted: Collection[str]) -> dict[str, str]:
    """A mark for each subject that differs after every change of it, in one query.

    Newest row and number of rows: the number as well, because of two changes made at once the one noted first
    may be committed last. By hand, because this is asked at every request and building the statement with the
    ORM takes longer than answering it.
    """
    if not wanted:
        return {}
    places = ", ".join(["%s"] * len(wanted))
    statement = (
        "SELECT subject, MAX(id), COUNT(*) FROM freshness_change "  # noqa: S608  (only placeholders are added)
        f"WHERE subject IN ({places}) GROUP BY subject"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(wanted))
        found = {subject: f"{newest}.{count}" for subject, newest, count in cursor.fetchall()}
    return {subject: found.get(subject, "0") for subject in wanted}


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
        "UNION ALL SELECT subject, MAX(id), COUNT(*) FROM freshness_change "
        f"WHERE subject IN ({', '.join(['%s'] * len(named))}) "
        f"OR subject IN (SELECT 'shop:' || shop_id FROM {table} WHERE id IN ({ids})) GROUP BY subject"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, named)
        rows = cursor.fetchall()
    shops = {pk: shop for subject, pk, shop in rows if not subject}
    found = {subject: f"{newest}.{count}" for subject, newest, count in rows if subject}
    asked = [*named, *map(subjects.shop, set(shops.values()))]
    return shops, {subject: found.get(subject, "0") for subject in asked}


def is_for_some(page: Page) -> bool:
    """Whether an editor keeps this page, or one above it, to some visitors; one query."""
    paths = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    return bool(PageViewRestriction.objects.filter(page__path__in=paths).exists())


def today() -> str:
    """The dates in the three zones: pages that show claims are made anew when one of them passes midnight."""
    return ".".join(str(day.day) for day in days_by_zone().values())
