"""The outbox of readiness: what has to be computed again is noted with the change that made it so."""

import logging
from collections.abc import Iterable
from functools import partial
from itertools import chain

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from catalogue.imports.bulk import insert_rows
from catalogue.models import Product
from shops.readiness import tasks
from shops.readiness.models import PendingCheck
from shops.readiness.queries import KEPT
from shops.readiness.services.recompute import recompute, recompute_everything

logger = logging.getLogger(__name__)

MOST_IN_A_REQUEST = 2_000
"""What is computed where tasks run inside a request; the rest waits for `recompute_readiness`."""

_ROWS_AT_A_TIME = 1_000


def note_pending(*, product_ids: Iterable[int] = (), shop_ids: Iterable[int] = ()) -> None:
    """Note, in the transaction that changed them, that these are to be computed again after it commits."""
    if insert_rows(
        PendingCheck(),
        ["product_id", "shop_id"],
        chain(((pk, None) for pk in product_ids), ((None, pk) for pk in shop_ids)),
    ):
        transaction.on_commit(partial(tasks.check_pending.enqueue))


def note_everything() -> None:
    """Note that the requirements changed."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))
    PendingCheck.objects.create()
    transaction.on_commit(partial(tasks.check_pending.enqueue))


def drain() -> int:
    """Compute what is noted; return how many shops and products were looked at.

    Rows go in the transaction that keeps the snapshots. Another drain takes other rows.
    """
    most = MOST_IN_A_REQUEST if settings.TASKS_BACKEND == "immediate" else None
    if PendingCheck.objects.filter(product_id=None, shop_id=None).exists():
        return _drain_everything(most)
    seen = 0
    while most is None or seen < most:
        taken = _drain_some()
        if not taken:
            return seen
        seen += taken
    logger.warning("readiness waits for recompute_readiness", extra={"computed": seen})
    return seen


def _drain_everything(most: int | None) -> int:
    if most is not None and Product.objects.order_by()[: most + 1].count() > most:
        logger.warning("requirements changed: run recompute_readiness")
        return 0
    report = recompute_everything()
    return report.shops + report.products


@transaction.atomic
def _drain_some() -> int:
    waiting = PendingCheck.objects.select_for_update(no_key=True, skip_locked=True)
    rows = list(waiting.values_list("pk", "product_id", "shop_id")[:_ROWS_AT_A_TIME])
    if not rows:
        return 0
    products = {product for _pk, product, _shop in rows if product is not None}
    shops = {shop for _pk, _product, shop in rows if shop is not None}
    recompute(product_ids=products, shop_ids=shops)
    PendingCheck.objects.filter(pk__among=[pk for pk, *_about in rows]).delete()
    return len(products) + len(shops)
