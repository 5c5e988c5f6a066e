"""Making renditions outside the request that asked for them: first what most browsers read, then AVIF."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task


@task(queue_name="media")
def make_pictures(image_id: int) -> int:
    """Make the WebP and JPEG renditions of a picture; returns how many files were written."""
    from media.services.renditions import make_renditions

    made = make_renditions(image_id=image_id)
    if settings.TASKS_BACKEND != "immediate":
        # AVIF takes a second a picture: never where a task runs inside a request. `make_renditions --avif` is
        # for sites without a worker.
        make_avif.enqueue(image_id)
    return made


@task(queue_name="media")
def make_avif(image_id: int) -> int:
    """Make the AVIF renditions of a picture; returns how many files were written."""
    from media.services.renditions import make_renditions
    from media.shapes import LATER

    return make_renditions(image_id=image_id, kinds=LATER)
