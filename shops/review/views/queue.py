"""The queue, and taking what stands in it."""

import re
from hashlib import md5
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from catalogue.exceptions import CatalogueError
from shops.curation.scope import Scope, scope_of
from shops.regions.models import Region
from shops.review.access import curators_only
from shops.review.forms import FilterForm, HandOverForm
from shops.review.kinds import Kind, subjects_of
from shops.review.problems import name_of, sentence_for
from shops.review.queries import colleagues_for, imports_for
from shops.review.queue import Entry, Queue
from shops.review.services.takings import hand_over, release, take, take_many

#: `Entry.place`, as a form names it.
ENTRY = re.compile(rf"(?P<kind>{'|'.join(Kind.values)})-(?P<key>\d{{1,18}})", re.ASCII)
PER_PAGE, HALF_A_MINUTE, AN_HOUR, UNCHANGED = 25, 30, 3600, 422


@require_safe
@curators_only
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for me, oldest first."""
    scope = scope_of(request.user)
    form = FilterForm(request.GET, regions=regions_to_choose(scope), by=request.user)
    waiting: Any = Queue(scope, form.filters())
    page: Page[Entry] = Paginator(waiting, PER_PAGE).get_page(request.GET.get("halaman"))
    asked = request.GET.copy()
    asked.pop("halaman", None)
    context = {
        "page": page,
        "form": form,
        "asked": asked.urlencode(),
        "imports": imports_waiting_for(request.user),
        "breadcrumbs_items": [{"url": "", "label": _("Queue")}],
    }
    return render(request, "review/queue.html", context)


def imports_waiting_for(user: Any) -> int:
    """How many imports wait for a decision on the whole; kept for half a minute."""
    key = f"curation-imports-{user.pk}"
    known: int | None = cache.get(key)
    if known is None:
        known = imports_for(user).open().count()
        cache.set(key, known, HALF_A_MINUTE)
    return known


def regions_to_choose(scope: Scope) -> list[Region]:
    """The provinces for who looks after the country, else the curator's own regions and what lies below.

    Regions hardly ever change, so the list is kept for an hour.
    """
    if scope.is_national:
        rows = Region.objects.provinces().order_by("name")
    else:
        rows = Region.objects.filter(scope.q("code"), level__lte=2).order_by("code")
    key = md5(" ".join(sorted(scope.codes)).encode(), usedforsecurity=False).hexdigest()
    kept: list[Region] | None = cache.get_or_set(f"curation-regions-{key}", lambda: list(rows), AN_HOUR)
    return kept or []


@require_POST
@curators_only
def take_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take an entry, or say who has it."""
    subject(request, kind, pk)
    return _done(request, take, _("It is yours now."), kind=Kind(kind), key=pk)


@require_POST
@curators_only
def take_entries(request: HttpRequest) -> HttpResponse:
    """Take all that the page showed as free, and say how much a colleague was quicker with."""
    named = [ENTRY.fullmatch(place) for place in request.POST.getlist("entry")[:PER_PAGE]]
    entries = [(Kind(found["kind"]), int(found["key"])) for found in named if found]
    for kind, key in entries:
        subject(request, kind, key)
    taken = take_many(entries=entries, by=request.user)
    told = ngettext("%(count)d is yours now.", "%(count)d are yours now.", taken) % {"count": taken}
    if missed := len(entries) - taken:
        words = ngettext("%(count)d was not free.", "%(count)d were not free.", missed)
        told = " ".join([told, words % {"count": missed}])
    messages.success(request, told)
    return HttpResponseRedirect(_back(request))


@require_POST
@curators_only
def release_entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put an entry back."""
    subject(request, kind, pk)
    return _done(request, release, _("It is back in the queue, in its old place."), kind=Kind(kind), key=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@curators_only
def hand_entry_over(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose a colleague who may decide on the entry, and give it to them."""
    entry = subject(request, kind, pk)
    colleagues = colleagues_for(entry)
    form = HandOverForm(request.POST or None, colleagues=colleagues.exclude(pk=request.user.pk))
    if form.is_valid():
        to = form.cleaned_data["to"]
        told = _("%(name)s has it now.") % {"name": name_of(to)}
        return _done(request, hand_over, told, kind=Kind(kind), key=pk, to=to, colleagues=colleagues)
    context = {
        "entry": entry,
        "form": form,
        "next": _back(request),
        "breadcrumbs_items": [
            {"url": reverse("curation:queue"), "label": _("Queue")},
            {"url": "", "label": _("Hand over")},
        ],
    }
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "review/hand_over.html", context, status=status)


def subject(request: HttpRequest, kind: str, pk: int) -> Any:
    """What the entry is about; 404 outside the person's regions and kinds."""
    path = "region_id" if kind == Kind.SHOP else "shop__region_id"
    in_charge = scope_of(request.user).of(kind)
    return get_object_or_404(subjects_of(kind).filter(in_charge.q(path)), pk=pk)


def _done(request: HttpRequest, service: Any, told: str, **what: Any) -> HttpResponse:
    try:
        service(by=request.user, **what)
    except CatalogueError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, told)
    return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page the form stands on, when it is one of ours; an address, and no name of one."""
    return get_valid_next_url_from_request(request) or reverse("curation:queue")
