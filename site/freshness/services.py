"""Writes to the record of changes."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils import timezone

from freshness import tasks
from freshness.models import Change

KEPT_FOR = dt.timedelta(hours=1)
"""A page is made anew after this even if nothing it shows has changed."""

_FORGOTTEN_AFTER = KEPT_FOR * 2
_ROWS_BETWEEN_SWEEPS = 1_000


def note_changes(subjects: Iterable[str]) -> None:
    """Note, in the transaction that changed them, that these subjects changed."""
    rows = Change.objects.bulk_create([Change(subject=subject) for subject in subjects], batch_size=1_000)
    if rows and rows[-1].pk % _ROWS_BETWEEN_SWEEPS < len(rows):
        transaction.on_commit(partial(tasks.sweep.enqueue))


def forget_old_changes() -> int:
    """Delete the rows that no kept page can have been made before; return how many."""
    deleted, _ = Change.objects.filter(noted_at__lt=timezone.now() - _FORGOTTEN_AFTER).delete()
    return deleted
