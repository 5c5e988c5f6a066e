"""The report on the curators' work: its numbers, the rows behind each of them, and both as XLSX."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shops.curation.scope import Scope, reading_scope_of, scope_of
from shops.readiness.sheets import xlsx
from shops.review.access import readers_only
from shops.review.forms import ReportQuestionForm
from shops.review.report.figures import (
    AGES,
    DECIDED,
    REASON,
    Figures,
    figures,
    labels_for,
    measures,
    reasons,
)
from shops.review.report.ledgers import LEDGERS
from shops.review.report.question import NoSuchQuestion, Question, question_from
from shops.review.report.rows import Line, lines_of, measured

PER_PAGE = 50
#: A file has so many rows at most, and says when there are more.
MOST_EXPORTED = 50_000
Report = Callable[[HttpRequest, Scope, Question], HttpResponse]


def report_page(view: Report) -> Callable[[HttpRequest], HttpResponse]:
    """Let the view have the reader's scope and a question within it; what makes no sense is a 404."""

    @require_safe
    @readers_only
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        scope = reading_scope_of(request.user)
        try:
            question = question_from(request.GET, scope)
        except NoSuchQuestion as error:
            raise Http404("No such report.") from error
        return view(request, scope, question)

    return guarded


@report_page
def report(request: HttpRequest, scope: Scope, question: Question) -> HttpResponse:
    """How long decisions take, what waits, and why things come back; every number opens its rows."""
    summary = figures(scope, question)
    given = reasons(scope, question)
    heads = _heads(question)
    if request.GET.get("format") == "xlsx":
        names = measures(LEDGERS[question.kind])
        head = [_group_name(question), *heads.values(), _("Median time to a decision (hours)")]
        cells = (
            [line.label, *_cells(line, names), _hours(line.median)]
            for line in [*summary.lines, summary.total]
        )
        return xlsx("kurasi", head, cells)
    context = {
        "question": question,
        "form": ReportQuestionForm.of(question, scope),
        "heads": heads.values(),
        "total": _row(summary.total, heads),
        "lines": [_row(line, heads) for line in summary.lines],
        "group_name": _group_name(question),
        "groups": [
            (label, question.query(group=key), key == question.group)
            for key, label in (("region", _("by region")), ("curator", _("by curator")))
        ],
        "reasons": [(row, _behind(question, f"{REASON}:{row.code}")) for row in given],
        "has_reasons": LEDGERS[question.kind].reason is not None,
        "chips": _chips(question, summary.labels),
        "xlsx_url": question.query(more={"format": "xlsx"}),
        "breadcrumbs_items": [
            *_queue_of(request.user),
            {"url": "", "label": _("Report on curation")},
        ],
    }
    return render(request, "review/report.html", context)


@report_page
def rows(request: HttpRequest, scope: Scope, question: Question) -> HttpResponse:
    """The rows behind one number, paged."""
    measure = request.GET.get("angka") or DECIDED
    try:
        found = measured(scope, question, measure)
    except LookupError as error:
        raise Http404("No such number.") from error
    if request.GET.get("format") == "xlsx":
        return xlsx("kurasi-baris", _row_heads(), _row_cells(question, measure, found))
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    on_page: Any = page.object_list
    title = _title(scope, question, measure)
    context = {
        "page": page,
        "lines": list(lines_of(question, measure, on_page)),
        "may_open": bool(scope_of(request.user)),
        "title": title,
        "asked": question.query(more={"angka": measure})[1:],
        "xlsx_url": question.query(more={"angka": measure, "format": "xlsx"}),
        "most": MOST_EXPORTED if page.paginator.count > MOST_EXPORTED else None,
        "chips": _chips(question, labels_for(scope, question, ())),
        "breadcrumbs_items": [
            *_queue_of(request.user),
            {"url": reverse("curation:report") + question.query(), "label": _("Report on curation")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "review/report_rows.html", context)


def _queue_of(user: Any) -> list[dict[str, str]]:
    """The way back to the queue, for who has one."""
    return [{"url": reverse("curation:queue"), "label": _("Queue")}] if scope_of(user) else []


def _heads(question: Question) -> dict[str, str]:
    """What every number is called, by its measure."""
    ledger = LEDGERS[question.kind]
    ages = [_("waits up to 1 day")]
    ages += [_("up to %(days)d days") % {"days": days} for days in AGES[1:]]
    ages += [_("longer than %(days)d days") % {"days": AGES[-1]}]
    called = [
        _("Decided"),
        *(capfirst(str(label)) for label in ledger.verdicts.values()),
        _("Waits now"),
        *ages,
    ]
    return dict(zip(measures(ledger), called, strict=True))


def _title(scope: Scope, question: Question, measure: str) -> str:
    if measure.startswith(f"{REASON}:"):
        code = measure.partition(":")[2]
        called = {row.code: row.label for row in reasons(scope, question)}
        return _("Reason: %(reason)s") % {"reason": called.get(code, code)}
    return _heads(question)[measure]


def _row(line: Figures, heads: dict[str, str]) -> dict[str, Any]:
    cells = [(line.numbers[name], _behind(line.question, name)) for name in heads]
    url = "" if line.is_leaf else line.question.query()
    return {"label": line.label, "cells": cells, "median": in_words(line.median), "url": url}


def _behind(question: Question, measure: str) -> str:
    return reverse("curation:report_rows") + question.query(more={"angka": measure})


def _cells(line: Figures, names: list[str]) -> list[int]:
    return [line.numbers[name] for name in names]


def in_words(waited: dt.timedelta | None) -> str:
    """A duration as people say it: in days from two days on, else in hours, else in minutes."""
    if waited is None:
        return "–"
    minutes = round(waited.total_seconds() / 60)
    if minutes >= 2 * 24 * 60:
        days = round(minutes / (24 * 60))
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if minutes >= 60:
        hours = round(minutes / 60)
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}


def _hours(waited: dt.timedelta | None) -> float | str:
    return "" if waited is None else round(waited.total_seconds() / 3600, 2)


def _group_name(question: Question) -> str:
    return _("Curator") if question.group == "curator" else _("Region")


def _chips(question: Question, labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """What narrows the report, each with the question without it."""
    chips = []
    if question.region:
        above = question.region.rpartition(".")[0]
        chips.append((labels.get(question.region, question.region), question.query(region=above)))
    if question.curator:
        key = int(question.curator) or None
        chips.append((labels.get(key, question.curator), question.query(curator="")))
    return chips


def _row_heads() -> list[str]:
    return [
        _("Date"),
        _("Title"),
        _("Shop"),
        _("Regency or city"),
        _("Curator"),
        _("Decision"),
        _("Waited (hours)"),
        _("Words"),
    ]


def _row_cells(question: Question, measure: str, found: Any) -> Iterator[list[Any]]:
    for line in lines_of(question, measure, found[:MOST_EXPORTED]):
        yield _as_cells(line)


def _as_cells(line: Line) -> list[Any]:
    moment = date_format(timezone.localtime(line.at), "Y-m-d H:i")
    told = [line.title, line.shop, line.region, line.person, line.verdict]
    return [moment, *told, _hours(line.waited), line.words]
