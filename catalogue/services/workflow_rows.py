"""Wagtail's rows of many products' workflows, written together.

Wagtail knows one object at a time: each save of a state or a log entry judges every foreign key of the row
again, a query each, although what they point at was read or written a moment before. Here a function stands
for methods that it names, and writes the same rows. Wagtail's signals on workflows are not sent: behind them
are the notices, of which whoever calls writes one for all, and our cases, which are told of all at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    ModelLogEntry,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)

from catalogue.models import Product

#: Rows in one statement: a log entry has a dozen columns, and SQLite a limit of parameters.
ROWS = 500


def active_states(products: Iterable[Product]) -> dict[int, WorkflowState]:
    """The workflows that are under way or came back, with their steps, by the products' keys: one query.

    `WorkflowMixin.current_workflow_state`.
    """
    states = WorkflowState.objects.active().filter(
        base_content_type=Product.get_base_content_type(),
        object_id__in=[str(product.pk) for product in products],
    )
    related = ("workflow", "current_task_state__task")
    return {int(state.object_id): state for state in states.select_related(*related)}


def steps_of(workflow: Workflow) -> list[Task]:
    """The steps that a workflow goes through: those in use, in their order. `WorkflowState.get_next_task`."""
    tasks = Task.objects.filter(workflow_tasks__workflow=workflow, active=True)
    return [task.specific for task in tasks.order_by("workflow_tasks__sort_order")]


def start_workflow(*, workflow: Workflow, step: Task, products: Sequence[Product], by: Any) -> None:
    """Let each product, which has a latest revision and no workflow under way, stand at this first step.

    `Workflow.start`, `WorkflowState.update` and `Task.start`: state, step and log entry.
    """
    kind = Product.get_content_type()
    states = WorkflowState.objects.bulk_create(
        [
            WorkflowState(
                content_type=kind,
                base_content_type=Product.get_base_content_type(),
                object_id=str(product.pk),
                workflow=workflow,
                requested_by=by,
            )
            for product in products
        ],
        batch_size=ROWS,
    )
    pairs = list(zip(products, states, strict=True))
    steps = TaskState.objects.bulk_create(
        [
            TaskState(workflow_state=state, revision_id=product.latest_revision_id, task_id=step.pk)
            for product, state in pairs
        ],
        batch_size=ROWS,
    )
    of_state = TaskState.objects.filter(workflow_state=OuterRef("pk")).values("pk")
    WorkflowState.objects.filter(pk__among=[state.pk for state in states]).update(
        current_task_state=Subquery(of_state[:1])
    )
    about = {"id": workflow.pk, "title": workflow.name, "status": WorkflowState.STATUS_IN_PROGRESS}
    first = {"id": step.pk, "title": step.name}
    log_together(
        "wagtail.workflow.start",
        [
            (
                product,
                product.latest_revision_id,
                {"workflow": {**about, "next": first, "task_state_id": at.pk}},
            )
            for product, at in zip(products, steps, strict=True)
        ],
        by=by,
    )


def finish_workflows(*, products: Sequence[Product], states: Mapping[int, WorkflowState], by: Any) -> None:
    """Approve the only step of the workflow of each product, by its key, and with it the workflow.

    `TaskState.approve` and `WorkflowState.finish`, but for publishing: step, state and log entry.
    """
    steps = [states[product.pk].current_task_state for product in products]
    TaskState.objects.filter(pk__among=[step.pk for step in steps]).update(
        status=TaskState.STATUS_APPROVED, finished_at=timezone.now(), finished_by=by, comment=""
    )
    WorkflowState.objects.filter(pk__among=[step.workflow_state_id for step in steps]).update(
        status=WorkflowState.STATUS_APPROVED
    )
    log_together(
        "wagtail.workflow.approve",
        [
            (product, step.revision_id, _approval(states[product.pk]))
            for product, step in zip(products, steps, strict=True)
        ],
        by=by,
    )


def _approval(state: WorkflowState) -> dict[str, Any]:
    step = state.current_task_state
    return {
        "workflow": {
            "id": state.workflow_id,
            "title": state.workflow.name,
            "status": TaskState.STATUS_APPROVED,
            "task_state_id": step.pk,
            "task": {"id": step.task_id, "title": step.task.name},
            "next": None,
        },
        "comment": "",
    }


def log_together(
    action: str,
    entries: Iterable[tuple[Product, int, dict[str, Any]]],
    *,
    by: Any,
    content_changed: bool = False,
) -> None:
    """Log the action for each product, with its revision's key and what else is to be known: one statement.

    `wagtail.log_actions.log`.
    """
    context, kind, now = get_active_log_context(), Product.get_content_type(), timezone.now()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(product.pk),
                label=str(product),
                action=action,
                timestamp=now,
                data=data,
                user=by or context.user,
                uuid=context.uuid,
                revision_id=revision,
                content_changed=content_changed,
            )
            for product, revision, data in entries
        ],
        batch_size=ROWS,
    )


def keep_revisions(*, products: Sequence[Product], by: Any) -> None:
    """A first revision for each product, which says what its row and its children in memory say.

    `RevisionMixin.save_revision`, but for what listens to the row's save: revision and row.
    """
    kind, now = Product.get_content_type(), timezone.now()
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=Product.get_base_content_type(),
                object_id=str(product.pk),
                created_at=now,
                user=by,
                content=product.serializable_data(),
                object_str=str(product),
            )
            for product in products
        ],
        batch_size=ROWS,
    )
    for product, revision in zip(products, revisions, strict=True):
        product.latest_revision, product.has_unpublished_changes = revision, True
    Product.objects.bulk_update(products, ["latest_revision", "has_unpublished_changes"], batch_size=ROWS)
