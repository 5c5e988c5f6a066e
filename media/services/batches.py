"""Renditions of many pictures: drawn in threads, for Pillow lets go of Python's lock, and written in one."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from media.models import Image, Rendition
from media.reading import BROKEN
from media.ready import is_complete, sizes_of
from media.rendering import Made, Order, render
from media.services import renditions
from media.shapes import AT_ONCE, Format, Size
from media.signals import pictures_changed

#: Pictures held in memory at a time, for each thread that draws.
AHEAD = 2


@dataclass(slots=True)
class BatchReport:
    """Of how many pictures something was missing, how many files were made, and what could not be."""

    pictures: int = 0
    files: int = 0
    unreadable: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    """One picture on its way: all that belongs to it, what is known of that, and the claim on it."""

    image: Image
    orders: Sequence[Order]
    known: renditions.Known
    until: datetime


def make_missing(
    *,
    images: QuerySet[Image],
    kinds: Sequence[Format] = AT_ONCE,
    sizes: Mapping[int, Collection[Size]] | None = None,
    check: bool = False,
) -> BatchReport:
    """Make what is missing of these pictures; safe to repeat and to interrupt, and bounded in memory.

    `sizes` by the picture's key say as what it is needed; without, all that every picture needs. With
    `check`, files that the storage has lost are made anew. A picture that another process makes is left.
    """
    report = BatchReport()
    threads = os.cpu_count() or 1
    with ThreadPoolExecutor(threads) as pool:
        waiting: dict[Future[Made], _Job] = {}
        for job in _jobs(images, kinds, sizes or {}, check, report):
            waiting[pool.submit(_draw, job)] = job
            if len(waiting) >= AHEAD * threads:
                _keep_finished(waiting, report)
        while waiting:
            _keep_finished(waiting, report)
    return report


def _jobs(
    images: QuerySet[Image],
    kinds: Sequence[Format],
    sizes: Mapping[int, Collection[Size]],
    check: bool,
    report: BatchReport,
) -> Iterator[_Job]:
    for image in images.order_by("pk").iterator(chunk_size=200):
        if check and renditions.drop_lost_files(image):
            image.refresh_from_db(fields=["renditions_ready"])
        wanted = sizes.get(image.pk) or sizes_of(image)
        if is_complete(image, kinds, wanted):
            continue
        until = renditions.claim(image.pk)
        if until is None:
            report.elsewhere += 1
            continue
        report.pictures += 1
        orders = renditions.orders_for(image, wanted, kinds)
        yield _Job(image, orders, renditions.known_renditions(image, orders), until)


def _draw(job: _Job) -> Made:
    missing = [order for order in job.orders if (order.specification, order.focal_key) not in job.known]
    with job.image.open_file() as file:
        return render(file.read(), missing)


def _keep_finished(waiting: dict[Future[Made], _Job], report: BatchReport) -> None:
    """Wait for at least one drawing and write down what is finished."""
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        job = waiting.pop(future)
        try:
            made = future.result()
            renditions.keep(job.image, job.orders, made, job.known)
            report.files += len(made.rendered)
        except BROKEN:
            renditions.note_failure(job.image)
            report.unreadable += 1
        finally:
            renditions.release(job.image.pk, job.until)


@transaction.atomic
def keep_first(*, made: Collection[tuple[Image, Made]]) -> int:
    """Keep the renditions of pictures whose rows nobody else sees yet; returns how many files.

    So there is no other maker to keep away and nothing to replace, and all rows are written at once, with
    whatever else the caller has set in `file_size`.
    """
    rows = []
    for image, drawn in made:
        known: renditions.Known = {}
        rows += renditions.write_files(image, drawn, known)
        orders = [item.order for item in drawn.rendered]
        image.renditions_ready = renditions.noted(image, orders, known) if orders else {}
        image.fingerprint = drawn.fingerprint
        image.dominant_colour = image.dominant_colour or drawn.colour
    images = [image for image, _drawn in made]
    Rendition.objects.bulk_create(rows, batch_size=500)
    columns = ["renditions_ready", "fingerprint", "dominant_colour", "file_size"]
    Image.objects.bulk_update(images, columns, batch_size=200)
    if images:
        pictures_changed.send(sender=Image, image_ids=[image.pk for image in images])
    return len(rows)
