"""Many products approved at once: what `approve_product` does for each, in a few statements for all."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from catalogue.drafts import latest_drafts, pictures_of
from catalogue.exceptions import NotSubmitted, PicturesWithoutWords
from catalogue.models import Product
from catalogue.services.drafts import lock_products
from catalogue.services.publishing import publish_together
from catalogue.services.together import in_batches
from catalogue.services.workflow_rows import active_states, finish_workflows, steps_of
from shops.curation.exceptions import HandedInAnew, NotACurator
from shops.curation.models import CurationTask
from shops.curation.services import approve_product
from shops.review.kinds import Kind
from shops.review.services.cases import note_approvals
from shops.review.services.takings import require_all_free

logger = logging.getLogger(__name__)


@transaction.atomic
def approve_products(
    *, products: Iterable[Product], by: Any, is_sampled: bool = False, seen: Mapping[int, int] | None = None
) -> int:
    """Publish the submitted drafts of all of these, or of none; answers with how many.

    `is_sampled` when they are approved with the import they came with; `seen` holds the key of the revision
    that the curator looked at, by the product's key. Sends no notices: who calls writes one letter for all.
    Where the workflow has more steps than one, or what was handed in is not the latest draft, or has a day to
    go live, approving is more than this, and goes one by one. Raises NotSubmitted when one does not wait once
    its row is held, HandedInAnew, NotACurator, TakenByColleague and PicturesWithoutWords.
    """
    approved = 0
    for keys in in_batches(product.pk for product in products):
        held = lock_products(keys)
        _approve(held, by, is_sampled=is_sampled, seen=seen or {})
        approved += len(held)
    logger.info("products approved", extra={"products": approved})
    return approved


def _approve(held: list[Product], by: Any, *, is_sampled: bool, seen: Mapping[int, int]) -> None:
    states = _waiting(held)
    _check_rights(held, states, by)
    require_all_free(kind=Kind.PRODUCT, keys=[row.pk for row in held], by=by)
    alone = _need_more(held, states)
    for row in held:
        if row.pk in alone:
            approve_product(product=row, by=by, is_sampled=is_sampled, seen=seen.get(row.pk))
    plain = [row for row in held if row.pk not in alone]
    if not plain:
        return
    _check_words(plain)
    if any(seen.get(row.pk, row.latest_revision_id) != row.latest_revision_id for row in plain):
        raise HandedInAnew
    drafts = latest_drafts(plain)
    finish_workflows(products=drafts, states=states, by=by)
    publish_together(products=plain, drafts=drafts, by=by)
    note_approvals(products=plain, by=by, is_sampled=is_sampled)


def _waiting(held: Sequence[Product]) -> dict[int, WorkflowState]:
    """The workflows of all of these; raises NotSubmitted unless each waits for a decision."""
    states = active_states(held)
    for row in held:
        state = states.get(row.pk)
        if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS or not state.current_task_state:
            raise NotSubmitted
    return states


def _check_rights(held: Sequence[Product], states: Mapping[int, WorkflowState], by: Any) -> None:
    """Raise NotACurator unless the person may decide on each, and publish."""
    tasks = {state.current_task_state.task_id: state.current_task_state.task for state in states.values()}
    steps = {key: task.specific for key, task in tasks.items()}
    if not all(steps[states[row.pk].current_task_state.task_id].get_actions(row, by) for row in held):
        raise NotACurator
    if held and not policy_registry.get(held[0]).user_has_permission(by, "publish"):
        raise NotACurator


def _need_more(held: Sequence[Product], states: Mapping[int, WorkflowState]) -> set[int]:
    """The keys of those whose approval is more than the only step of ours and a draft to publish now."""
    workflows = {state.workflow_id: state.workflow for state in states.values()}
    steps = {key: steps_of(workflow) for key, workflow in workflows.items()}
    now, alone = timezone.now(), set()
    for row in held:
        state = states[row.pk]
        at, only = state.current_task_state, steps[state.workflow_id]
        is_last = len(only) == 1 and isinstance(only[0], CurationTask) and only[0].pk == at.task_id
        day = (
            parse_datetime(row.latest_revision.content.get("go_live_at") or "")
            if row.latest_revision
            else None
        )
        if not is_last or at.revision_id != row.latest_revision_id or (day and day > now):
            alone.add(row.pk)
    return alone


def _check_words(rows: Sequence[Product]) -> None:
    """Raise PicturesWithoutWords for the first whose draft has a picture that says nothing: one query."""
    for pictures in pictures_of([row.latest_revision for row in rows]):
        places = [place for place, one in enumerate(pictures, start=1) if not one.alt_text.strip()]
        if places:
            raise PicturesWithoutWords(places)
