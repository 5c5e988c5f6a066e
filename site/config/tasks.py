"""Tasks that nobody does any more are put back into the queue: nothing that was promised is lost.

A worker that is killed leaves its task as running for ever, and a letter that the mail server did not take
stays failed. Every task may be done again: what was done already is found done, and of letters the one at
whose very moment a worker died may come twice, which is better than never.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from config.mail import deliver

logger = logging.getLogger(__name__)

#: No task runs for so long but a rebuild, of which only one runs at a time.
GIVEN_UP_AFTER = dt.timedelta(hours=1)
#: A letter is tried so often, and for so long: later nobody waits for it.
TRIES, KEPT_FOR = 12, dt.timedelta(days=2)
#: Minutes between two tries at most; they grow up to that, so that twelve tries take a day.
LONGEST_PAUSE = 240


@dataclass(frozen=True, slots=True)
class Resumed:
    """How many tasks of dead workers, and how many letters, wait again."""

    tasks: int
    letters: int


@transaction.atomic
def resume_tasks(*, at: dt.datetime | None = None) -> Resumed:
    """Put back what a dead worker left, and letters that no mail server took."""
    now = at or timezone.now()
    left = DBTaskResult.objects.running().filter(started_at__lt=now - GIVEN_UP_AFTER)
    unsent = DBTaskResult.objects.failed().filter(
        task_path=deliver.module_path, enqueued_at__gt=now - KEPT_FOR
    )
    resumed = Resumed(tasks=_put_back(left, now), letters=_put_back(unsent, now))
    if resumed != Resumed(0, 0):
        logger.warning("tasks resumed", extra={"tasks": resumed.tasks, "letters": resumed.letters})
    return resumed


def _put_back(results: "QuerySet[DBTaskResult[Any, Any]]", now: dt.datetime) -> int:
    """Each task is held, so that nobody puts it back twice; one that was tried often enough stays."""
    held = results.select_for_update(no_key=True, skip_locked=True).values_list("pk", "worker_ids")
    again = {key: len(workers) for key, workers in held if len(workers) < TRIES}
    for key, tries in again.items():
        pause = dt.timedelta(minutes=min(2**tries - 2, LONGEST_PAUSE))
        DBTaskResult.objects.filter(pk=key).update(
            status=TaskResultStatus.READY, run_after=now + pause, started_at=None, finished_at=None
        )
    return len(again)
