"""Writes of the media room."""

from django.db import transaction
from wagtail.models import Collection

from media.models import PrivateCollection

PRIVATE_COLLECTION = "Dokumen privat"


@transaction.atomic
def private_collection() -> Collection:
    """The collection for private documents, made on first use."""
    mark = PrivateCollection.objects.select_related("collection").order_by("pk").first()
    if mark is not None:
        return mark.collection
    root = Collection.get_first_root_node()
    collection = root.add_child(name=PRIVATE_COLLECTION)
    PrivateCollection.objects.create(collection=collection)
    return collection
