"""Whether the site lives (`/healthz`) and whether it can serve (`/readyz`)."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from search.queries import index_status
from search.services import repair_index

logger = logging.getLogger(__name__)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nobody else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything a page needs is there, else 503; both name each part and its state.

    `{"status": "ok", "checks": {"database": "ok", "migrations": "ok", "index": "ok", "cache": "ok"}}`
    An index that cannot answer is said as it was found, and then mended as a search would have it mended.
    """
    states = {name: _state(name, check) for name, check in CHECKS.items()}
    ready = all(state == "ok" for state in states.values())
    body = {"status": "ok" if ready else "unavailable", "checks": states}
    return JsonResponse(body, status=200 if ready else 503)


def _state(name: str, check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception:  # whatever a part raises, the answer is that it is not ready; the log keeps why
        logger.exception("readiness check failed", extra={"check": name})
        return "failed"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> str:
    if connection.connection is None:  # nobody waits for a silent server twice
        return "unknown: the database does not answer"
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if not waiting else f"{len(waiting)} to apply: run manage.py migrate"


def _index() -> str:
    status = index_status()
    if status.is_ready:
        return "ok"
    _have_mended(status.engine)
    return f"{status.state}: {status.message}"


def _have_mended(engine: str) -> None:
    """Ask for a new index: a site that is not ready gets no visitors, and so nobody else would."""
    try:
        repair_index(engine=engine)
    except Exception:  # what it needs, the database above all, has a check and a state of its own
        logger.exception("the search index cannot be mended", extra={"engine": engine})


def _cache() -> str:
    cache.set("readyz", "ok", 10)
    return "ok" if cache.get("readyz") == "ok" else "does not keep values"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "migrations": _migrations,
    "index": _index,
    "cache": _cache,
}
