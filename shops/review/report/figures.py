"""The numbers of the report, in five queries at most, whatever there is to count."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from statistics import median
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Left
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from shops.curation.scope import Scope
from shops.regions.models import Region
from shops.review.problems import name_of
from shops.review.report.ledgers import LEDGERS, Ledger, Rows
from shops.review.report.question import NOBODY, Question

#: What waits is counted by age: up to so many days, and older.
AGES = (1, 3, 7, 30)
DECIDED, WAITING, REASON, OWN_WORDS = "decided", "waiting", "reason", "-"
#: Length of the codes of the regions below one with a code of that length; a regency is the last.
BELOW = {0: 2, 2: 5, 5: 5}


@dataclass
class Figures:
    """One line: a region, a curator, or all together. Numbers are keyed as `measured` knows them."""

    label: str
    question: Question
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    median: dt.timedelta | None = None
    is_leaf: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """All together, line by line, and what the regions and curators on it are called."""

    total: Figures
    lines: Sequence[Figures]
    labels: Mapping[Any, str]


@dataclass(frozen=True, slots=True)
class ReasonFigure:
    """How often a reason was given; `code` is `OWN_WORDS` where there was none from the list."""

    code: str
    label: str
    count: int


def measures(ledger: Ledger) -> list[str]:
    """The numbers that every line has, in the order of the report."""
    return [DECIDED, *ledger.verdicts, WAITING, *(f"{WAITING}-{age}" for age in range(len(AGES) + 1))]


def figures(scope: Scope, question: Question) -> Summary:
    """The sum, and a line for each region below or each curator: four queries."""
    ledger = LEDGERS[question.kind]
    numbers: dict[Any, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    durations: dict[Any, list[dt.timedelta]] = defaultdict(list)
    for key, verdict, waited in _decisions(decided_in(ledger, scope, question), question):
        numbers[key][DECIDED] += 1
        numbers[key][verdict] += 1
        if waited is not None:
            durations[key].append(waited)
    waiting = waiting_in(ledger, scope, question).annotate(key=_group(question, "taker_id"))
    for key, place in _ages_of(waiting):
        numbers[key][WAITING] += 1
        numbers[key][f"{WAITING}-{place}"] += 1
    labels = labels_for(scope, question, numbers)
    lines = [
        Figures(
            labels.get(key, str(key or "")),
            _narrowed(question, key),
            numbers[key],
            _median(durations.get(key, ())),
            is_leaf=question.group == "curator" or key == question.region,
        )
        for key in sorted(numbers, key=lambda key: labels.get(key, ""))
    ]
    total = Figures(_("Altogether"), question, median=_median([*chain.from_iterable(durations.values())]))
    for line in lines:
        for name, count in line.numbers.items():
            total.numbers[name] += count
    return Summary(total, lines, labels)


def reasons(scope: Scope, question: Question) -> list[ReasonFigure]:
    """Why things came back, the most frequent first: one query; nothing for kinds without a list."""
    ledger = LEDGERS[question.kind]
    if ledger.reason is None:
        return []
    path, name = ledger.reason
    returned = decided_in(ledger, scope, question).filter(verdict__in=ledger.returns)
    columns = [f"{path}__code", f"{path}__{name}", f"{path}__{name}_en"]
    rows = (
        returned.values_list(*columns).annotate(many=Count("pk", distinct=True)).order_by("-many", columns[0])
    )
    english = get_language() == "en"
    return [
        ReasonFigure(code or OWN_WORDS, ((english and own_en) or own) if code else _("in words only"), many)
        for code, own, own_en, many in rows
    ]


def labels_for(scope: Scope, question: Question, keys: Iterable[Any]) -> Mapping[Any, str]:
    """What regions and curators are called, those of the question itself too: four queries at most.

    The key of a curator comes with the address: a person who has nothing to do with the scope is not named.
    """
    labels: dict[Any, str] = {None: _("nobody")}
    codes = {*(keys if question.group == "region" else ()), question.region} - {None, ""}
    if codes:
        labels |= dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    people = {*(keys if question.group == "curator" else ())} - {None}
    asked = int(question.curator or NOBODY)
    if asked and asked not in people and _works_in(scope, question.kind, asked):
        people.add(asked)
    if people:
        labels |= {person.pk: name_of(person) for person in get_user_model().objects.filter(pk__in=people)}
    return labels


def _works_in(scope: Scope, kind: str, person: int) -> bool:
    """Whether the person has ever decided on something of the scope, or has taken something."""
    ledger, here = LEDGERS[kind], scope.of(kind)
    decided, waiting = ledger.decided(here).order_by(), ledger.waiting(here).order_by()
    return decided.filter(person=person).exists() or waiting.filter(taker_id=person).exists()


def decided_in(ledger: Ledger, scope: Scope, question: Question) -> Rows:
    """The decisions of these days."""
    rows = ledger.decided(scope.of(ledger.kind)).order_by()
    return rows.filter(question.period, question.place, question.person("person"))


def waiting_in(ledger: Ledger, scope: Scope, question: Question) -> Rows:
    """What waits now, whatever the days that are asked for."""
    rows = ledger.waiting(scope.of(ledger.kind)).order_by()
    return rows.filter(question.place, question.person("taker_id"))


def _group(question: Question, person: str) -> Any:
    if question.group == "curator":
        return F(person)
    return Left("region_code", Value(BELOW[len(question.region)]))


def _decisions(decided: Rows, question: Question) -> Iterator[tuple[Any, str, dt.timedelta | None]]:
    """Line, verdict and duration of each, in one pass: how long a thing waited is looked up in its history,
    and a database that sorted by it for a median would look it up several times."""
    rows = decided.annotate(key=_group(question, "person")).values_list("key", "verdict", "waited")
    for key, verdict, waited in rows:
        yield key, verdict, None if waited is None else as_duration(waited)


def _median(durations: Sequence[dt.timedelta]) -> dt.timedelta | None:
    middle: dt.timedelta | None = median(durations) if durations else None  # type: ignore[type-var]  # adds, halves
    return middle


def as_duration(waited: dt.timedelta | int) -> dt.timedelta:
    """A product's step keeps seconds, the others are a difference of two moments."""
    return waited if isinstance(waited, dt.timedelta) else dt.timedelta(seconds=waited)


def _ages_of(waiting: Rows) -> Iterator[tuple[Any, int]]:
    """The line and the age of each thing that waits. Since when is looked up in its history: once for each
    where the rows come, but once for each age where the database counts them."""
    edges = _edges()
    for key, since in waiting.values_list("key", "since"):
        yield key, next((place for place, edge in enumerate(edges) if since >= edge), len(edges))


def ages() -> list[Q]:
    """The conditions of the ages, the youngest first; each thing has one."""
    edges = _edges()
    younger = [Q(since__gte=edge) for edge in edges] + [Q()]
    older = [Q()] + [Q(since__lt=edge) for edge in edges]
    return [upper & lower for upper, lower in zip(younger, older, strict=True)]


def _edges() -> list[dt.datetime]:
    """Where one age ends and the next begins."""
    now = timezone.now()
    return [now - dt.timedelta(days=days) for days in AGES]


def _narrowed(question: Question, key: Any) -> Question:
    if question.group == "curator":
        return replace(question, curator=NOBODY if key is None else str(key))
    return replace(question, region=key)
