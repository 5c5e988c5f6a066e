"""What follows from changes to pictures, wherever they are made."""

import json
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from media.models import Image, Rendition
from media.ready import is_complete
from media.shapes import AT_ONCE
from media.signals import pictures_changed
from media.tasks import make_pictures


@receiver(post_save, sender=Image)
def make_what_is_missing(instance: Image, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A new file or another focal point: renditions are made once the change is committed."""
    if raw:
        return
    if not is_complete(instance, AT_ONCE):
        transaction.on_commit(partial(make_pictures.enqueue, instance.pk), robust=True)
    if not created:
        pictures_changed.send(sender=Image, image_ids=[instance.pk])


@receiver(post_delete, sender=Rendition)
def forget_what_is_gone(instance: Rendition, origin: Any = None, **kwargs: Any) -> None:
    """A purged rendition is named no longer; the rest is noted again, and it is made anew, in a task."""
    if isinstance(origin, Image) or getattr(origin, "model", None) is Image:
        return
    image = Image.objects.filter(pk=instance.image_id)
    state = image.values_list("renditions_ready", flat=True).first()
    if state and instance.file.name in json.dumps(state, ensure_ascii=False):
        image.update(renditions_ready={})
        pictures_changed.send(sender=Image, image_ids=[instance.image_id])
        transaction.on_commit(partial(make_pictures.enqueue, instance.image_id), robust=True)
