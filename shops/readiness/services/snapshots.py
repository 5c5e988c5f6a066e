"""Keeping snapshots: one for every change, none for a recount that finds the same."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shops.readiness.evaluation import Readiness
from shops.readiness.exceptions import OutOfOrder
from shops.readiness.models import Snapshot
from shops.readiness.signals import levels_changed

_ROWS_PER_WRITE = 1_000
#: A shop, or a product of it: (shop, None) or (shop, product).
Subject = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a snapshot says, for comparing."""

    score: int
    level: int | None
    dimensions: Mapping[str, int]
    is_complete: bool

    @classmethod
    def of(cls, readiness: Readiness) -> "Measured":
        return cls(
            readiness.score,
            readiness.level.pk if readiness.level else None,
            {part.code: part.score for part in readiness.dimensions},
            readiness.may_submit,
        )


@transaction.atomic
def keep_snapshots(*, found: Mapping[Subject, Readiness], at: dt.datetime | None = None) -> int:
    """Keep a snapshot, dated `at` or now, of each whose readiness differs from its last one; return how many.

    Their shops' rows are held by the caller. Tells `levels_changed` of the shops whose level is another now.
    Raises OutOfOrder for an `at` before the last snapshot. Where that one comes from a clock ahead of ours,
    which may be put back, the new one bears its date.
    """
    moment = at or timezone.now()
    last = _current(list(found))
    fresh, replaced, moved = [], [], []
    for (shop, product), readiness in found.items():
        before, now, taken_at = last.get((shop, product)), Measured.of(readiness), moment
        if before is not None:
            if _measured(before) == now:
                continue
            if at is not None and before.taken_at > at:
                raise OutOfOrder
            taken_at = max(moment, before.taken_at)
            replaced.append(before.pk)
        if product is None and (before is None or before.level_id != now.level):
            moved.append(shop)
        fresh.append(_snapshot(shop, product, now, taken_at))
    Snapshot.objects.filter(pk__among=replaced).update(is_current=False)
    Snapshot.objects.bulk_create(fresh, batch_size=_ROWS_PER_WRITE)
    if moved:
        levels_changed.send(sender=Snapshot, shop_ids=moved)
    return len(fresh)


def _current(subjects: Sequence[Subject]) -> dict[Subject, Snapshot]:
    shops = [shop for shop, product in subjects if product is None]
    products = [product for _shop, product in subjects if product is not None]
    wanted = Q(product__among=products)
    if shops:
        wanted |= Q(shop__among=shops, product=None)
    rows = Snapshot.objects.filter(wanted, is_current=True).order_by()
    return {(row.shop_id, row.product_id): row for row in rows}


def _measured(row: Snapshot) -> Measured:
    return Measured(row.score, row.level_id, row.dimensions, row.is_complete)


def _snapshot(shop: int, product: int | None, now: Measured, moment: dt.datetime) -> Snapshot:
    return Snapshot(
        shop_id=shop,
        product_id=product,
        score=now.score,
        level_id=now.level,
        dimensions=now.dimensions,
        is_complete=now.is_complete,
        taken_at=moment,
    )
