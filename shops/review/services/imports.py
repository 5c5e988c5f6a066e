"""A whole import at once: submitted together, sampled, and approved together once the sample is good."""

import math
import random
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Product
from catalogue.services.curation import submit_product
from shops.curation.services import approve_product
from shops.models import Partner
from shops.review.exceptions import BatchStopped, SampleOpen
from shops.review.models import Batch, Case

#: A sample is this share of the import, and never fewer than this many.
SHARE, FEWEST = 0.1, 5


def sample_size(total: int) -> int:
    """How many products of an import a curator looks at: a tenth, at least five, at most all."""
    return min(total, max(FEWEST, math.ceil(total * SHARE)))


@transaction.atomic
def submit_import(*, shop: Partner, products: Sequence[Product], source: str, by: Any) -> Batch:
    """Submit the products of one file together; none is submitted when one cannot be.

    Raises what `submit_product` raises.
    """
    batch = Batch.objects.create(shop=shop, source=source[:200], submitted_by=by, submitted_at=timezone.now())
    for product in sorted(products, key=lambda product: product.pk):
        submit_product(product=product, by=by)
    Case.objects.filter(product__in=products, state=Case.State.WAITING).update(batch=batch)
    return batch


@transaction.atomic
def draw_sample(*, batch: Batch, by: Any) -> Sequence[Case]:
    """Choose at random what the curator looks at; the second call answers with the first one's choice."""
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.sampled_at is None:
        waiting = list(locked.cases.filter(state=Case.State.WAITING).values_list("pk", flat=True))
        chosen = random.SystemRandom().sample(waiting, sample_size(len(waiting)))
        Case.objects.filter(pk__in=chosen).update(is_sample=True)
        locked.sampled_at, locked.sampled_by = timezone.now(), by
        locked.save(update_fields=["sampled_at", "sampled_by"])
    return list(locked.cases.filter(is_sample=True))


@transaction.atomic
def approve_rest(*, batch: Batch, by: Any) -> int:
    """Approve what still waits of the import, each with a step of its own; returns how many.

    Raises BatchStopped when a product of the sample came back, SampleOpen while one still waits or none has
    been drawn, and what `approve_product` raises: then nothing is approved.
    """
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.stopped_at:
        raise BatchStopped
    left = locked.cases.filter(is_sample=True, state=Case.State.WAITING).count()
    if left or locked.sampled_at is None:
        raise SampleOpen(left)
    rest = locked.cases.filter(state=Case.State.WAITING).order_by("product_id").select_related("product")
    approved = 0
    for case in rest:
        approve_product(product=case.product, by=by, is_sampled=True)
        approved += 1
    Batch.objects.filter(pk=locked.pk, approved_at=None).update(approved_at=timezone.now())
    return approved
