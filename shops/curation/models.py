"""The step of the workflow at which a curator decides."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from catalogue.services.drafts import lock_product
from shops.curation.exceptions import AlreadyDecided, NotACurator, ReturnNeedsComment


class ReturnForm(forms.Form):
    """Asks why a product goes back; the seller reads these words."""

    comment = forms.CharField(
        label=_("What should the seller change?"),
        help_text=_("Say what is missing or wrong and how to mend it. The seller reads these words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CurationTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, with two rules of ours: one decision, and no return without a word."""

    class Meta:
        verbose_name = _("curation")
        verbose_name_plural = _("curation")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups approve a product or return it with a comment."))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Wagtail's actions in our words; empty for who may not decide."""
        if not super().get_actions(obj, user):
            return []
        return [
            ("approve", gettext("Approve"), False),
            ("approve", gettext("Approve with a comment"), True),
            ("reject", gettext("Return with a comment"), True),
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        if action == "reject":
            return ReturnForm
        form: type[forms.Form] = super().get_form_for_action(action)
        return form

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or return the product under its row's lock.

        Raises AlreadyDecided, NotACurator and ReturnNeedsComment.
        """
        comment = str(kwargs.pop("comment", "")).strip()
        product = task_state.workflow_state.content_object
        if not self.get_actions(product, user):
            raise NotACurator
        if action_name == "reject" and not comment:
            raise ReturnNeedsComment
        lock_product(product)
        fresh = TaskState.objects.select_related("workflow_state").get(pk=task_state.pk)
        try:
            super().on_action(fresh, user, action_name, comment=comment, **kwargs)
        except PermissionDenied as error:  # how Wagtail says that the step is no longer in progress
            raise AlreadyDecided from error
