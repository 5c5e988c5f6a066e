"""Work on the record of changes outside the request."""

from django_tasks import task


@task()
def sweep() -> int:
    """Delete old rows; return how many."""
    from freshness.services import forget_old_changes

    return forget_old_changes()
