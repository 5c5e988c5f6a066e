"""Wagtail's workflow tells, and the product's case follows, inside the same transaction; claims tell too."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from catalogue.models import Claim, Product
from catalogue.signals import claim_withdrawn, products_submitted
from shops.review.kinds import Kind
from shops.review.models import ReturnReason
from shops.review.queries import KEPT
from shops.review.services.cases import (
    note_approval,
    note_return,
    note_submission,
    note_submissions,
    note_withdrawal,
)
from shops.review.services.takings import forget
from shops.review.verdicts import Verdict


def product_of(state: WorkflowState) -> Product | None:
    """The product that this state is about, or None for a page."""
    return state.content_object if state.base_content_type.model_class() is Product else None


@receiver(task_submitted)
def submitted(sender: Any, instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    if product := product_of(instance.workflow_state):
        note_submission(product=product, by=user)


@receiver(products_submitted)
def submitted_together(sender: Any, products: Sequence[Product], by: Any, **kwargs: Any) -> None:
    note_submissions(products=products, by=by)


@receiver(workflow_rejected, sender=WorkflowState)
def returned(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    if product := product_of(instance):
        note_return(product=product, by=user, verdict=getattr(instance, "verdict", None) or said(instance))


@receiver(workflow_approved, sender=WorkflowState)
def approved(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    if product := product_of(instance):
        is_sampled = getattr(instance, "is_sampled", False)
        note_approval(product=product, by=user, words=said(instance).words, is_sampled=is_sampled)


@receiver(workflow_cancelled, sender=WorkflowState)
def withdrawn(sender: Any, instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    if product := product_of(instance):
        note_withdrawal(product=product, by=user)


@receiver(claim_withdrawn)
def claim_taken_back(sender: Any, claim: Claim, **kwargs: Any) -> None:
    """It queues anew when it comes again: nobody has it meanwhile."""
    forget(kind=Kind.CLAIM, key=claim.pk)


@receiver([post_save, post_delete], sender=ReturnReason)
def reasons_changed(sender: Any, **kwargs: Any) -> None:
    """At once for whoever changes them, and again once everybody reads the change."""
    cache.delete(KEPT)
    transaction.on_commit(partial(cache.delete, KEPT))


def said(state: WorkflowState) -> Verdict:
    """What a curator wrote in Wagtail's own dialogue, which knows no reasons."""
    return Verdict(words=state.current_task_state.comment if state.current_task_state else "")
