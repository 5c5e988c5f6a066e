"""Wagtail's record of what uses what, written once for all that one save writes.

Wagtail's own listeners read a row and all its children again after the save of the row and after that of each
child, whatever was saved of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.contenttypes.models import ContentType
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


def note_together(model: type[Model], rows: Iterable[Model]) -> None:
    """Wagtail's `ReferenceIndex.create_or_update_for_object` for many rows of a model: three queries, and one
    where something is named no longer. What the rows point at, children too, is read as it stands in memory.
    """
    from wagtail.models import ReferenceIndex

    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    present: dict[str, dict[tuple[Any, ...], int]] = defaultdict(dict)
    named = {str(row.pk): set(ReferenceIndex._extract_references_from_object(row)) for row in rows}
    known = ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=list(named))
    columns = ("to_content_type", "to_object_id", "model_path", "content_path")
    for key, row, *reference in known.values_list("pk", "object_id", *columns):
        present[row][tuple(reference)] = key
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                content_type=kind,
                base_content_type=kind,
                object_id=row,
                to_content_type_id=to_kind,
                to_object_id=to_row,
                model_path=model_path,
                content_path=path,
                content_path_hash=ReferenceIndex._get_content_path_hash(path),
            )
            for row, references in named.items()
            for to_kind, to_row, model_path, path in references - present[row].keys()
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    gone = [
        key for row, keys in present.items() for reference, key in keys.items() if reference not in named[row]
    ]
    if gone:
        ReferenceIndex.objects.filter(pk__among=gone).delete()


def _that_name_nothing(row: Model) -> set[str]:
    """The columns that point at no other row; which of its own revisions is which is no use of anything."""
    columns = row._meta.concrete_fields
    return {
        column.name for column in columns if column.remote_field is None or column.related_model is Revision
    }
