"""A product's way to the curators and back: submit and withdraw. Deciding belongs to `shops.curation`."""

import logging
from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from catalogue.drafts import pictures_to_read
from catalogue.exceptions import (
    AlreadySubmitted,
    NoCurationWorkflow,
    NotEditable,
    NothingToReview,
    NotSubmitted,
    PicturesWithoutWords,
)
from catalogue.models import Product
from catalogue.services.drafts import lock_product

logger = logging.getLogger(__name__)


@transaction.atomic
def submit_product(*, product: Product, by: Any) -> WorkflowState:
    """Hand the latest draft to the curators; one that came back with a comment returns to its queue.

    Raises AlreadySubmitted, NotEditable (a colleague holds the lock), NothingToReview (live without an
    edit), PicturesWithoutWords and NoCurationWorkflow.
    """
    locked = lock_product(product)
    state: WorkflowState | None = locked.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        raise AlreadySubmitted
    if locked.locked and locked.locked_by_id != by.pk:
        raise NotEditable
    if locked.live and not locked.has_unpublished_changes:
        raise NothingToReview
    if locked.latest_revision_id is None:  # it came with an import: what is judged is a revision
        locked.save_revision(user=by)
    require_words(locked)
    if state is not None:
        state.resume(user=by)
        return state
    workflow = locked.get_workflow()
    if workflow is None:
        raise NoCurationWorkflow
    logger.info("product submitted", extra={"product": locked.pk})
    return workflow.start(locked, by)


def require_words(product: Product) -> None:
    """Raise PicturesWithoutWords unless every picture of the latest draft says what it shows: one query."""
    revision = product.get_latest_revision() if product.has_unpublished_changes else None
    pictures = enumerate(pictures_to_read(revision) if revision else product.images.all(), start=1)
    if places := [place for place, picture in pictures if not picture.alt_text.strip()]:
        raise PicturesWithoutWords(places)


@transaction.atomic
def withdraw_product(*, product: Product, by: Any) -> None:
    """Take the product back from the curators' queue; its draft stays. Raises NotSubmitted."""
    locked = lock_product(product)
    state = locked.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        raise NotSubmitted
    state.cancel(user=by)
    logger.info("product withdrawn", extra={"product": locked.pk})
