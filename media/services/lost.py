"""Files that the storage has lost behind our back, made anew when somebody asks for one."""

import re

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.images.models import Filter

from media.models import Image, Rendition
from media.reading import BROKEN
from media.ready import has_failed
from media.rendering import Order, render
from media.services.renditions import claimed, note_failure
from media.shapes import Format, Size

#: What `media.services.renditions` calls its files; nothing else is looked up.
_NAME = re.compile(r"images/[-\w]+\.[0-9a-f]{8}(\.\w+)?\.(?P<size>[a-z]+)-\d+\.(?P<extension>jpg|webp|avif)")
_KINDS = {"jpg": Format.JPEG, "webp": Format.WEBP}


def find_lost(name: str) -> str | None:
    """The name of a file that shows what the lost rendition `name` showed; None when nothing can.

    The rendition itself, under the same name, so that pages which name it stay true; it is made by the first
    who asks. Whoever asks meanwhile, and who asks for AVIF, which takes too long for a request, is led to the
    picture as it was uploaded. `make_renditions --check` makes AVIF anew.
    """
    match = _NAME.fullmatch(name)
    row = Rendition.objects.filter(file=name).select_related("image").first() if match else None
    if match is None or row is None or has_failed(row.image):
        return None
    kind = _KINDS.get(match["extension"])
    if kind is None:
        return _upload(row.image)
    with claimed(row.image.pk) as mine:
        if not mine:
            return _upload(row.image)
        if storages["default"].exists(name) or _make_again(row, _order_of(row, Size(match["size"]), kind)):
            return name
    return None


def _upload(image: Image) -> str | None:
    name: str = image.file.name
    return name if storages["default"].exists(name) else None


def _order_of(row: Rendition, size: Size, kind: Format) -> Order:
    """What was ordered when the rendition was made."""
    cut = Filter(spec=row.filter_spec).get_transform(row.image).get_rect()
    return Order(size, kind, row.filter_spec, row.focal_point_key, tuple(cut), row.width, row.height)


def _make_again(row: Rendition, order: Order) -> bool:
    """Write the file under its old name; the caller has the claim. False when the picture cannot be read."""
    try:
        with row.image.open_file() as file:
            made = render(file.read(), [order])
    except BROKEN:
        note_failure(row.image)
        return False
    storages["default"].save(row.file.name, ContentFile(made.rendered[0].data))
    return True
