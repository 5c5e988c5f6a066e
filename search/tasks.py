"""Work on the indexes that happens outside the request that asked for it."""

from __future__ import annotations

from django_tasks import task


@task(queue_name="search")
def index_pending(engine: str) -> int:
    """Bring an engine's index up to date with the outbox; return how many products were looked at."""
    from search.services import drain

    return drain(engine=engine)


@task(queue_name="search")
def rebuild_engine(engine: str) -> int:
    """Build an engine's index anew; return the number of products in it."""
    from search.services import rebuild_index

    return rebuild_index(engine=engine)


@task(queue_name="search")
def catch_up(engine: str) -> int:
    """Index again the products whose claims have expired, and what a dead process left; return how many."""
    from search.services import catch_up

    return catch_up(engine=engine)
