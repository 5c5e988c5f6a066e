"""The step of the workflow at which a curator decides."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from catalogue.models import Product
from catalogue.services.curation import require_words
from catalogue.services.drafts import lock_product
from media.fields import WordsField
from shops.curation.exceptions import AlreadyDecided, HandedInAnew, NotACurator, ReturnNeedsComment
from shops.curation.scope import scope_of
from shops.review.kinds import Kind
from shops.review.services.takings import require_free


class ReturnForm(forms.Form):
    """Asks why a product goes back; the seller reads these words."""

    comment = WordsField(
        label=_("What should the seller change?"),
        help_text=_("Say what is missing or wrong and how to mend it. The seller reads these words."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CurationTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, with our rules: own regions, one decision, no return without words."""

    class Meta:
        verbose_name = _("curation")
        verbose_name_plural = _("curation")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups approve a product or return it with a comment."))

    def may_decide(self, product: Any, user: Any) -> bool:
        """Whether the person is in one of the step's groups and looks after the product's region."""
        if user.is_superuser:
            return bool(user.is_active)
        in_charge = scope_of(user).of(Kind.PRODUCT)
        return self._user_in_groups(user) and in_charge.covers(product.shop.region_id)

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return self.may_decide(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.may_decide(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        """Those of the person's regions."""
        states: QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        in_charge = scope_of(user).of(Kind.PRODUCT)
        if in_charge.is_national:
            return states
        here = Product.objects.filter(in_charge.q("shop__region_id")).order_by()
        return states.filter(workflow_state__object_id__in=here.values_list(Cast("pk", CharField())))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Wagtail's actions in our words; empty for who may not decide."""
        if not self.may_decide(obj, user):
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

        `verdict` says more than the comment of a return; `is_sampled` marks an approval with its import;
        `seen` is the key of the version on the curator's screen. Raises AlreadyDecided, HandedInAnew,
        NotACurator, ReturnNeedsComment, TakenByColleague and, on approval, PicturesWithoutWords.
        """
        comment = str(kwargs.pop("comment", "")).strip()
        verdict, is_sampled = kwargs.pop("verdict", None), kwargs.pop("is_sampled", False)
        seen = kwargs.pop("seen", None)
        product = task_state.workflow_state.content_object
        if not self.get_actions(product, user):
            raise NotACurator
        if action_name == "reject" and not comment:
            raise ReturnNeedsComment
        locked = lock_product(product)
        require_free(kind=Kind.PRODUCT, key=product.pk, by=user)
        if action_name == "approve":
            require_words(locked)
        fresh = _as_it_is_now(task_state, locked)
        if seen is not None and seen != fresh.revision_id:
            raise HandedInAnew
        # The signals that follow hand the workflow's state on; what else was said travels with it.
        fresh.workflow_state.verdict, fresh.workflow_state.is_sampled = verdict, is_sampled
        try:
            super().on_action(fresh, user, action_name, comment=comment, **kwargs)
        except PermissionDenied as error:  # how Wagtail says that the step is no longer in progress
            raise AlreadyDecided from error


def _as_it_is_now(task_state: TaskState, locked: Product) -> TaskState:
    """The step, read under the product's lock with all that a decision looks at: one query.

    Wagtail would ask for the product anew wherever the step, its workflow and its revision lead to it.
    """
    related = ("workflow_state__workflow", "revision", "task")
    fresh: TaskState = TaskState.objects.select_related(*related).get(pk=task_state.pk)
    if fresh.revision_id == locked.latest_revision_id:
        locked.latest_revision = fresh.revision
    fresh.workflow_state.content_object = fresh.revision.content_object = locked
    return fresh
