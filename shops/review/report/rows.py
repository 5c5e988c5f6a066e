"""The rows behind each number of the report."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from shops.curation.scope import Scope
from shops.review.problems import name_of
from shops.review.queue import entries
from shops.review.report.figures import (
    AGES,
    DECIDED,
    OWN_WORDS,
    REASON,
    WAITING,
    ages,
    as_duration,
    decided_in,
    waiting_in,
)
from shops.review.report.ledgers import LEDGERS, Ledger, Rows
from shops.review.report.question import Question

AGE_NAMES = tuple(f"{WAITING}-{place}" for place in range(len(AGES) + 1))
#: Lines that are read together where there are many.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One row behind a number: a decision, or something that waits (then without a verdict)."""

    at: dt.datetime
    title: str
    url: str
    shop: str
    region: str
    person: str
    verdict: str = ""
    waited: dt.timedelta | None = None
    words: str = ""


def measured(scope: Scope, question: Question, measure: str) -> Rows:
    """The rows behind one number, in a fixed order; raises LookupError for a number that does not exist."""
    ledger = LEDGERS[question.kind]
    if measure.startswith(WAITING):
        waiting = waiting_in(ledger, scope, question)
        if measure != WAITING:
            waiting = waiting.filter(dict(zip(AGE_NAMES, ages(), strict=True))[measure])
        return waiting.order_by("since", "pk")
    decided = decided_in(ledger, scope, question).order_by("-moment", "-pk")
    if measure == DECIDED:
        return decided
    if measure in ledger.verdicts:
        return decided.filter(verdict=measure)
    kind, _colon, code = measure.partition(":")
    if kind != REASON or ledger.reason is None or not code:
        raise LookupError(measure)
    path = f"{ledger.reason[0]}__code"
    wanted = Q(**{path: None}) if code == OWN_WORDS else Q(**{path: code})
    return decided.filter(wanted, verdict__in=ledger.returns).distinct()


def lines_of(question: Question, measure: str, rows: Rows) -> Iterator[Line]:
    """The lines of some rows that `measured` gave, sliced or not, read in pieces."""
    ledger = LEDGERS[question.kind]
    if measure.startswith(WAITING):
        keys = list(rows.values_list(ledger.queue_key, flat=True))
        for start in range(0, len(keys), AT_ONCE):
            yield from _of_the_queue(ledger, keys[start : start + AT_ONCE])
        return
    related = rows.select_related(*ledger.related)
    if ledger.reason and ledger.reason[0] == "reasons":
        related = related.prefetch_related("reasons")
    for row in related if _is_page(rows) else related.iterator(AT_ONCE):
        yield _of_a_decision(ledger, row)


def _is_page(rows: Rows) -> bool:
    """Whether there are few. PostgreSQL plans a cursor for its first rows, which takes longer for a page."""
    last: int | None = rows.query.high_mark
    return last is not None and last - rows.query.low_mark <= AT_ONCE


def _of_the_queue(ledger: Ledger, keys: Sequence[int]) -> Iterator[Line]:
    for entry in entries([(ledger.kind, key, False) for key in keys]):
        yield Line(
            entry.since, entry.title, entry.url, entry.shop, entry.region, entry.taker, words=entry.note
        )


def _of_a_decision(ledger: Ledger, row: Any) -> Line:
    title, url, shop, words = ledger.told(row)
    return Line(
        at=row.moment,
        title=title,
        url=url,
        shop=shop.name,
        region=shop.regency.name,
        person=name_of(getattr(row, "by", None) or getattr(row, "closed_by", None) or ""),
        verdict=str(ledger.verdicts[row.verdict]),
        waited=None if row.waited is None else as_duration(row.waited),
        words=" – ".join(filter(None, words)),
    )
