"""Claims in the CMS: the list of a curator's regions, and the decision, which goes through the services."""

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import MediaContainer
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from catalogue.claims.exceptions import ClaimNotSubmitted, ClaimNotVerified, ClaimRunOut
from catalogue.claims.services import (
    has_run_out,
    lock_claim,
    refuse_claim,
    revoke_claim,
    verify_claim,
)
from catalogue.cms.columns import YesColumn
from catalogue.models import Claim, RefusalReason
from media.fields import WordsField
from shops.claims.queries import claims_in, get_claim_to_decide, twins_in_words
from shops.curation.exceptions import HandedInAnew
from shops.curation.scope import scope_of
from shops.review.exceptions import TakenByColleague
from shops.review.kinds import Kind
from shops.review.problems import sentence_for
from shops.review.queue import next_free
from shops.review.services.takings import forget, require_free

#: Claims of other shops with the same number that a page lists.
MOST_TWINS = 10
VERIFY, REFUSE, REVOKE = "verify", "refuse", "revoke"
RUN_OUT = gettext_lazy(
    "The last day of this document has passed while it waited, so no mark could be shown. "
    "Refuse it and ask for the new document."
)
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
        widget=forms.RadioSelect(attrs={"data-focus-key": "a"}),
    )
    reason = forms.ModelChoiceField(
        label=gettext_lazy("Reason"),
        queryset=RefusalReason.objects.filter(is_active=True),
        required=False,
        help_text=gettext_lazy("Where you refuse or revoke. The seller reads it."),
    )
    words = WordsField(
        label=gettext_lazy("Your words to the seller"),
        help_text=gettext_lazy("The seller reads these words: say what is wrong and how to mend it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    #: Says which state of the claim the curator has before them: it changes with everything about it.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.updated_at.isoformat()
        open_to = DECISIONS.get(Claim.State(self.instance.state))
        if open_to:
            self.fields["decision"].choices = open_to
            self.fields["reason"].choices = [*iter(self.fields["reason"].choices)]  # a list is asked for once
        elif not self.is_bound:  # the page shows what was decided, and asks for nothing
            for name in ("decision", "reason", "words"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        reason = cleaned.get("reason")
        if cleaned.get("decision") == VERIFY and has_run_out(self.instance):
            self.add_error("decision", RUN_OUT)
        if cleaned.get("decision") in {REFUSE, REVOKE}:
            if reason is None and "reason" not in self.errors:
                self.add_error("reason", _("Choose a reason, so that the seller can mend it."))
            elif reason and reason.needs_words and not cleaned.get("words", "").strip():
                self.add_error("words", _("This reason says too little by itself: add words."))
        return cleaned

    def _post_clean(self) -> None:
        """The claim itself is not edited, so it is not validated: its kind's rules may be newer."""


class DecisionView(EditView):
    """A page on which something is decided once, not edited: it shows its own story.

    Who else has it open needs no telling: of two who decide at once, the second is told.
    """

    def get_side_panels(self) -> MediaContainer:
        return MediaContainer()

    def get_editing_sessions(self) -> None:
        return None


class ClaimDecisionView(DecisionView):
    """Shows the claim beside its evidence and takes the decision instead of saving the form."""

    success_message = gettext_lazy("%(model_name)s '%(object)s' is decided.")

    def get_object(self, queryset: Any = None) -> Claim:
        """With its evidence, its history and the same number elsewhere; Http404 for a draft or a stranger."""
        self.live_object = self._found
        return self._found

    @cached_property
    def _found(self) -> Claim:
        """Wagtail asks for the object twice a request."""
        claim = get_claim_to_decide(self.request.user, unquote(str(self.kwargs[self.pk_url_kwarg])))
        claim.twins = list(twins_in_words(claim)[:MOST_TWINS])  # type: ignore[attr-defined]  # for a panel
        return claim

    @transaction.atomic
    def save_instance(self) -> Claim:
        chosen = self.form.cleaned_data
        subject = {"claim": lock_claim(self.form.instance), "by": self.request.user}
        if chosen["seen"] and chosen["seen"] != subject["claim"].updated_at.isoformat():
            raise HandedInAnew
        require_free(kind=Kind.CLAIM, key=self.form.instance.pk, by=self.request.user)
        forget(kind=Kind.CLAIM, key=self.form.instance.pk)
        if chosen["decision"] == VERIFY:
            return verify_claim(**subject)
        decide = refuse_claim if chosen["decision"] == REFUSE else revoke_claim
        return decide(**subject, reason=chosen["reason"], words=chosen["words"])

    def get_success_url(self) -> str:
        """On to the next that waits; who revokes a claim came from the list."""
        if self.form.cleaned_data.get("decision") == REVOKE:
            return str(super().get_success_url())
        return next_free(self.request.user, Kind.CLAIM) or reverse("curation:queue")

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
        except (ClaimRunOut, HandedInAnew, TakenByColleague) as error:
            words = RUN_OUT if isinstance(error, ClaimRunOut) else sentence_for(error)
            messages.error(self.request, words)
            return redirect(self.request.path)
        return response


#: What a curator compares with the document.
SHOWN = ("kind", "state", "shop", "product", "number", "value", "issuer", "issued_on", "expires_on")


class FactPanel(FieldPanel):
    """A field of the claim, to read only. Wagtail would write “None” where nothing was said."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value: Any) -> Any:
        return "–" if value is None else super().format_value_for_display(value)


def shown(*names: str) -> FieldRowPanel:
    """These fields side by side."""
    return FieldRowPanel([FactPanel(name) for name in names])


class ClaimViewSet(SnippetViewSet):
    """Claims: submitted by sellers, decided by curators."""

    model = Claim
    icon = "clipboard-list"
    menu_label = gettext_lazy("Claims")
    menu_order = 20
    copy_view_enabled = False
    list_display = (
        "__str__",
        "shop",
        "product",
        "state",
        YesColumn("has_twin", label=gettext_lazy("Same number elsewhere")),
        "expires_on",
        "submitted_at",
    )
    list_filter = ("state", "kind")
    search_fields = ("number", "shop__name")
    ordering = ("-submitted_at", "-pk")
    edit_view_class = ClaimDecisionView
    edit_template_name = "claims/cms/decision.html"
    edit_handler = ObjectList(
        [
            HelpPanel(template="claims/cms/twins.html"),
            FieldRowPanel(
                [
                    MultiFieldPanel([shown(name) for name in SHOWN], heading=gettext_lazy("What is claimed")),
                    HelpPanel(template="claims/cms/evidence.html", heading=gettext_lazy("Evidence")),
                ]
            ),
            FieldPanel("decision"),
            FieldPanel("reason"),
            FieldPanel("words"),
            HelpPanel(template="claims/cms/history.html", heading=gettext_lazy("History")),
        ],
        base_form_class=DecisionForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        return (
            claims_in(scope_of(request.user))
            .with_twins()
            .select_related("kind", "shop", "product", "product__shop")
        )
