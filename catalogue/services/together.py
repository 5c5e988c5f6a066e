"""Many products handed in at once: what `submit_product` does for each, in a few statements for all."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from wagtail.models import AbstractGroupApprovalTask, Task, TaskState, WorkflowState

from catalogue.drafts import pictures_of
from catalogue.exceptions import (
    AlreadySubmitted,
    NotEditable,
    NothingToReview,
    PicturesWithoutWords,
)
from catalogue.models import Product
from catalogue.services.curation import submit_product
from catalogue.services.drafts import lock_products
from catalogue.services.workflow_rows import active_states, keep_revisions, start_workflow, steps_of
from catalogue.signals import drafts_changed, products_submitted

logger = logging.getLogger(__name__)

#: Why a product stays as it is.
STAYS_A_DRAFT = (AlreadySubmitted, NotEditable, NothingToReview, PicturesWithoutWords, ValidationError)
#: So many products are written together; revisions of more would not fit in memory.
BATCH = 500
#: The database vouches for what a stored row points at.
_POINTERS = [field.name for field in Product._meta.concrete_fields if field.remote_field]


@transaction.atomic
def submit_products(*, products: Iterable[Product], by: Any) -> list[Product]:
    """Hand in all of these that can be; returns them as they are now, in the order of their keys.

    What waits already, what a colleague holds, where nothing changed, where a picture says nothing or
    something does not fit stays as it is. Sends no notices: who calls writes one letter for all. What came
    back or is locked, and all of it where the workflow begins with a step of another making, goes one by one.
    Raises NoCurationWorkflow.
    """
    submitted: list[Product] = []
    for keys in in_batches(product.pk for product in products):
        submitted += _submit(lock_products(keys), by)
    logger.info("products submitted", extra={"products": len(submitted)})
    return submitted


def in_batches(keys: Iterable[int]) -> Iterator[list[int]]:
    """The keys in the order in which rows are locked everywhere, so many at a time."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _submit(held: list[Product], by: Any) -> list[Product]:
    states = active_states(held)
    workflow = Product.get_default_workflow()
    step = _first_step(steps_of(workflow)) if workflow else None
    singly = [row for row in held if step is None or row.pk in states or row.locked or row.locked_by_id]
    left = {row.pk for row in singly}
    plain = _fit_to_be_handed_in([row for row in held if row.pk not in left])
    if plain and workflow and step:
        _keep_first_revisions([row for row in plain if row.latest_revision_id is None], by)
        start_workflow(workflow=workflow, step=step, products=plain, by=by)
        products_submitted.send(sender=Product, products=plain, by=by)
    alone = [row for row in singly if _submitted_alone(row, states.get(row.pk), by)]
    return sorted([*plain, *alone], key=lambda row: row.pk)


def _first_step(steps: Sequence[Task]) -> Task | None:
    """The step at which a workflow begins, if it begins as Wagtail's approval by a group does."""
    for step in steps[:1]:
        is_plain = type(step).start is AbstractGroupApprovalTask.start
        return step if is_plain and step.get_task_state_class() is TaskState else None
    return None


def _submitted_alone(row: Product, state: WorkflowState | None, by: Any) -> bool:
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return False
    try:
        with transaction.atomic():
            submit_product(product=row, by=by)
    except STAYS_A_DRAFT:
        return False
    return True


def _fit_to_be_handed_in(rows: Sequence[Product]) -> list[Product]:
    """Those with something to review that is whole, whose pictures say what they show: five queries."""
    new = [row for row in rows if not row.live or row.has_unpublished_changes]
    prefetch_related_objects(
        [row for row in new if row.latest_revision_id is None or not row.has_unpublished_changes],
        *("product_class", "images__image", "attribute_values"),
    )
    whole = [row for row in new if row.latest_revision_id is not None or _is_whole(row)]
    drafted = [row for row in whole if row.has_unpublished_changes and row.latest_revision_id]
    pictures = dict(zip(drafted, pictures_of([row.latest_revision for row in drafted]), strict=True))
    return [
        row
        for row in whole
        if all(picture.alt_text.strip() for picture in pictures.get(row, row.images.all()))
    ]


def _is_whole(row: Product) -> bool:
    """Whether the stored row is what its model asks for, as `full_clean` judges it."""
    try:
        row.clean_fields(exclude=_POINTERS)
        row.clean()
    except ValidationError:
        return False
    return True


def _keep_first_revisions(rows: Sequence[Product], by: Any) -> None:
    """What came with an import: what is judged is a revision."""
    if not rows:
        return
    keep_revisions(products=rows, by=by)
    drafts_changed.send(sender=Product, product_ids=[row.pk for row in rows])
