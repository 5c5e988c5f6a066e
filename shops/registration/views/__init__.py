"""Registration at `/penjual/daftar/`: a start, one question a screen, a review, and the end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from shops.panel.access import Desk, Right, seller_page
from shops.registration.exceptions import AlreadyFinished, AnswersMissing
from shops.registration.forms import NibForm
from shops.registration.models import Registration
from shops.registration.problems import sentence_for
from shops.registration.queries import open_registration_of
from shops.registration.questions import QUESTIONS, Question, asked, missing
from shops.registration.services import begin, begin_mending, finish, keep_answer
from shops.registration.views.screens import Screen
from shops.standing.exceptions import ShopError
from shops.standing.states import STEPS, ShopMove
from shops.teams.queries import requests_by
from shops.teams.requests import request_to_join

__all__ = ["join", "mend", "question", "review", "start"]
page = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@page
def start(request: HttpRequest) -> HttpResponse:
    """What registering takes, and the way in; a POST begins."""
    if not request.user.is_authenticated:
        return render(request, "registration/start.html", {"address": request.path})
    if request.method == "POST":
        begun = begin(user=request.user)
        left = [each for each in asked(begun) if each.key not in begun.answers]
        return redirect("registration:question", left[0].key) if left else redirect("registration:review")
    context = {
        "registration": open_registration_of(request.user),
        "requests": requests_by(request.user),
    }
    return render(request, "registration/start.html", context)


@never_cache
@login_required
@page
def question(request: HttpRequest, key: str, slug: str = "") -> HttpResponse:
    """One question. What was answered stays, whichever way a person goes."""
    registration = get_registration_for(request.user, slug)
    if registration is None:
        return redirect("registration:start")
    questions = asked(registration)
    found = next((each for each in questions if each.key == key), None)
    if found is None:
        raise Http404("No such question.")
    screen = Screen(registration, questions, found, request)
    if request.method == "POST" and screen.form.is_valid():
        try:
            keep_answer(registration=registration, key=key, answer=screen.form.answer())
        except AlreadyFinished:
            return redirect("panel:shops")
        return redirect(screen.after())
    status = 422 if request.method == "POST" else 200
    return render(request, found.template, screen.context(), status=status)


@never_cache
@login_required
@page
def review(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Everything that was said, each with a way to change it; a POST hands it in."""
    registration = get_registration_for(request.user, slug)
    if registration is None:
        return redirect("registration:start")
    if request.method == "POST":
        return _hand_in(request, registration, slug)
    answers = registration.answers
    rows = [
        (each, each.form.said(answers[each.key]) if each.key in answers else "", address_of(each, slug))
        for each in asked(registration)
    ]
    context = {"rows": rows, "missing": missing(registration), "shop": registration.shop}
    return render(request, "registration/review.html", context)


@require_POST
@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Ask the owner of the business with this NIB. The answer is the same whether or not there is one."""
    form = NibForm(request.POST, answers={})
    if not form.is_valid() or not form.cleaned_data["nib"]:
        messages.error(request, _("An NIB has 13 digits. Compare it with the document from OSS."))
        return redirect("registration:question", "nib")
    try:
        request_to_join(nib=form.cleaned_data["nib"], user=request.user)
    except ShopError as error:
        messages.error(request, sentence_for(error))
        return redirect("registration:question", "nib")
    messages.success(
        request,
        _(
            "Your request is noted. If a business with this NIB is here, its owner decides "
            "and you get an e-mail."
        ),
    )
    return redirect("registration:start")


@require_POST
@seller_page(Right.OWN)
def mend(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Begin to change what a returned shop says."""
    if desk.shop.state not in STEPS[ShopMove.SUBMIT].before:
        raise Http404("This shop is not being mended.")
    begin_mending(shop=desk.shop, user=request.user)
    return redirect("registration:mend_review", desk.shop.slug)


def get_registration_for(user: Any, slug: str) -> Registration | None:
    """The person's own open registration, or that of a shop they own; anyone else gets Http404.

    None where this person registers no business of their own, as after handing it in and going back.
    """
    if not slug:
        return open_registration_of(user)
    own = Registration.objects.filter(shop__slug=slug, finished_at=None).select_related("shop")
    found = own.filter(shop__memberships__user=user, shop__memberships__role="owner").first()
    if found is None or (found.shop and found.shop.state not in STEPS[ShopMove.SUBMIT].before):
        raise Http404("No such registration.")
    return found


def address_of(each: Question, slug: str) -> str:
    """Where a question is asked."""
    if slug:
        return reverse("registration:mend_question", args=[slug, each.key])
    return reverse("registration:question", args=[each.key])


def _hand_in(request: HttpRequest, registration: Registration, slug: str) -> HttpResponse:
    try:
        shop = finish(registration=registration)
    except AnswersMissing as error:
        messages.error(request, _("Some questions are still open. Answer them first."))
        return redirect(address_of(next(each for each in QUESTIONS if each.key == error.keys[0]), slug))
    except AlreadyFinished:
        return redirect("panel:shops")
    except ShopError as error:
        messages.error(request, sentence_for(error))
        return redirect(request.path)
    if shop is None:
        messages.warning(
            request,
            _(
                "A business with this NIB is registered already, so there is no second one. "
                "We asked its owner."
            ),
        )
        return redirect("registration:start")
    messages.success(request, _("It is with the office now. We will tell you by e-mail what they say."))
    return redirect("standing:standing", shop.slug)
