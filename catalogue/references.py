"""Wagtail's record of what uses what, written once for all that one save writes.

Wagtail's own listeners read a row and all its children again after the save of the row and after that of each
child, whatever was saved of it.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db.models import Model
from wagtail.models import Revision


@contextmanager
def noted_once(row: Model, saved: Collection[str] | None) -> Iterator[None]:
    """Around saving these fields of the row (None: all, and its children): one note, where one is due."""
    # These ask for all models as soon as they are imported, and a model needs this module.
    from wagtail.signal_handlers import disable_reference_index_auto_update
    from wagtail.tasks import update_reference_index_task

    with disable_reference_index_auto_update():
        yield
    if saved is None or not set(saved) <= _that_name_nothing(row):
        update_reference_index_task.enqueue(row._meta.app_label, row._meta.model_name, str(row.pk))


def _that_name_nothing(row: Model) -> set[str]:
    """The columns that point at no other row; which of its own revisions is which is no use of anything."""
    columns = row._meta.concrete_fields
    return {
        column.name for column in columns if column.remote_field is None or column.related_model is Revision
    }
