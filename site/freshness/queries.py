"""Reads of the record of changes."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import connection
from wagtail.models import Page, PageViewRestriction

from catalogue.zones import days_by_zone, end_of
from freshness import shortcut, subjects

UNCHANGED = "0.0"
"""The mark of a subject without rows; of others the number of the rows, and the sum of their keys."""

_MARKS_OF = (
    "SELECT subject, COUNT(*), CAST(SUM(id) AS BIGINT) FROM freshness_change "
    "WHERE subject IN ({wanted}) GROUP BY subject"
)
_OF_PRODUCTS = """
    SELECT '', id, shop_id FROM catalogue_product WHERE id IN ({ids})
    UNION ALL SELECT subject, COUNT(*), CAST(SUM(id) AS BIGINT) FROM freshness_change
    WHERE subject IN ({named})
    OR subject IN (SELECT 'shop:' || shop_id FROM catalogue_product WHERE id IN ({ids})) GROUP BY subject
"""
_SUBJECTS, _IDS = "SELECT unnest(CAST(${} AS varchar[]))", "SELECT unnest(CAST($1 AS bigint[]))"
_MARKS = shortcut.Statement("freshness_marks", _MARKS_OF.format(wanted=_SUBJECTS.format(1)))
_MARKS_OF_PRODUCTS = shortcut.Statement(
    "freshness_products", _OF_PRODUCTS.format(ids=_IDS, named=_SUBJECTS.format(2))
)
_TOGETHER = shortcut.Statement(
    "freshness_together",
    "SELECT COUNT(*), COALESCE(CAST(SUM(id) AS BIGINT), 0) FROM freshness_change "
    "WHERE subject = ANY(CAST($1 AS varchar[]))",
)


def marks_of(wanted: Collection[str]) -> dict[str, str]:
    """A mark for each subject that differs after every change of it, in one query.

    The number of its rows and the sum of their keys. Not the newest key: of two changes made at once the one
    noted first may be committed last. Rows that are swept away are older, and their keys smaller, than any
    that can be added meanwhile, so a mark never comes again. By hand, because building the statement with the
    ORM takes longer than answering it.
    """
    if not wanted:
        return {}
    rows = shortcut.ask(_MARKS, wanted)
    if rows is None:
        rows = _fetch(_MARKS_OF.format(wanted=_places(wanted)), wanted)
    return _by_subject(rows, wanted)


def together(marks: Iterable[str]) -> str:
    """The mark of several subjects as one, which differs after a change of any of them."""
    pairs = [mark.split(".") for mark in marks]
    return f"{sum(int(count) for count, _ in pairs)}.{sum(int(total) for _, total in pairs)}"


def mark_together(wanted: Collection[str]) -> str:
    """`together` of the marks that these subjects have now, in one query.

    Asked at every request for a kept page: on PostgreSQL by a statement that a connection prepares once.
    """
    rows = shortcut.ask(_TOGETHER, wanted)
    return together(marks_of(wanted).values()) if rows is None else ".".join(rows[0])


def marks_of_products(
    product_ids: Collection[int], others: Collection[str] = ()
) -> tuple[dict[int, int], dict[str, str]]:
    """The key of each product's shop, and the marks of the products, their shops and `others`; one query.

    Hidden products are among them, so that a page learns of their return; unknown ones are not.
    """
    if not product_ids:
        return {}, marks_of(others)
    ids = [int(pk) for pk in product_ids]
    named = [*map(subjects.product, ids), *others]
    rows = shortcut.ask(_MARKS_OF_PRODUCTS, ids, named)
    if rows is None:
        statement = _OF_PRODUCTS.format(ids=_places(ids), named=_places(named))
        rows = _fetch(statement, [*ids, *named, *ids])
    shops = {int(pk): int(shop) for subject, pk, shop in rows if not subject}
    asked = [*named, *map(subjects.shop, set(shops.values()))]
    return shops, _by_subject(rows, asked)


def _by_subject(rows: Iterable[Sequence[object]], wanted: Collection[str]) -> dict[str, str]:
    found = {subject: f"{count}.{total}" for subject, count, total in rows if subject}
    return {subject: found.get(subject, UNCHANGED) for subject in wanted}


def _fetch(statement: str, values: Collection[str | int]) -> list[shortcut.Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[shortcut.Row] = cursor.fetchall()
        return rows


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


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
