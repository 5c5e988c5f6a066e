"""The sample of an import: how large it is, and which of its products are in it."""

import math

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from shops.review.models import Batch, Case

#: A sample is this share of the import, and never fewer than this many.
SHARE, FEWEST = 0.1, 5


def sample_size(total: int) -> int:
    """How many products of an import a curator looks at: a tenth, at least five, at most all."""
    return min(total, max(FEWEST, math.ceil(total * SHARE)))


@transaction.atomic
def draw_sample(*, batch: Batch) -> list[Case]:
    """Choose what the curator looks at, by lot; the second call answers with the first one's choice."""
    locked = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if locked.sampled_at is None:
        waiting = locked.cases.filter(state=Case.State.WAITING)
        chosen = by_lot(list(waiting))[: sample_size(waiting.count())]
        Case.objects.filter(pk__in=[case.pk for case in chosen]).update(is_sample=True)
        locked.sampled_at = timezone.now()
        locked.save(update_fields=["sampled_at"])
    return list(locked.cases.filter(is_sample=True).order_by("pk"))


def by_lot(cases: list[Case]) -> list[Case]:
    """In the order of the lot: the same at every call, and nothing that a seller could reckon beforehand."""
    return sorted(cases, key=lambda case: salted_hmac("shops.review.sample", str(case.pk)).hexdigest())


def replace_in_sample(case: Case) -> None:
    """The case has left the import, so the next in the order of the lot is looked at in its place."""
    Case.objects.filter(pk=case.pk).update(is_sample=False)
    others = Case.objects.filter(batch=case.batch_id, is_sample=False, state=Case.State.WAITING)
    for successor in by_lot(list(others.exclude(pk=case.pk)))[:1]:
        Case.objects.filter(pk=successor.pk).update(is_sample=True)
