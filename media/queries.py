"""Reads of the media room."""

from django.db.models import QuerySet

from media.fingerprints import nearest
from media.models import Image

#: How many pictures, the newest first, one is compared with.
COMPARED = 5_000


def lookalike_of(image: Image, among: "QuerySet[Image] | None" = None) -> Image | None:
    """The picture that looks most like this one, or None: of its own collection, unless `among` says others.

    Two queries at most, one when nothing is alike.
    """
    if not image.fingerprint:
        return None
    others = Image.objects.filter(collection_id=image.collection_id) if among is None else among
    marks = others.exclude(pk=image.pk).exclude(fingerprint="").order_by("-pk")
    key = nearest(image.fingerprint, list(marks.values_list("pk", "fingerprint")[:COMPARED]))
    return Image.objects.filter(pk=key).first() if key is not None else None
