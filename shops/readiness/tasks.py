"""Computing readiness outside the request that changed it."""

from __future__ import annotations

from django_tasks import task


@task
def check_pending() -> int:
    """Compute what is noted; return how many shops and products were looked at."""
    from shops.readiness.services.pending import drain

    return drain()
