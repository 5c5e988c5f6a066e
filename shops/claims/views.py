"""The seller's pages of claims: list, new claim, one claim with its files and history, and its files."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.claims.evidence.services import add_evidence, remove_evidence
from catalogue.claims.exceptions import ClaimError
from catalogue.claims.services import create_claim, edit_claim, submit_claim, withdraw_claim
from catalogue.models import Claim, ClaimKind
from shops.claims.forms import ClaimForm, EvidenceForm, as_initial
from shops.claims.problems import sentence_for
from shops.claims.queries import claims_of, get_claim_for, get_evidence_for, kinds_in_use
from shops.panel.access import Desk, Right, seller_page
from shops.panel.once import once
from shops.review.keys import key_in

PER_PAGE = 24
form_page = require_http_methods(["GET", "HEAD", "POST"])
#: What a browser may do with a file of evidence: show it or keep it, and nothing else.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_safe
@seller_page(Right.LOOK)
def claims(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The shop's claims with their states and what to do next; `?keadaan=` narrows to one state."""
    state = request.GET.get("keadaan", "")
    rows = claims_of(desk.shop)
    if state in Claim.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"desk": desk, "page": page, "state": state, "states": Claim.State.choices}
    return render(request, "claims/list.html", context)


@form_page
@seller_page(Right.EDIT)
def claim_new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """First the kind of claim, then its form; `?ganti=` takes the words of a claim that is to be renewed."""
    code = request.GET.get("jenis", "")
    kind = kinds_in_use().filter(code=code).first() if code and code.isprintable() else None
    if kind is None:
        return render(request, "claims/kinds.html", {"desk": desk, "kinds": kinds_in_use()})
    form = _form(request, desk, kind, initial=_words_to_renew(request, desk))
    if request.method == "POST" and form.is_valid():
        make = partial(_make, request, desk, form)
        return once(request, make, meanwhile=reverse("claims:list", args=[desk.shop.slug]))
    context = {"desk": desk, "kind": kind, "form": form}
    return render(request, "claims/new.html", context, status=_status(request))


@form_page
@seller_page(Right.LOOK)
def claim(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """One claim: its form while it is open, else a page to read; always with its files and its history."""
    found = get_claim_for(request.user, desk.shop.slug, pk)
    form = None
    if request.method == "POST":
        desk.require(Right.EDIT)
    if found.is_open and desk.may_edit:
        form = _form(request, desk, found.kind, initial=as_initial(found))
    if request.method == "POST":
        if form is None:
            messages.error(request, _("It is with the curators or holds already: nothing changed."))
            return redirect("claims:claim", desk.shop.slug, pk)
        if form.is_valid() and _told(request, lambda: _edit(request, found, form)):
            return redirect(_saved(request, desk, found, form))
    return _claim_page(request, desk, found, form)


@require_POST
@seller_page(Right.EDIT)
def claim_submit(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Hand it to the curators."""
    _submit(request, get_claim_for(request.user, desk.shop.slug, pk))
    return redirect("claims:claim", desk.shop.slug, pk)


@require_POST
@seller_page(Right.EDIT)
def claim_withdraw(request: HttpRequest, desk: Desk, pk: int) -> HttpResponse:
    """Take it back from the queue."""
    found = get_claim_for(request.user, desk.shop.slug, pk)
    if _told(request, lambda: withdraw_claim(claim=found, by=request.user)):
        messages.success(request, _("You have taken it back. Change it and submit it again when you like."))
    return redirect("claims:claim", desk.shop.slug, pk)


@require_POST
@seller_page(Right.EDIT)
def evidence_remove(request: HttpRequest, desk: Desk, pk: int, evidence_pk: int) -> HttpResponse:
    """Take one file from an open claim."""
    found = get_claim_for(request.user, desk.shop.slug, pk)
    evidence = get_object_or_404(found.evidence.filter(put_aside_at=None), pk=evidence_pk)
    if _told(request, lambda: remove_evidence(evidence=evidence, by=request.user)):
        messages.success(request, _("The file is removed."))
    return redirect("claims:claim", desk.shop.slug, pk)


@never_cache
@require_safe
def evidence_file(request: HttpRequest, pk: int) -> FileResponse:
    """A file of evidence. The type is the one that its content showed; a PDF is never opened in a page."""
    evidence = get_evidence_for(request.user, pk)
    response = FileResponse(
        evidence.file.open("rb"),
        as_attachment=not evidence.is_picture,
        filename=evidence.download_name,
        content_type=evidence.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    return response


def _form(request: HttpRequest, desk: Desk, kind: ClaimKind, *, initial: dict[str, Any]) -> ClaimForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return ClaimForm(*sent, shop=desk.shop, kind=kind, initial=initial)


def _words_to_renew(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """What stays of an older claim of this shop: all but its days."""
    older = key_in(request.GET.get("ganti", ""))
    found = claims_of(desk.shop).filter(pk=older).first() if older else None
    words = as_initial(found) if found else {}
    return {name: value for name, value in words.items() if name not in {"issued_on", "expires_on"}}


def _edit(request: HttpRequest, found: Claim, form: ClaimForm) -> None:
    edit_claim(claim=found, entry=form.entry, by=request.user)


def _make(request: HttpRequest, desk: Desk, form: ClaimForm) -> str:
    made = create_claim(shop=desk.shop, entry=form.entry, by=request.user)
    return _saved(request, desk, made, form)


def _saved(request: HttpRequest, desk: Desk, saved: Claim, form: EvidenceForm) -> str:
    """Keep the files one by one: what is wrong with one says so, and the others stay.

    Answers with the claim's address.
    """
    taken = [
        _told(request, partial(add_evidence, claim=saved, upload=upload, by=request.user))
        for upload in form.cleaned_data["evidence"]
    ]
    if "submit" in request.POST and all(taken):
        _submit(request, saved)
    else:
        messages.success(request, _("The claim is saved. Submit it when the document is complete."))
    return reverse("claims:claim", args=[desk.shop.slug, saved.pk])


def _submit(request: HttpRequest, found: Claim) -> None:
    try:
        done = _told(request, lambda: submit_claim(claim=found, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    if done:
        messages.success(request, _("It is with the curators now. We will tell you what they say."))


def _told(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; where not, the person is told why."""
    try:
        act()
    except ClaimError as error:
        messages.error(request, sentence_for(error))
        return False
    return True


def _claim_page(request: HttpRequest, desk: Desk, found: Claim, form: ClaimForm | None) -> HttpResponse:
    context = {
        "desk": desk,
        "claim": found,
        "form": form,
        "files": [file for file in found.evidence.all() if file.put_aside_at is None],
    }
    return render(request, "claims/claim.html", context, status=_status(request))


def _status(request: HttpRequest) -> int:
    """A form that comes back after a POST was not accepted."""
    return 422 if request.method == "POST" else 200
