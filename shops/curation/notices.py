"""Mail to the seller when a curator has decided: our words and a way back to the seller panel.

Wagtail's own notices for products would send sellers to the CMS, where they may not go. Ours are connected
under Wagtail's dispatch ids, so that they stand in their place; everything but products is left to Wagtail.
"""

from typing import Any

from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected

from catalogue.models import Product


class SellerNotice:
    """Takes our templates for a product; mixed into Wagtail's notifiers."""

    notification: str

    def get_template_set(self, instance: WorkflowState, **kwargs: Any) -> dict[str, str]:
        if instance.base_content_type.model_class() is not Product:
            templates: dict[str, str] = super().get_template_set(instance, **kwargs)  # type: ignore[misc]
            return templates
        base = f"shops/curation/{self.notification}"
        return {"subject": f"{base}_subject.txt", "text": f"{base}.txt", "html": f"{base}.html"}


class ApprovalNotice(SellerNotice, WorkflowStateApprovalEmailNotifier):
    """The product is public now."""


class ReturnNotice(SellerNotice, WorkflowStateRejectionEmailNotifier):
    """The product came back; the curator's words say why."""


approval_notice = ApprovalNotice()
return_notice = ReturnNotice()


def take_the_place_of_wagtails() -> None:
    """Connect our notices; works before and after Wagtail has connected its own."""
    for signal, notice, uid in (
        (workflow_approved, approval_notice, "workflow_state_approved_email_notification"),
        (workflow_rejected, return_notice, "workflow_state_rejected_email_notification"),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(notice, sender=WorkflowState, dispatch_uid=uid)
