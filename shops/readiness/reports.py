"""The report on readiness in `/cms/`: the funnel, the businesses behind its numbers, and both as XLSX."""

import re
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shops.curation.scope import Scope, reading_scope_of
from shops.models import Partner
from shops.readiness.funnel import GROUPS, STAGES, FunnelQuestion, businesses, funnel_rows
from shops.readiness.sheets import xlsx
from shops.regions.models import Region, is_region_code

PER_PAGE = 50
MOST_EXPORTED = 50_000
#: What a line of the file says of a business.
COLUMNS = ("name", "regency__name", "sector", "state", "level_name", "score")
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)
Report = Callable[[HttpRequest, Scope, FunnelQuestion], HttpResponse]


def official_page(view: Report) -> Callable[[HttpRequest], HttpResponse]:
    """Let the view have the official's scope and a question within it; who has no scope may not come in.

    A region outside the scope is as unknown as one that never was.
    """

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        scope = reading_scope_of(request.user)
        if not scope:
            raise PermissionDenied
        return view(request, scope, _question(request))

    return guarded


@official_page
def funnel(request: HttpRequest, scope: Scope, question: FunnelQuestion) -> HttpResponse:
    """Registered → ready → curated → sold, by region, sector or month; every number opens its rows."""
    total, rows = funnel_rows(scope, question)
    if request.GET.get("format") == "xlsx":
        head = [str(GROUPS[question.group]), *map(str, STAGES.values())]
        lines: list[list[str | int]] = [[row.label, *row.counts] for row in rows]
        lines.append([_("Altogether"), *total.counts])
        return xlsx("kesiapan", head, lines)
    context = {
        "question": question,
        "total": _linked(total),
        "rows": [{"row": row, "cells": _linked(row), "url": _deeper(row)} for row in rows],
        "stages": STAGES.values(),
        "group_name": GROUPS[question.group],
        "groups": [
            (label, question.query(group=key), key == question.group) for key, label in GROUPS.items()
        ],
        "chips": _chips(question),
        "xlsx_url": question.query(format="xlsx"),
        "breadcrumbs_items": [{"url": "", "label": _("Readiness of businesses")}],
    }
    return render(request, "readiness/cms/funnel.html", context)


@official_page
def rows(request: HttpRequest, scope: Scope, question: FunnelQuestion) -> HttpResponse:
    """The businesses behind one number, paged."""
    stage = request.GET.get("tahap", "registered")
    if stage not in STAGES:
        raise Http404("No such stage.")
    found = businesses(scope, question, stage)
    if request.GET.get("format") == "xlsx":
        head = [_("Shop"), _("Regency or city"), _("Sector"), _("State"), _("Level"), _("Score")]
        return xlsx("usaha", head, _cells(found.values_list(*COLUMNS)[:MOST_EXPORTED]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "title": STAGES[stage],
        "asked": question.query(tahap=stage)[1:],
        "xlsx_url": question.query(tahap=stage, format="xlsx"),
        "chips": _chips(question),
        "breadcrumbs_items": [
            {"url": reverse("readiness_funnel") + question.query(), "label": _("Readiness of businesses")},
            {"url": "", "label": STAGES[stage]},
        ],
    }
    return render(request, "readiness/cms/rows.html", context)


def _question(request: HttpRequest) -> FunnelQuestion:
    """Read `wilayah`, `sektor`, `bulan` and `menurut`; what makes no sense is a 404."""
    get = request.GET.get
    question = FunnelQuestion(
        get("wilayah", ""), get("sektor", ""), get("bulan", ""), get("menurut", "region") or "region"
    )
    known = (
        (not question.region or is_region_code(question.region))
        and (not question.sector or question.sector in Partner.Sector.values)
        and (not question.month or MONTH.fullmatch(question.month))
        and question.group in GROUPS
    )
    if not known:
        raise Http404("No such report.")
    return question


def _linked(row: Any) -> list[tuple[int, str]]:
    return [(count, row.question.query(tahap=stage)) for stage, count in zip(STAGES, row.counts, strict=True)]


def _deeper(row: Any) -> str:
    """Where a line leads: the same report within it; a leaf of the tree leads nowhere."""
    return "" if row.is_leaf else row.question.query()


def _chips(question: FunnelQuestion) -> list[tuple[str, str]]:
    """What narrows the report, each with the question without it; one query for the region's name."""
    chips = []
    if question.region:
        name = Region.objects.filter(code=question.region).values_list("name", flat=True).first()
        chips.append((name or question.region, question.query(region=question.region.rpartition(".")[0])))
    if question.sector:
        chips.append((str(Partner.Sector(question.sector).label), question.query(sector="")))
    if question.month:
        chips.append((question.month, question.query(month="")))
    return chips


def _cells(found: QuerySet[Partner, tuple[Any, ...]]) -> Iterator[list[Any]]:
    """The rows in words; plain columns, for so many shops take seconds to make."""
    sectors, states = (
        {value: str(label) for value, label in choices}  # said once, not for every row
        for choices in (Partner.Sector.choices, Partner.State.choices)
    )
    for name, regency, sector, state, level, score in found.iterator():
        yield [name, regency, sectors[sector], states[state], level or "", "" if score is None else score]
