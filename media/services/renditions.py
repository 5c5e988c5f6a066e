"""Making renditions: all of a picture in a task, one in a request that cannot wait, none twice at a time."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha1
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from wagtail.images.models import Filter

from media.models import Image, Rendition
from media.reading import BROKEN
from media.ready import Entry, entries_of, has_failed, key_of, sizes_of, state_of
from media.rendering import Made, Order, render
from media.shapes import AT_ONCE, SHAPES, VERSION, Format, Size, specification
from media.signals import pictures_changed

logger = logging.getLogger(__name__)

#: For how long a maker keeps others away; one that was killed is followed after this.
CLAIM = timedelta(seconds=60)
#: Seconds that a task waits for another maker of the same picture.
PATIENCE = 30.0
FOLDER = "images"


@contextmanager
def claimed(image_id: int, *, wait: float = 0.0) -> Iterator[bool]:
    """Whether this caller alone may make renditions of the picture, across processes, until the block ends.

    A column of the row decides, so it needs no cache and no lock that outlives a killed process. `wait` is
    how many seconds to try for.
    """
    deadline = time.monotonic() + wait
    while (until := claim(image_id)) is None:
        if time.monotonic() >= deadline:
            yield False
            return
        time.sleep(0.05)
    try:
        yield True
    finally:
        release(image_id, until)


def claim(image_id: int) -> datetime | None:
    """Take the picture for this caller until the time returned; None while another has it."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    taken = Image.objects.filter(free, pk=image_id).update(claimed_until=now + CLAIM)
    return now + CLAIM if taken else None


def release(image_id: int, until: datetime) -> None:
    """Give the picture back, unless the claim had lapsed and another has it by now."""
    Image.objects.filter(pk=image_id, claimed_until=until).update(claimed_until=None)


def make_renditions(
    *,
    image_id: int,
    kinds: Sequence[Format] = AT_ONCE,
    sizes: Iterable[Size] | None = None,
    check: bool = False,
) -> int:
    """Make what is missing of a picture and note what is ready; returns how many files were written.

    Without `sizes`, all that every picture needs and that pages have asked for. With `check`, files that are
    gone from the storage are made anew. Safe to repeat and to interrupt. A picture that is gone gives 0, one
    that cannot be read is noted as such.
    """
    found = Image.objects.filter(pk=image_id).first()
    if found is None:
        return 0
    if check:
        drop_lost_files(found)
    with claimed(image_id, wait=PATIENCE) as mine:
        if not mine:
            logger.warning("picture is being made elsewhere", extra={"image": image_id})
            return 0
        image = Image.objects.filter(pk=image_id).first()
        if image is None or has_failed(image):
            return 0
        orders = orders_for(image, sizes_of(image) if sizes is None else sizes, kinds)
        return _make(image, orders)


def first_rendition(image: Image, size: Size) -> Entry | None:
    """One JPEG for a page that cannot wait, made by the first who asks; the rest is left to a task.

    Where tasks run in the request itself nothing comes later: all of this size is made then, or phones would
    be sent the large JPEG for good. Whoever asks meanwhile gets the uploaded file in the size that the
    rendition will have. None when the file cannot be read.
    """
    order = orders_for(image, [size], [Format.JPEG], boxes=[SHAPES[size].usual])[0]
    with claimed(image.pk) as mine:
        image.renditions_ready = (
            Image.objects.filter(pk=image.pk).values_list("renditions_ready", flat=True).first() or {}
        )
        if mine and not entries_of(image, size):
            _make(image, orders_for(image, [size], AT_ONCE) if runs_in_request() else [order])
            make_later(image.pk)
    if has_failed(image):
        return None
    entries = entries_of(image, size)
    if entries:
        return (entries.get(Format.JPEG) or next(iter(entries.values())))[0]
    return None if mine else (order.width, order.height, image.file.name)


def make_later(image_id: int) -> None:
    """Leave the picture to a task after the commit; not where tasks run in the request itself."""
    from media.tasks import make_pictures

    if not runs_in_request():
        transaction.on_commit(partial(make_pictures.enqueue, image_id), robust=True)


def runs_in_request() -> bool:
    """Whether a task runs in the process that asks for it, which then waits for it."""
    return settings.TASKS_BACKEND == "immediate"


def orders_for(
    image: Image,
    sizes: Iterable[Size],
    kinds: Sequence[Format],
    boxes: Sequence[tuple[int, int]] | None = None,
) -> list[Order]:
    """What belongs to these sizes and formats; widths that a small picture cannot fill are ordered once."""
    orders: dict[tuple[Size, Format, int, int], Order] = {}
    for size in sizes:
        for box in boxes or SHAPES[size].boxes:
            for kind in kinds:
                order = _order(image, size, box, kind)
                orders.setdefault((size, kind, order.width, order.height), order)
    return list(orders.values())


def _order(image: Image, size: Size, box: tuple[int, int], kind: Format) -> Order:
    """By Wagtail's own arithmetic, so that its renditions and ours show the same part."""
    spec = specification(size, box, kind)
    rule = Filter(spec=spec)
    transform = rule.get_transform(image)
    cut = transform.get_rect()
    width, height = (max(1, round(edge)) for edge in transform.size)
    return Order(size, kind, spec, rule.get_cache_key(image), tuple(cut), width, height)


def drop_lost_files(image: Image) -> int:
    """Forget the renditions whose files the storage has lost; returns how many."""
    lost = [row for row in image.renditions.all() if not row.file.storage.exists(row.file.name)]
    for row in lost:
        row.delete()
    return len(lost)


def _make(image: Image, orders: Sequence[Order]) -> int:
    """Make the orders that have no rendition yet, then note all of them. The caller has the claim."""
    known = known_renditions(image, orders)
    missing = [order for order in orders if (order.specification, order.focal_key) not in known]
    if not missing:
        note(image, orders, known)
        return 0
    try:
        with image.open_file() as file:
            made = render(file.read(), missing)
    except BROKEN:
        # A picture that is lost or broken must not take its page, nor its queue, down.
        logger.warning("picture cannot be read", extra={"image": image.pk}, exc_info=True)
        note_failure(image)
        return 0
    keep(image, orders, made, known)
    return len(missing)


#: Width, height and name of each rendition by specification and focal key.
Known = dict[tuple[str, str], Entry]


def known_renditions(image: Image, orders: Sequence[Order]) -> Known:
    """Those of these orders that were made from the picture's present file."""
    rows = image.renditions.filter(filter_spec__in={order.specification for order in orders})
    columns = rows.filter(file__contains=f".{_mark(image)}.").values_list(
        "filter_spec", "focal_point_key", "width", "height", "file"
    )
    return {(spec, focal_key): entry for spec, focal_key, *entry in columns}


def keep(image: Image, orders: Sequence[Order], made: Made, known: Known) -> None:
    """Write the files, their rows and the note; what one run has written another finds."""
    storage = storages["default"]
    rows = write_files(image, made, known)
    with transaction.atomic():
        stale = _names_to_be_replaced(image, rows)
        Rendition.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["image", "filter_spec", "focal_point_key"],
            update_fields=["file", "width", "height"],
        )
        note(image, orders, known, marks=made)
        for name in stale:
            transaction.on_commit(partial(storage.delete, name), robust=True)


def write_files(image: Image, made: Made, known: Known) -> list[Rendition]:
    """Write the files and return their rows, which are not saved; `known` learns of them."""
    rows = []
    for item in made.rendered:
        name, order = storages["default"].save(_name(image, item.order), ContentFile(item.data)), item.order
        # All at once: of a file that is set later, Django would read the width and the height anew.
        row = Rendition(image=image, file=name, width=order.width, height=order.height)
        row.filter_spec, row.focal_point_key = order.specification, order.focal_key
        rows.append(row)
        known[order.specification, order.focal_key] = [order.width, order.height, name]
    return rows


def _names_to_be_replaced(image: Image, rows: Sequence[Rendition]) -> list[str]:
    """Files of the renditions whose rows these take over: they show what the picture was before."""
    specs = {row.filter_spec for row in rows}
    keys = {row.focal_point_key for row in rows}
    found = image.renditions.filter(filter_spec__in=specs, focal_point_key__in=keys)
    return list(found.values_list("file", flat=True))


def _name(image: Image, order: Order) -> str:
    """Plain letters, with marks of the file and its cut, so that an address never changes its picture."""
    stem = slugify(PurePath(image.file.name).stem)[:40] or "gambar"
    extension = "jpg" if order.kind is Format.JPEG else order.kind.value
    cut = f".{order.focal_key}" if order.focal_key else ""
    return f"{FOLDER}/{stem}.{_mark(image)}{cut}.{order.size}-{order.width}.{extension}"


def _mark(image: Image) -> str:
    """Of the file alone: renditions that do not depend on the focal point outlive a change of it."""
    told = f"{VERSION} {image.pk} {image.file.name} {image.width}x{image.height}"
    return sha1(told.encode(), usedforsecurity=False).hexdigest()[:8]


def note(image: Image, orders: Sequence[Order], known: Known, marks: Made | None = None) -> None:
    """Write down in the row what is ready, and tell."""
    _write(image, noted(image, orders, known), marks)


def noted(image: Image, orders: Sequence[Order], known: Known) -> dict[str, Any]:
    """What the row is to say is ready: what it says now, and these orders."""
    state = {
        **state_of(image),
        "roles": {role: dict(made) for role, made in state_of(image)["roles"].items()},
    }
    for order in orders:
        entry = list(known[order.specification, order.focal_key])
        formats = state["roles"].setdefault(order.size.value, {})
        others = [other for other in formats.get(order.kind.value, ()) if other[0] != entry[0]]
        formats[order.kind.value] = sorted([*others, entry])
    return state


def note_failure(image: Image) -> None:
    """Remember that this file cannot be read, so that no page tries again until it is replaced."""
    _write(image, {"key": key_of(image), "roles": {}, "failed": True}, None)


def _write(image: Image, state: dict[str, Any], marks: Made | None) -> None:
    columns: dict[str, Any] = {"renditions_ready": state}
    if marks is not None and not image.fingerprint:
        columns["fingerprint"] = marks.fingerprint
    if marks is not None and not image.dominant_colour:
        columns["dominant_colour"] = marks.colour
    if state == image.renditions_ready:
        return
    Image.objects.filter(pk=image.pk).update(**columns)
    for name, value in columns.items():
        setattr(image, name, value)
    pictures_changed.send(sender=Image, image_ids=[image.pk])
