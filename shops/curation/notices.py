"""Mail at each step of a product's way: to its seller with a way back to the panel, to its curators with one
to the queue.

Wagtail's own notices for products would send sellers to the CMS, where they may not go, and every submission
to every curator of the country. Ours are connected under Wagtail's dispatch ids, so that they stand in their
place; everything but products is left to Wagtail.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import translation
from django.utils.functional import lazy
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from catalogue.models import Product
from shops.curation.scope import groups_covering
from shops.letters import are_letters_withheld
from shops.review.fields import remarks_with_labels
from shops.review.kinds import Kind


def template_set(name: str) -> dict[str, str]:
    """Our three templates of this name, as Wagtail asks for them."""
    base = f"shops/curation/{name}"
    return {"subject": f"{base}_subject.txt", "text": f"{base}.txt", "html": f"{base}.html"}


class Notice:
    """Mixed into Wagtail's notifiers: silent while letters are withheld, never in another's language.

    Who has chosen no language gets the site's: Wagtail would take that of whoever pressed the button.
    """

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return not are_letters_withheld() and bool(super().can_handle(instance, **kwargs))  # type: ignore[misc]  # a mixin

    def send_emails(self, *args: Any, **kwargs: Any) -> bool:
        with translation.override(settings.LANGUAGE_CODE):
            return bool(super().send_emails(*args, **kwargs))  # type: ignore[misc]  # a mixin


class SellerNotice(Notice):
    """Takes our templates for a product."""

    notification: str

    def get_template_set(self, instance: WorkflowState, **kwargs: Any) -> dict[str, str]:
        if instance.base_content_type.model_class() is not Product:
            templates: dict[str, str] = super().get_template_set(instance, **kwargs)  # type: ignore[misc]  # likewise
            return templates
        return template_set(self.notification)


class ApprovalNotice(SellerNotice, WorkflowStateApprovalEmailNotifier):
    """The product is public now."""


class ReturnNotice(SellerNotice, WorkflowStateRejectionEmailNotifier):
    """The product came back; the curator's words say why, and at which fields."""

    def get_context(self, workflow_state: WorkflowState, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(workflow_state, **kwargs)
        verdict = getattr(workflow_state, "verdict", None)
        context["remarks"] = remarks_with_labels(verdict.remarks) if verdict else []
        if verdict:  # said anew in each reader's language, for reasons have a name in both
            context["comment"] = lazy(lambda: verdict.general, str)()
        return context


class CuratorsNotice(Notice, GroupApprovalTaskStateSubmissionEmailNotifier):
    """Something waits in a curator's own region; nobody else's curators are told."""

    def get_template_set(self, instance: TaskState, **kwargs: Any) -> dict[str, str]:
        if about_product(instance):
            return template_set("waiting")
        templates: dict[str, str] = super().get_template_set(instance, **kwargs)
        return templates

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> Any:
        recipients = super().get_recipient_users(task_state, **kwargs)
        if not about_product(task_state):
            return recipients
        region = task_state.workflow_state.content_object.shop.region_id
        here = Q(groups__in=groups_covering(region, Kind.PRODUCT))
        return recipients.filter(Q(is_superuser=True) | here, is_active=True).distinct()


class ReceiptNotice(Notice, GroupApprovalTaskStateSubmissionEmailNotifier):
    """Tells the seller that the product has come to the curators; once, however many steps there are."""

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        return bool(super().can_handle(instance, **kwargs)) and about_product(instance)

    def get_template_set(self, instance: TaskState, **kwargs: Any) -> dict[str, str]:
        return template_set("received")

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> Any:
        state = task_state.workflow_state
        if state.task_states.filter(status=TaskState.STATUS_APPROVED).exists():
            return get_user_model().objects.none()
        return get_user_model().objects.filter(pk=state.requested_by_id)


def about_product(task_state: TaskState) -> bool:
    """Whether the step decides on a product."""
    return task_state.workflow_state.base_content_type.model_class() is Product


approval_notice = ApprovalNotice()
return_notice = ReturnNotice()
curators_notice = CuratorsNotice()
receipt_notice = ReceiptNotice()


def take_the_place_of_wagtails() -> None:
    """Connect our notices; works before and after Wagtail has connected its own."""
    for signal, sender, notice, uid in (
        (workflow_approved, WorkflowState, approval_notice, "workflow_state_approved_email_notification"),
        (workflow_rejected, WorkflowState, return_notice, "workflow_state_rejected_email_notification"),
        (task_submitted, TaskState, curators_notice, "group_approval_task_submitted_email_notification"),
        (task_submitted, TaskState, receipt_notice, "product_received_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notice, sender=sender, dispatch_uid=uid)
