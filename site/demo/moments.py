"""When things happened, seen from the day of loading.

Services date what they write today, and a region that has been at work for a year cannot be told so. What its
stories say of time is set here afterwards; nowhere else in this room are rows changed behind services' backs.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.db.models import F

from catalogue.claims.history import ClaimEvent
from catalogue.models import Claim, ClaimEvidence, Product
from shops.generator.claim_dates import ClaimDates
from shops.models import Partner
from shops.review.models import Case, Complaint, Report, Step
from shops.standing.models import ShopStateChange

A_DAY = dt.timedelta(days=1)
Action = ClaimEvent.Action
#: Between so many days ago the shops registered; the first of them opens the year.
REGISTERED = (45, 380)


def chance(key: str, low: int, high: int) -> int:
    """A number between `low` and `high`, always the same for the same key."""
    return low + int.from_bytes(sha256(key.encode()).digest()[:4]) % (high - low + 1)


def registered_days(code: str) -> int:
    """How many days ago the shop with this code registered."""
    return chance(f"registered {code}", *REGISTERED)


def published_days(code: str, sku: str) -> int:
    """How many days ago the product was published: after its shop had come."""
    return chance(sku, 2, registered_days(code) - 10)


def date_shop(shop: Partner, now: dt.datetime) -> None:
    """It registered long ago, was handed in two days after and approved after two more."""
    began = now - dt.timedelta(days=registered_days(shop.code))
    Partner.objects.filter(pk=shop.pk).update(created_at=began)
    for place, change in enumerate(ShopStateChange.objects.filter(shop=shop).order_by("pk")):
        ShopStateChange.objects.filter(pk=change.pk).update(at=began + dt.timedelta(days=2 * place))


def date_case(product: Product, *, began: dt.datetime, gap: dt.timedelta) -> None:
    """The product's latest case began then, and its steps followed one another by `gap`."""
    case = Case.objects.filter(product=product).latest("pk")
    submitted = moment = began
    for step in case.steps.order_by("pk"):
        if step.what == Step.What.SUBMITTED:
            submitted = moment
        waited = round((moment - submitted).total_seconds()) if step.what in Step.DECISIONS else None
        Step.objects.filter(pk=step.pk).update(at=moment, waited_seconds=waited)
        last, moment = moment, moment + gap
    product.workflow_states.update(created_at=began)
    closed = last if case.state == Case.State.CLOSED else None
    Case.objects.filter(pk=case.pk).update(opened_at=began, waiting_since=submitted, closed_at=closed)
    if closed:
        Product.objects.filter(pk=product.pk).update(first_published_at=closed, last_published_at=closed)


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
