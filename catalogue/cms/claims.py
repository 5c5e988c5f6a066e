"""Claims in the CMS: the queue, and the decision, which goes through the claims services."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from catalogue.claims.exceptions import ClaimNotSubmitted
from catalogue.claims.services import refuse_claim, verify_claim
from catalogue.cms.policies import ReviewOnlyPolicy
from catalogue.models import Claim

register_permission_policy(Claim, ReviewOnlyPolicy(Claim))

VERIFY, REFUSE = "verify", "refuse"


class DecisionForm(WagtailAdminModelForm):
    """The curator's decision; the claim's own fields are only shown."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (VERIFY, gettext_lazy("Verify: I have seen the evidence")),
            (REFUSE, gettext_lazy("Refuse")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason for refusal"),
        help_text=gettext_lazy("The seller reads these words: say what is wrong and how to mend it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("decision") == REFUSE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why, so that the seller can mend it."))
        return cleaned

    def _post_clean(self) -> None:
        """The claim itself is not edited, so it is not validated: its kind's rules may be newer."""


class ClaimDecisionView(EditView):
    """Shows the claim beside its evidence and takes the decision instead of saving the form."""

    success_message = gettext_lazy("%(model_name)s '%(object)s' is decided.")

    @cached_property
    def decide(self) -> Any:
        return verify_claim if self.form.cleaned_data["decision"] == VERIFY else refuse_claim

    def save_instance(self) -> Claim:
        words = {} if self.decide is verify_claim else {"reason": self.form.cleaned_data["reason"]}
        decided: Claim = self.decide(claim=self.form.instance, by=self.request.user, **words)
        return decided

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ClaimNotSubmitted as error:
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
        ],
        base_form_class=DecisionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return Claim.objects.select_related("kind", "shop", "product", "product__shop")
