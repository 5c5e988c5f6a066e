"""When things happened, seen from the day of loading.

Services date what they write today, and a region that has been at work for a year cannot be told so. What its
stories say of time is set here afterwards; nowhere else in this room are rows changed behind services' backs.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import F
from wagtail.models import WorkflowState

from catalogue.claims.history import ClaimEvent
from catalogue.models import Claim, ClaimEvidence, Product
from shops.generator.claim_dates import ClaimDates
from shops.models import Partner
from shops.review.models import Case, Complaint, Report, Step
from shops.standing.models import ShopStateChange

A_DAY = dt.timedelta(days=1)
Action = ClaimEvent.Action
#: Between so many days ago the shops registered: four of five more than a year ago, so that a year can be
#: told of them, and the others since.
REGISTERED, CAME_SINCE = (370, 640), (45, 360)


def chance(key: str, low: int, high: int) -> int:
    """A number between `low` and `high`, always the same for the same key."""
    return low + int.from_bytes(sha256(key.encode()).digest()[:4]) % (high - low + 1)


def registered_days(code: str) -> int:
    """How many days ago the shop with this code registered."""
    is_new = chance(f"new {code}", 1, 5) == 1
    return chance(f"registered {code}", *(CAME_SINCE if is_new else REGISTERED))


def published_days(code: str, sku: str) -> int:
    """How many days ago the product was published: after its shop had come."""
    return chance(sku, 2, registered_days(code) - 10)


def date_shop(shop: Partner, now: dt.datetime) -> None:
    """It registered long ago, was handed in two days after and approved after two more."""
    began = now - dt.timedelta(days=registered_days(shop.code))
    Partner.objects.filter(pk=shop.pk).update(created_at=began)
    for place, change in enumerate(ShopStateChange.objects.filter(shop=shop).order_by("pk")):
        ShopStateChange.objects.filter(pk=change.pk).update(at=began + dt.timedelta(days=2 * place))


@dataclass(frozen=True)
class Course:
    """When a product's latest case began, and how far its steps lie apart."""

    began: dt.datetime
    gap: dt.timedelta


def date_cases(courses: Mapping[int, Course]) -> None:
    """The latest cases of these products, by the products' keys, ran their course when it says."""
    there = Case.objects.filter(product__in=courses).order_by("pk").prefetch_related("steps")
    cases = {case.product_id: case for case in there}
    products = Product.objects.in_bulk(courses)
    steps: list[Step] = []
    for key, course in courses.items():
        steps += _date_case(cases[key], products[key], course)
    Step.objects.bulk_update(steps, ["at", "waited_seconds"], batch_size=400)
    Case.objects.bulk_update(cases.values(), ["opened_at", "waiting_since", "closed_at"], batch_size=200)
    Product.objects.bulk_update(
        products.values(), ["first_published_at", "last_published_at"], batch_size=200
    )
    kind = Product.get_base_content_type()
    there = WorkflowState.objects.filter(base_content_type=kind, object_id__in=map(str, courses))
    states = {state.object_id: state for state in there.order_by("pk")}
    for key, state in states.items():
        state.created_at = courses[int(key)].began
    WorkflowState.objects.bulk_update(states.values(), ["created_at"], batch_size=400)


def _date_case(case: Case, product: Product, course: Course) -> list[Step]:
    """Set the dates of one case in memory, of its steps and of its product; returns the steps."""
    submitted = last = moment = course.began
    steps = sorted(case.steps.all(), key=lambda step: step.pk)
    for step in steps:
        if step.what == Step.What.SUBMITTED:
            submitted = moment
        is_decision = step.what in Step.DECISIONS
        step.waited_seconds = round((moment - submitted).total_seconds()) if is_decision else None
        step.at = last = moment
        moment += course.gap
    case.opened_at, case.waiting_since = course.began, submitted
    if case.state == Case.State.CLOSED:
        case.closed_at = product.first_published_at = product.last_published_at = last
    return steps


def date_complaint(complaint: Complaint, *, opened: dt.datetime) -> None:
    """The first report came then, each further one three hours after the one before it."""
    Complaint.objects.filter(pk=complaint.pk).update(opened_at=opened)
    for place, report in enumerate(complaint.reports.order_by("pk")):
        Report.objects.filter(pk=report.pk).update(at=opened + dt.timedelta(hours=3 * place))


def date_claim(claim: Claim, *, by: dt.timedelta) -> None:
    """What was done with the claim was done so much earlier."""
    changes = {name: F(name) - by for name in ("created_at", "submitted_at", "reviewed_at")}
    Claim.objects.filter(pk=claim.pk).update(**changes)
    ClaimEvent.objects.filter(claim=claim).update(at=F("at") - by)
    claim.evidence.update(uploaded_at=F("uploaded_at") - by)


def date_claims(dated: Mapping[int, ClaimDates], now: dt.datetime) -> None:
    """These claims, by their keys, ran their course when their dates say; a revocation was yesterday."""
    claims = Claim.objects.in_bulk(dated)
    for key, claim in claims.items():
        dates = dated[key]
        claim.created_at = _at(dates, now)[Action.CREATED]
        claim.submitted_at, claim.expires_on = dates.submitted_at, dates.expires_on
        is_revoked = claim.state == Claim.State.REVOKED
        claim.reviewed_at = now - A_DAY if is_revoked else dates.reviewed_at
    columns = ["created_at", "submitted_at", "reviewed_at", "expires_on"]
    Claim.objects.bulk_update(claims.values(), columns, batch_size=200)
    events = list(ClaimEvent.objects.filter(claim__in=dated))
    for event in events:
        event.at = _at(dated[event.claim_id], now)[event.action]
    ClaimEvent.objects.bulk_update(events, ["at"], batch_size=400)
    files = list(ClaimEvidence.objects.filter(claim__in=dated))
    for file in files:
        file.uploaded_at = _at(dated[file.claim_id], now)[Action.EVIDENCE_ADDED]
    ClaimEvidence.objects.bulk_update(files, ["uploaded_at"], batch_size=400)


def _at(dates: ClaimDates, now: dt.datetime) -> dict[str, dt.datetime]:
    """When each thing happened to a claim with these dates, if it happened at all."""
    handed_in = dates.submitted_at or now
    decided = dates.reviewed_at or now
    return {
        Action.CREATED: handed_in - dt.timedelta(hours=2),
        Action.EVIDENCE_ADDED: handed_in - dt.timedelta(hours=1),
        Action.SUBMITTED: handed_in,
        Action.VERIFIED: decided,
        Action.REFUSED: decided,
        Action.REVOKED: now - A_DAY,
    }


def date_endings(claims: Iterable[int]) -> None:
    """What has ended was closed in the first hour after its last day."""
    ended = list(ClaimEvent.objects.filter(claim__in=claims, action=Action.EXPIRED).select_related("claim"))
    for event in ended:
        last_day = event.claim.expires_on
        assert last_day is not None  # noqa: S101  (without a last day nothing ends)
        event.at = dt.datetime.combine(last_day, dt.time(), dt.UTC) + A_DAY
    ClaimEvent.objects.bulk_update(ended, ["at"])
