"""The register's imports in `/cms/`: who read what and when, what is proposed, and many decided together."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from media.fields import LineField
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.proposals import ACCEPT, REJECT
from shops.claims.register.decisions import DecidedTogether, decide_together
from shops.claims.register.queries import get_import_for, imports_for, proposals_of
from shops.claims.register.wording import agreements
from shops.curation.scope import Scope, scope_of
from shops.review.keys import key_in
from shops.review.kinds import Kind

PER_PAGE = 50
MAY_DECIDE = "shop_claims.change_claimproposal"


class ProposalsField(forms.ModelMultipleChoiceField):
    """Proposals by their keys. A forged one may be a number that no database holds: it is no choice."""

    def clean(self, value: Any) -> QuerySet[ClaimProposal]:
        chosen: QuerySet[ClaimProposal] = super().clean([key_in(str(key)) or "" for key in value or []])
        return chosen


class TogetherForm(forms.Form):
    """Some of the open proposals on a page, and one decision on all of them."""

    proposals = ProposalsField(
        queryset=ClaimProposal.objects.none(),
        error_messages={"required": gettext_lazy("Choose at least one proposal.")},
    )
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision on all that are chosen"),
        choices=[
            (ACCEPT, gettext_lazy("Accept each for the product that it proposes")),
            (REJECT, gettext_lazy("Reject: they belong to somebody else")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what is decided of them.")},
    )
    words = LineField(label=gettext_lazy("Note"), max_length=2000, required=False)

    def __init__(self, *args: Any, proposals: QuerySet[ClaimProposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposals"].queryset = proposals  # type: ignore[attr-defined]  # it is one of models


def register_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever decides on claims of some region, with that scope; Wagtail turns the rest away."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = scope_of(request.user).of(Kind.CLAIM)
        if not scope or not request.user.has_perm(MAY_DECIDE):
            raise PermissionDenied
        return view(request, scope, *args, **kwargs)

    return guarded


@require_safe
@register_page
def imports(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every reading of the register, the last first; each number leads to its proposals."""
    page = Paginator(imports_for(scope), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [{"source": source, "counts": _counts(source)} for source in page]
    context = {"page": page, "rows": rows, "states": ClaimProposal.State.labels, "breadcrumbs_items": _path()}
    return render(request, "claims/cms/imports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@register_page
def one_import(request: HttpRequest, scope: Scope, pk: int) -> HttpResponse:
    """What one reading proposes; `?keadaan=` narrows to a state, `?semua=1` chooses all on the page."""
    source = get_import_for(scope, pk)
    state = request.GET.get("keadaan", "")
    state = state if state in ClaimProposal.State.values else ""
    form = TogetherForm(
        request.POST if request.method == "POST" else None, proposals=proposals_of(source, scope)
    )
    if request.method == "POST" and form.is_valid():
        _decide(request, form)
        return redirect(request.get_full_path())
    page = Paginator(proposals_of(source, scope, state), PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "source": source,
        "page": page,
        "rows": [(proposal, agreements(proposal.agreement)) for proposal in page],
        "states": _counts(source),
        "state": state,
        "query": f"keadaan={state}",
        "form": form,
        "chosen": _chosen(request, page),
        "breadcrumbs_items": _path(source),
    }
    return render(request, "claims/cms/import.html", context, status=422 if form.is_bound else 200)


def _decide(request: HttpRequest, form: TogetherForm) -> None:
    said = form.cleaned_data
    report = decide_together(
        proposals=said["proposals"],
        accept=said["decision"] == ACCEPT,
        by=request.user,
        words=said["words"],
    )
    for level, sentence in _sentences(report):
        level(request, sentence)


def _sentences(report: DecidedTogether) -> list[tuple[Callable[..., Any], str]]:
    told = (
        (
            messages.success,
            report.decided,
            ngettext("%(count)d proposal is decided.", "%(count)d proposals are decided.", report.decided),
        ),
        (
            messages.warning,
            report.by_colleagues,
            ngettext(
                "%(count)d had been decided by a colleague: that stands.",
                "%(count)d had been decided by colleagues: that stands.",
                report.by_colleagues,
            ),
        ),
        (
            messages.warning,
            report.without_product,
            ngettext(
                "%(count)d proposes no product and stays open: open it and choose one.",
                "%(count)d propose no product and stay open: open them and choose one.",
                report.without_product,
            ),
        ),
        (
            messages.warning,
            report.run_out,
            ngettext(
                "%(count)d has run out while it waited and shows nothing any more: reject it.",
                "%(count)d have run out while they waited and show nothing any more: reject them.",
                report.run_out,
            ),
        ),
    )
    return [(level, words % {"count": count}) for level, count, words in told if count]


def _chosen(request: HttpRequest, page: Any) -> set[str]:
    """The keys whose boxes are ticked, as the address or the form that came back has them."""
    if request.method != "POST" and request.GET.get("semua"):
        return {str(proposal.pk) for proposal in page}
    return set(request.POST.getlist("proposals"))


def _counts(source: RegisterImport) -> list[tuple[str, str, int]]:
    """Value, label and number of each state."""
    return [(state.value, str(state.label), getattr(source, state.value)) for state in ClaimProposal.State]


def _path(source: RegisterImport | None = None) -> list[dict[str, str]]:
    top = {"url": reverse("register_imports") if source else "", "label": _("Imports of the register")}
    return [top, {"url": "", "label": str(source)}] if source else [top]
