"""Who may ask for a rebuild of an index that cannot answer: every search finds it so, and one is enough."""

from __future__ import annotations

import datetime as dt
import threading
import time

from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

PAUSE_SECONDS = 600
LONGEST_REBUILD = dt.timedelta(hours=1)
"""After this the worker that has begun one is taken for dead."""

_lock = threading.Lock()
_asked_here: dict[str, float] = {}
"""When this process last had its turn without a cache to remember it, by engine."""


def is_our_turn(engine: str) -> bool:
    """Whether to try now: once in ten minutes for all processes, and for each while the cache is away."""
    key = f"search-repair-{engine}"
    if not cache.add(key, True, PAUSE_SECONDS):
        return False
    # A cache that is away says that it has taken the key, to everybody.
    return bool(cache.get(key)) or _is_first_here(engine)


def is_rebuild_on_its_way(engine: str) -> bool:
    """Whether a rebuild of the index waits for a worker or is being done by one."""
    is_alive = Q(status=TaskResultStatus.RUNNING, started_at__gt=timezone.now() - LONGEST_REBUILD)
    rebuilds = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.READY) | is_alive, task_path="search.tasks.rebuild_engine"
    )
    return any(engine in rebuild.args_kwargs["args"] for rebuild in rebuilds.only("args_kwargs"))


def _is_first_here(engine: str) -> bool:
    now = time.monotonic()
    with _lock:
        last = _asked_here.get(engine)
        if last is not None and now - last < PAUSE_SECONDS:
            return False
        _asked_here[engine] = now
    return True
