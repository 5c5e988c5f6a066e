"""The funnel for the government: registered → ready → curated → sold, and the businesses behind it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Left, TruncMonth
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from catalogue.models import Product
from shops.curation.scope import Scope
from shops.models import Partner
from shops.readiness.models import Snapshot
from shops.regions.models import Region

#: The steps, each a part of the one before it, with what they mean.
STAGES: Mapping[str, Any] = {
    "registered": _("Registered"),
    "ready": _("Ready"),
    "curated": _("Curated"),
    "sold": _("Sold"),
}
GROUPS: Mapping[str, Any] = {
    "region": _("Region"),
    "sector": _("Sector"),
    "month": _("Month of registration"),
}
#: Length of a region's code by level: province, regency, district, village.
NEXT_LENGTH = {0: 2, 2: 5, 5: 8, 8: 13, 13: 13}


@dataclass(frozen=True, slots=True)
class FunnelQuestion:
    """What is asked for: `region` a code, `sector` a value, `month` as 2026-11; each may be empty."""

    region: str = ""
    sector: str = ""
    month: str = ""
    group: str = "region"

    def query(self, **changes: str) -> str:
        """The question as the part of an address from "?" on; what is not a part of it is added."""
        own = {
            name: value for name, value in changes.items() if name in ("region", "sector", "month", "group")
        }
        asked = replace(self, **own)
        params = {
            "wilayah": asked.region,
            "sektor": asked.sector,
            "bulan": asked.month,
            "menurut": asked.group,
        }
        more = {name: value for name, value in changes.items() if name not in own}
        return "?" + urlencode({name: value for name, value in {**params, **more}.items() if value})


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One line: what it is about, the numbers by stage, and the question that narrows to it."""

    label: str
    counts: Sequence[int]
    question: FunnelQuestion
    is_leaf: bool = False


def staged(scope: Scope, question: FunnelQuestion) -> QuerySet[Partner]:
    """The registered businesses in scope, with `is_ready`, `has_public` and `has_sold`.

    A draft is not registered yet, and a closed one is gone.
    """
    snapshot = Snapshot.objects.filter(
        shop=OuterRef("pk"), product=None, is_current=True, level__counts_as_ready=True
    )
    public = Product.objects.filter(shop=OuterRef("pk"), live=True, is_public=True)
    lines = get_model("order", "Line").objects.filter(partner=OuterRef("pk"))
    shops = Partner.objects.exclude(state__in=["draft", "closed"]).filter(
        scope.q("region_id"), _asked(question)
    )
    found: QuerySet[Partner] = shops.annotate(
        is_ready=Exists(snapshot), has_public=Exists(public), has_sold=Exists(lines)
    )
    return found


READY = Q(is_ready=True)
CURATED = READY & Q(state="approved", has_public=True)
CONDITIONS: Mapping[str, Q] = {
    "registered": Q(),
    "ready": READY,
    "curated": CURATED,
    "sold": CURATED & Q(has_sold=True),
}


def funnel_rows(scope: Scope, question: FunnelQuestion) -> tuple[FunnelRow, list[FunnelRow]]:
    """The sum, and a line for each region below, sector or month; two queries."""
    shops = staged(scope, question)
    counted = {
        stage: Count("pk", filter=condition) if stage != "registered" else Count("pk")
        for stage, condition in CONDITIONS.items()
    }
    lines: list[Any] = list(shops.order_by().values(key=_group(question)).annotate(**counted).order_by("key"))
    labels = _labels(question, [line["key"] for line in lines])
    rows = [
        FunnelRow(
            labels.get(line["key"], str(line["key"])),
            [line[stage] for stage in STAGES],
            _narrowed(question, line["key"]),
            is_leaf=question.group == "region" and line["key"] == question.region,
        )
        for line in lines
    ]
    total = [sum(row.counts[place] for row in rows) for place in range(len(STAGES))]
    return FunnelRow("", total, question), rows


def businesses(scope: Scope, question: FunnelQuestion, stage: str) -> QuerySet[Partner]:
    """The businesses behind one number, with what a line shows of them: one query."""
    current = Snapshot.objects.filter(shop=OuterRef("pk"), product=None, is_current=True)
    shops = staged(scope, question).filter(CONDITIONS[stage]).select_related("regency")
    found: QuerySet[Partner] = shops.annotate(
        score=Subquery(current.values("score")[:1]),
        level_name=Subquery(current.values("level__name")[:1]),
    ).order_by("name", "pk")
    return found


def _asked(question: FunnelQuestion) -> Q:
    asked = Q()
    if question.region:
        asked &= Q(region_id=question.region) | Q(region__code__startswith=f"{question.region}.")
    if question.sector:
        asked &= Q(sector=question.sector)
    if question.month:
        first = timezone.make_aware(dt.datetime.strptime(question.month, "%Y-%m"))
        asked &= Q(created_at__gte=first, created_at__lt=_next_month(first))
    return asked


def _next_month(first: dt.datetime) -> dt.datetime:
    return (first + dt.timedelta(days=32)).replace(day=1)


def _group(question: FunnelQuestion) -> Any:
    if question.group == "region":
        return Left("region_id", NEXT_LENGTH[len(question.region)])
    return F("sector") if question.group == "sector" else TruncMonth("created_at")


def _labels(question: FunnelQuestion, keys: Sequence[Any]) -> dict[Any, str]:
    if question.group == "region":
        return dict(Region.objects.filter(code__in=keys).values_list("code", "name"))
    if question.group == "sector":
        return {value: str(label) for value, label in Partner.Sector.choices}
    return {key: date_format(timezone.localtime(key), "YEAR_MONTH_FORMAT") for key in keys}


def _narrowed(question: FunnelQuestion, key: Any) -> FunnelQuestion:
    if question.group == "month":
        return replace(question, month=f"{timezone.localtime(key):%Y-%m}")
    return replace(question, **{question.group: key})
