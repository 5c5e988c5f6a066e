"""Claims in the CMS: the queue, and the decision, which goes through the claims services."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from catalogue.claims.exceptions import ClaimNotSubmitted, ClaimNotVerified
from catalogue.claims.services import refuse_claim, revoke_claim, verify_claim
from catalogue.cms.policies import ReviewOnlyPolicy
from catalogue.models import Claim, RefusalReason

register_permission_policy(Claim, ReviewOnlyPolicy(Claim))

VERIFY, REFUSE, REVOKE = "verify", "refuse", "revoke"
#: What may be decided of a claim, by its state; nothing of the others.
DECISIONS = {
    Claim.State.SUBMITTED: [
        (VERIFY, gettext_lazy("Verify: I have seen the evidence")),
        (REFUSE, gettext_lazy("Refuse")),
    ],
    Claim.State.VERIFIED: [(REVOKE, gettext_lazy("Revoke: it must not count any longer"))],
}


class DecisionForm(WagtailAdminModelForm):
    """The curator's decision; the claim's own fields are only shown."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[choice for choices in DECISIONS.values() for choice in choices],
        widget=forms.RadioSelect,
    )
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"),
        queryset=RefusalReason.objects.filter(is_active=True),
        required=False,
        help_text=gettext_lazy("Where you refuse or revoke. The seller reads it."),
    )
    words = forms.CharField(
        label=gettext_lazy("Your words to the seller"),
        help_text=gettext_lazy("The seller reads these words: say what is wrong and how to mend it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_to = DECISIONS.get(Claim.State(self.instance.state))
        if open_to:
            self.fields["decision"].choices = open_to

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        reason = cleaned.get("reason")
        if cleaned.get("decision") in {REFUSE, REVOKE}:
            if reason is None and "reason" not in self.errors:
                self.add_error("reason", _("Choose a reason, so that the seller can mend it."))
            elif reason and reason.needs_words and not cleaned.get("words", "").strip():
                self.add_error("words", _("This reason says too little by itself: add words."))
        return cleaned

    def _post_clean(self) -> None:
        """The claim itself is not edited, so it is not validated: its kind's rules may be newer."""


class ClaimDecisionView(EditView):
    """Shows the claim beside its evidence and takes the decision instead of saving the form."""

    success_message = gettext_lazy("%(model_name)s '%(object)s' is decided.")

    def save_instance(self) -> Claim:
        chosen = self.form.cleaned_data
        subject = {"claim": self.form.instance, "by": self.request.user}
        if chosen["decision"] == VERIFY:
            return verify_claim(**subject)
        decide = refuse_claim if chosen["decision"] == REFUSE else revoke_claim
        return decide(**subject, reason=chosen["reason"], words=chosen["words"])

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except (ClaimNotSubmitted, ClaimNotVerified) as error:
            messages.error(
                self.request,
                _("Nothing was decided: this claim does not wait for you. It is: %(state)s.")
                % {"state": error},
            )
            return redirect(self.get_success_url())
        return response


def shown(*names: str) -> FieldRowPanel:
    """These fields side by side, to read only."""
    return FieldRowPanel([FieldPanel(name, read_only=True) for name in names])


class ClaimViewSet(SnippetViewSet):
    """Claims: submitted by sellers, decided by curators."""

    model = Claim
    icon = "clipboard-list"
    menu_label = gettext_lazy("Claims")
    menu_order = 20
    copy_view_enabled = False
    list_display = ("__str__", "shop", "product", "state", "expires_on", "submitted_at")
    list_filter = ("state", "kind")
    search_fields = ("number", "shop__name")
    ordering = ("-submitted_at", "-pk")
    edit_view_class = ClaimDecisionView
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    shown("kind", "state"),
                    shown("shop", "product"),
                    shown("number", "value"),
                    shown("issuer", "issued_on"),
                    shown("expires_on"),
                    HelpPanel(template="catalogue/cms/claim_evidence.html", heading=gettext_lazy("Evidence")),
                ],
                heading=gettext_lazy("What is claimed"),
            ),
            FieldPanel("decision"),
            FieldPanel("reason"),
            FieldPanel("words"),
        ],
        base_form_class=DecisionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.select_related("kind", "shop", "product", "product__shop")
