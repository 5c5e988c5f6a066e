"""What the report is asked: of which kind, over which days, where, by whom. It travels in the address."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone

from shops.curation.scope import EVERY_KIND, Grant, Scope
from shops.review.kinds import Kind

#: So many days are looked at where none are named.
USUAL_DAYS = 90
#: The years that a calendar of this project may name.
YEARS = range(2000, 2100)
REGION = re.compile(r"\d{2}(\.\d{2})?", re.ASCII)
NUMBER = re.compile(r"\d{1,12}", re.ASCII)
GROUPS = ("region", "curator")
#: The curator's key that stands for nobody.
NOBODY = "0"


class NoSuchQuestion(ValueError):
    """The address asks for something that the report does not know."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """`region` is a code down to the regency, `curator` a key, `NOBODY` or empty; both days count."""

    kind: str
    since: dt.date
    until: dt.date
    region: str = ""
    curator: str = ""
    group: str = "region"

    def query(self, *, more: dict[str, str] | None = None, **changes: Any) -> str:
        """The question, with these changes, as the part of an address from "?" on; `more` is added to it."""
        asked = replace(self, **changes)
        params = {
            "jenis": asked.kind,
            "dari": asked.since.isoformat(),
            "sampai": asked.until.isoformat(),
            "wilayah": asked.region,
            "kurator": asked.curator,
            "menurut": asked.group,
            **(more or {}),
        }
        return "?" + urlencode({name: value for name, value in params.items() if value})

    @property
    def place(self) -> Q:
        """The rows of the region, by the annotation `region_code`."""
        return Scope(frozenset([Grant(self.region, EVERY_KIND)])).q("region_code") if self.region else Q()

    @property
    def period(self) -> Q:
        """The rows of these days on the site's clock, by the annotation `moment`."""
        return Q(moment__gte=midnight(self.since), moment__lt=midnight(self.until + dt.timedelta(days=1)))

    def person(self, name: str) -> Q:
        """The rows of the curator whose key is in the annotation `name`."""
        if self.curator == NOBODY:
            return Q(**{name: None})
        return Q(**{name: int(self.curator)}) if self.curator else Q()


def midnight(day: dt.date) -> dt.datetime:
    """When the day begins on the site's clock."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def question_from(asked: Any, scope: Scope) -> Question:
    """Read the address; raises NoSuchQuestion for what makes no sense or lies outside the scope.

    Without a kind it is the first that the person decides on; days the wrong way round are turned.
    """
    kinds = [kind.value for kind in Kind if scope.has(kind)]
    kind = asked.get("jenis") or kinds[0]
    today = timezone.localdate()
    until = _day(asked.get("sampai"), today)
    since = _day(asked.get("dari"), until - dt.timedelta(days=USUAL_DAYS))
    question = Question(
        kind=kind,
        since=min(since, until),
        until=max(since, until),
        region=asked.get("wilayah", ""),
        curator=asked.get("kurator", ""),
        group=asked.get("menurut") or "region",
    )
    known = (
        kind in kinds
        and question.group in GROUPS
        and (not question.curator or NUMBER.fullmatch(question.curator))
        and (not question.region or _is_known(question.region, scope.of(kind)))
    )
    if not known:
        raise NoSuchQuestion
    return question


def _is_known(region: str, scope: Scope) -> bool:
    """Whether the region lies in the scope, or holds a part of it."""
    if not REGION.fullmatch(region):
        return False
    return scope.covers(region) or any(code.startswith(f"{region}.") for code in scope.codes)


def _day(text: str | None, otherwise: dt.date) -> dt.date:
    if not text:
        return otherwise
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise NoSuchQuestion from error
    if day.year not in YEARS:
        raise NoSuchQuestion
    return day
