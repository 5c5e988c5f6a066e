"""Where each kind of thing keeps its decisions, and how a line of the report reads.

Every ledger answers in the same words: decisions with `region_code`, `moment`, `person`, `verdict` and
`waited` (a duration, or seconds), what waits with `region_code`, `since` and `taker_id`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalogue.claims.history import ClaimEvent
from shops.claims.queries import claims_waiting
from shops.curation.scope import Scope
from shops.review.kinds import Kind
from shops.review.models import Case, Complaint, Step
from shops.review.queue import with_taker
from shops.standing.models import ShopStateChange
from shops.standing.queries import shops_waiting

Rows = QuerySet[Any, Any]
Action = ClaimEvent.Action


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """One kind of thing: its decisions, what waits of it, and how both are read."""

    kind: Kind
    decided: Callable[[Scope], Rows]
    waiting: Callable[[Scope], Rows]
    #: What a decision may be, in the order of the report; of these `returns` are answered with reasons.
    verdicts: Mapping[str, str | Promise]
    returns: Sequence[str]
    #: The path from a decision to its reason, and the field in which the reason is named.
    reason: tuple[str, str] | None
    #: The key that a waiting row is known by in the queue.
    queue_key: str
    #: What a decision's line is read with, and how.
    related: Sequence[str]
    told: Callable[[Any], tuple[str, str, Any, Iterable[str]]]


def products_decided(scope: Scope) -> Rows:
    steps = Step.objects.filter(scope.q("case__shop__region_id"), what__in=Step.DECISIONS)
    return steps.annotate(
        region_code=F("case__shop__region_id"),
        moment=F("at"),
        person=F("by"),
        verdict=F("what"),
        waited=F("waited_seconds"),
    )


def products_waiting(scope: Scope) -> Rows:
    cases = Case.objects.filter(scope.q("shop__region_id"), state=Case.State.WAITING)
    waiting = cases.annotate(region_code=F("shop__region_id"), since=F("opened_at"))
    return with_taker(waiting, Kind.PRODUCT, "product_id")


def shops_decided(scope: Scope) -> Rows:
    changes = ShopStateChange.objects.filter(
        scope.q("shop__region_id"), before="submitted", after__in=["approved", "returned"]
    )
    submitted = ShopStateChange.objects.filter(
        shop=OuterRef("shop"), after="submitted", at__lte=OuterRef("at")
    )
    return changes.annotate(
        region_code=F("shop__region_id"),
        moment=F("at"),
        person=F("by"),
        verdict=F("after"),
        waited=_since(submitted),
    )


def shops_that_wait(scope: Scope) -> Rows:
    waiting = shops_waiting(scope).annotate(region_code=F("region_id"), since=F("queued_at"))
    return with_taker(waiting, Kind.SHOP)


def claims_decided(scope: Scope) -> Rows:
    events = ClaimEvent.objects.filter(
        scope.q("claim__shop__region_id"), action__in=[Action.VERIFIED, Action.REFUSED]
    )
    submitted = ClaimEvent.objects.filter(
        claim=OuterRef("claim"), action=Action.SUBMITTED, at__lte=OuterRef("at")
    )
    return events.annotate(
        region_code=F("claim__shop__region_id"),
        moment=F("at"),
        person=F("by"),
        verdict=F("action"),
        waited=_since(submitted),
    )


def claims_that_wait(scope: Scope) -> Rows:
    waiting = claims_waiting(scope).annotate(region_code=F("shop__region_id"), since=F("queued_at"))
    return with_taker(waiting, Kind.CLAIM)


def complaints_decided(scope: Scope) -> Rows:
    closed = Complaint.objects.filter(scope.q("shop__region_id"), closed_at__isnull=False)
    return closed.annotate(
        region_code=F("shop__region_id"),
        moment=F("closed_at"),
        person=F("closed_by"),
        verdict=F("outcome"),
        waited=_duration(F("closed_at") - F("opened_at")),
    )


def complaints_that_wait(scope: Scope) -> Rows:
    opened = Complaint.objects.filter(scope.q("shop__region_id"), closed_at=None)
    return with_taker(opened.annotate(region_code=F("shop__region_id"), since=F("opened_at")), Kind.REPORT)


def _since(submissions: Rows) -> Any:
    """From the latest of these moments to the decision; nothing where none was written down."""
    latest = Subquery(submissions.order_by("-at").values("at")[:1])
    return _duration(F("at") - latest)


def _duration(expression: Any) -> ExpressionWrapper:
    return ExpressionWrapper(expression, DurationField())


def of_product(step: Any) -> tuple[str, str, Any, Iterable[str]]:
    address = reverse("curation:product", args=[step.case.product_id])
    reasons = [str(reason) for reason in step.reasons.all()]
    return step.case.product.title, address, step.case.shop, [*reasons, step.words]


def of_shop(change: Any) -> tuple[str, str, Any, Iterable[str]]:
    return change.shop.name, reverse("shop_decision", args=[change.shop_id]), change.shop, [change.reason]


def of_claim(event: Any) -> tuple[str, str, Any, Iterable[str]]:
    address = reverse("wagtailsnippets_catalogue_claim:edit", args=[event.claim_id])
    listed = str(event.reason) if event.reason else ""
    return str(event.claim), address, event.claim.shop, [listed, event.words]


def of_complaint(complaint: Any) -> tuple[str, str, Any, Iterable[str]]:
    address = reverse("curation:complaint", args=[complaint.pk])
    return str(complaint), address, complaint.shop, [complaint.words]


LEDGERS: Mapping[str, Ledger] = {
    Kind.PRODUCT: Ledger(
        kind=Kind.PRODUCT,
        decided=products_decided,
        waiting=products_waiting,
        verdicts={"approved": _("approved"), "returned": _("returned")},
        returns=["returned"],
        reason=("reasons", "name"),
        queue_key="product_id",
        related=["case__product", "case__shop__regency", "by"],
        told=of_product,
    ),
    Kind.SHOP: Ledger(
        kind=Kind.SHOP,
        decided=shops_decided,
        waiting=shops_that_wait,
        verdicts={"approved": _("approved"), "returned": _("returned")},
        returns=["returned"],
        reason=None,
        queue_key="pk",
        related=["shop__regency", "by"],
        told=of_shop,
    ),
    Kind.CLAIM: Ledger(
        kind=Kind.CLAIM,
        decided=claims_decided,
        waiting=claims_that_wait,
        verdicts={"verified": _("verified"), "refused": _("refused")},
        returns=["refused"],
        reason=("reason", "text"),
        queue_key="pk",
        related=["claim__kind", "claim__shop__regency", "by", "reason"],
        told=of_claim,
    ),
    Kind.REPORT: Ledger(
        kind=Kind.REPORT,
        decided=complaints_decided,
        waiting=complaints_that_wait,
        verdicts=dict(Complaint.Outcome.choices),
        returns=Complaint.Outcome.values,
        reason=("reports__reason", "name"),
        queue_key="pk",
        related=["product", "shop__regency", "closed_by"],
        told=of_complaint,
    ),
}
