"""Merges the rows of a file into one shop: all that is good in one transaction, or nothing."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from catalogue.imports.existing import details_by_class, read_existing, stock_model
from catalogue.imports.layout import lay_out
from catalogue.imports.mapping import DOCUMENTED, ColumnMapping
from catalogue.imports.merging import add_products, change_stock, change_texts
from catalogue.imports.plans import Addition, Change, Planner
from catalogue.imports.readers import open_table
from catalogue.imports.report import ImportReport
from catalogue.imports.validation import Outcome, Refusal, ValidRow, validate
from catalogue.imports.words import current_vocabulary, default_classes
from catalogue.models import Product
from catalogue.signals import products_changed

logger = logging.getLogger(__name__)
BATCH = 2_000


def import_file(
    *,
    shop_id: int,
    path: Path,
    mapping: ColumnMapping = DOCUMENTED,
    by: AbstractBaseUser | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Read a CSV or XLSX file and merge it; when this raises `FileRefused`, nothing was saved."""
    table = open_table(path)
    layout = lay_out(table, mapping)
    rows = validate(table, layout, current_vocabulary())
    report = import_products(shop_id=shop_id, rows=rows, by=by, dry_run=dry_run)
    report.notes = (*table.notes, *layout.notes)
    return report


@transaction.atomic
def import_products(
    *, shop_id: int, rows: Iterable[Outcome], by: AbstractBaseUser | None = None, dry_run: bool = False
) -> ImportReport:
    """Merge validated rows into a shop, by SKU; the same rows again change nothing.

    New products become drafts that await curation. Price and stock of existing products change at once; their
    texts become a draft revision when the product is live or has been edited. Nothing is published. An
    exception from `rows` undoes everything; `dry_run` does the same work and then undoes it.
    """
    _lock(shop_id)
    report = ImportReport(is_dry_run=dry_run)
    planner = Planner(details_by_class(), default_classes())
    changed: list[int] = []
    outcomes = iter(rows)
    while batch := list(islice(outcomes, BATCH)):
        valid = list(_valid_rows(batch, report))
        changed += _merge(shop_id, valid, planner, report, by)
    if dry_run:
        transaction.set_rollback(True)
    elif changed:
        products_changed.send(sender=Product, product_ids=changed)
    logger.info(
        "products imported",
        extra={"shop": shop_id, "added": report.added, "changed": report.changed, "refused": report.refused},
    )
    return report


def _lock(shop_id: int) -> None:
    """Lock what an import may change, in the order that holds everywhere: shop, products, stock records.

    All of the shop's rows at once: locking batch by batch would take them out of order between batches, and a
    checkout that waits for the first batch while this waits for it would stop both.
    """
    shop: Any = Product._meta.get_field("shop").related_model
    shop._default_manager.select_for_update(no_key=True).get(pk=shop_id)
    for rows in (
        Product.objects.filter(shop_id=shop_id),
        stock_model()._default_manager.filter(partner_id=shop_id),
    ):
        locked = rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True)
        deque(locked.iterator(), maxlen=0)


def _valid_rows(batch: Iterable[Outcome], report: ImportReport) -> Iterator[ValidRow]:
    for outcome in batch:
        if isinstance(outcome, ValidRow):
            yield outcome
        else:
            report.refuse(outcome)


def _merge(
    shop_id: int,
    rows: list[ValidRow],
    planner: Planner,
    report: ImportReport,
    by: AbstractBaseUser | None,
) -> list[int]:
    """Merge one batch; returns the products whose price or stock changed."""
    existing = read_existing(shop_id, [row.sku for row in rows]) if rows else {}
    additions: list[Addition] = []
    changes: list[Change] = []
    for row in rows:
        plan = planner.plan(row, existing.get(row.sku))
        if isinstance(plan, Refusal):
            report.refuse((plan,))
        elif isinstance(plan, Addition):
            additions.append(plan)
        elif plan:
            changes.append(plan)
        else:
            report.unchanged += 1
    report.added += len(additions)
    report.changed += len(changes)
    if additions:
        report.to_review += add_products(shop_id, additions)
    report.to_review += [change.existing.product_id for change in changes if change.needs_review]
    if changes:
        change_texts(changes, by)
    return change_stock(changes) if changes else []
