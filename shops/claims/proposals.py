"""Proposals from the register in the CMS: the list of a curator's regions, and the decision."""

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from catalogue.claims.exceptions import ClaimRunOut
from catalogue.claims.services import has_run_out
from catalogue.models import Product
from media.fields import LineField
from shops.claims.cms import DecisionView, shown
from shops.claims.models import ClaimProposal
from shops.claims.queries import products_to_claim_for
from shops.claims.register.decisions import accept_proposal, reject_proposal
from shops.claims.register.exceptions import ProposalDecided
from shops.claims.register.wording import agreements
from shops.review.keys import key_in

ACCEPT, REJECT = "accept", "reject"
RUN_OUT = gettext_lazy("The certificate ran out while it waited, so no mark could be shown: reject it.")
#: What the register says, which a curator compares with the shop and its product.
REGISTER = (
    "company",
    "province",
    "product_name",
    "specification",
    "types",
    "brands",
    "codes",
    "group",
    "value",
    "expires_on",
    "rows",
)


class ProposalForm(WagtailAdminModelForm):
    """The curator's decision; what the register says is only shown."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[
            (ACCEPT, gettext_lazy("Accept: it is this shop's certificate, for the product below")),
            (REJECT, gettext_lazy("Reject: it belongs to somebody else")),
        ],
        widget=forms.RadioSelect,
    )
    its_product = forms.ModelChoiceField(
        label=gettext_lazy("Product"), queryset=Product.objects.none(), required=False
    )
    number = LineField(
        label=gettext_lazy("Number of the certificate"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("The export has none: enter it if you know it."),
    )
    words = LineField(label=gettext_lazy("Note"), max_length=2000, required=False)

    instance: ClaimProposal

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product = self.fields["its_product"]
        product.queryset = products_to_claim_for(self.instance.shop)
        product.initial = self.instance.product_id

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("decision") == ACCEPT:
            if has_run_out(self.instance):
                self.add_error("decision", RUN_OUT)
            if not cleaned.get("its_product"):
                self.add_error("its_product", _("Choose the product that the certificate is about."))
            self._check_number(cleaned.get("number", ""))
        return cleaned

    def _check_number(self, number: str) -> None:
        try:
            if number.strip():
                self.instance.kind.clean_number(number)
        except ValidationError as error:
            self.add_error("number", error)

    def _post_clean(self) -> None:
        """The proposal itself is not edited, so it is not validated."""


class ProposalDecisionView(DecisionView):
    """Shows the register's words beside the shop and takes the decision instead of saving the form."""

    success_message = gettext_lazy("The proposal “%(object)s” is decided.")

    def get_object(self, queryset: Any = None) -> ClaimProposal:
        """With its score in words; Http404 for what is no key."""
        self.live_object = self._found
        return self._found

    @cached_property
    def _found(self) -> ClaimProposal:
        """Wagtail asks for the object twice a request."""
        key = key_in(unquote(str(self.kwargs[self.pk_url_kwarg])))
        proposals = ClaimProposal.objects.select_related("kind", "shop", "product", "source")
        proposal = get_object_or_404(proposals, pk=key)
        proposal.agreements = agreements(proposal.agreement)  # type: ignore[attr-defined]  # for a panel
        return proposal

    def save_instance(self) -> ClaimProposal:
        chosen, proposal = self.form.cleaned_data, self.form.instance
        if chosen["decision"] == ACCEPT:
            accept_proposal(
                proposal=proposal,
                product=chosen["its_product"],
                number=chosen["number"],
                by=self.request.user,
            )
        else:
            reject_proposal(proposal=proposal, by=self.request.user, words=chosen["words"])
        return proposal

    def form_valid(self, form: forms.ModelForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except ProposalDecided as error:
            messages.error(
                self.request,
                _("Nothing was decided: a colleague was faster. It is: %(state)s.") % {"state": error},
            )
            return redirect(self.get_success_url())
        except ClaimRunOut:  # at midnight, after the form was judged
            messages.error(self.request, RUN_OUT)
            return redirect(self.request.path)
        return response


class ProposalViewSet(SnippetViewSet):
    """What the register proposes, the surest first."""

    model = ClaimProposal
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Proposals from the register")
    menu_order = 25
    copy_view_enabled = False
    list_display = ("__str__", "shop", "product", "value", "expires_on", "score", "state")
    list_filter = ("state", "source")
    search_fields = ("company", "product_name", "shop__name")
    ordering = ("-score", "pk")
    edit_view_class = ProposalDecisionView
    edit_template_name = "claims/cms/decision.html"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [shown("shop", "product"), shown("state"), HelpPanel(template="claims/cms/score.html")],
                heading=gettext_lazy("Proposed to"),
            ),
            MultiFieldPanel(
                [*(shown(name) for name in REGISTER), HelpPanel(template="claims/cms/source.html")],
                heading=gettext_lazy("What the register says"),
            ),
            FieldPanel("decision"),
            FieldPanel("its_product"),
            FieldPanel("number"),
            FieldPanel("words"),
        ],
        base_form_class=ProposalForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimProposal]:
        return ClaimProposal.objects.select_related("shop", "product", "kind", "source")
