"""Writes of claims: each one change of state, checked, under a lock, and noted in the claim's history."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.claims.exceptions import (
    ClaimNotOpen,
    ClaimNotSubmitted,
    ClaimNotVerified,
    KindNotInUse,
    RefusalNeedsReason,
)
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim
from catalogue.claims.reasons import RefusalReason
from catalogue.models import Product
from catalogue.signals import products_changed

logger = logging.getLogger(__name__)

Action = ClaimEvent.Action
#: Claims that `expire_claims` closes in one transaction.
BATCH = 5_000


@transaction.atomic
def submit_claim(*, claim: Claim, by: Any = None) -> Claim:
    """Hand a draft, refused or expired claim to the curators.

    Raises ValidationError when it does not fit its kind, ClaimNotOpen and KindNotInUse.
    """
    locked = lock_claim(claim)
    if not locked.is_open:
        raise ClaimNotOpen(locked.get_state_display())
    if not locked.kind.is_active:
        raise KindNotInUse
    locked.full_clean()
    locked.state = Claim.State.SUBMITTED
    locked.submitted_at = timezone.now()
    locked.refused_for, locked.refusal_reason = None, ""
    locked.save(
        update_fields=["state", "submitted_at", "refused_for", "refusal_reason", "number", "updated_at"]
    )
    record_event(locked, Action.SUBMITTED, by=by)
    return locked


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Any) -> Claim:
    """Take a submitted claim back to mend it. Raises ClaimNotSubmitted when it is decided already."""
    locked = lock_claim(claim)
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimNotSubmitted(locked.get_state_display())
    locked.state = Claim.State.DRAFT
    locked.save(update_fields=["state", "updated_at"])
    record_event(locked, Action.WITHDRAWN, by=by)
    return locked


@transaction.atomic
def verify_claim(*, claim: Claim, by: Any) -> Claim:
    """A curator has seen the evidence. Raises ClaimNotSubmitted when somebody decided first."""
    locked = _locked_to_decide(claim)
    return _close(locked, Claim.State.VERIFIED, Action.VERIFIED, by=by)


@transaction.atomic
def refuse_claim(*, claim: Claim, by: Any, reason: RefusalReason, words: str = "") -> Claim:
    """A curator refuses, with a reason from the list and, where it needs more, in words.

    Raises RefusalNeedsReason where the chosen reason says nothing by itself, and ClaimNotSubmitted.
    """
    _check_words(reason, words)
    locked = _locked_to_decide(claim)
    return _close(locked, Claim.State.REFUSED, Action.REFUSED, by=by, reason=reason, words=words)


@transaction.atomic
def revoke_claim(*, claim: Claim, by: Any, reason: RefusalReason, words: str = "") -> Claim:
    """Take back what was verified: it stops counting at once. Raises RefusalNeedsReason, ClaimNotVerified."""
    _check_words(reason, words)
    locked = lock_claim(claim)
    if locked.state != Claim.State.VERIFIED:
        raise ClaimNotVerified(locked.get_state_display())
    return _close(locked, Claim.State.REVOKED, Action.REVOKED, by=by, reason=reason, words=words)


def _check_words(reason: RefusalReason, words: str) -> None:
    if reason.needs_words and not words.strip():
        raise RefusalNeedsReason


def _locked_to_decide(claim: Claim) -> Claim:
    locked = lock_claim(claim)
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimNotSubmitted(locked.get_state_display())
    return locked


def _close(
    locked: Claim,
    state: Claim.State,
    action: ClaimEvent.Action,
    *,
    by: Any,
    reason: RefusalReason | None = None,
    words: str = "",
) -> Claim:
    locked.state = state
    locked.refused_for, locked.refusal_reason = reason, words.strip()
    locked.reviewed_at, locked.reviewed_by = timezone.now(), by
    changed = ["state", "refused_for", "refusal_reason", "reviewed_at", "reviewed_by", "updated_at"]
    locked.save(update_fields=changed)
    record_event(locked, action, by=by, reason=reason, words=words.strip())
    logger.info("claim decided", extra={"claim": locked.pk, "state": state})
    return locked


def lock_claim(claim: Claim) -> Claim:
    """The claim as it is now, its row locked until the transaction ends."""
    return Claim.objects.select_for_update(of=("self",)).select_related("kind").get(pk=claim.pk)


def record_event(
    claim: Claim,
    action: ClaimEvent.Action,
    *,
    by: Any,
    reason: RefusalReason | None = None,
    words: str = "",
) -> ClaimEvent:
    """Add a line to the claim's history."""
    return ClaimEvent.objects.create(claim=claim, action=action, by=by, reason=reason, words=words)


def expire_claims(*, on: dt.date | None = None) -> int:
    """Close every verified claim whose last day has passed, reindex their products; returns how many.

    Without a day, a claim has passed once it is midnight in the zone of its shop. Works in batches, each a
    transaction: one that is stopped half-way goes on where it was.
    """
    closed = 0
    while batch := _expire_batch(on):
        closed += batch
    return closed


@transaction.atomic
def _expire_batch(on: dt.date | None) -> int:
    # Only the claims are locked: between 22.00 WIB and midnight their shops are joined to ask for the zone.
    locked = Claim.objects.overdue(on).select_for_update(of=["self"]).order_by("pk")
    overdue = list(locked.only("pk", "shop_id", "product_id")[:BATCH])
    if not overdue:
        return 0
    now = timezone.now()
    Claim.objects.filter(pk__in=[claim.pk for claim in overdue]).update(
        state=Claim.State.EXPIRED, updated_at=now
    )
    ClaimEvent.objects.bulk_create(
        ClaimEvent(claim_id=claim.pk, action=Action.EXPIRED, at=now) for claim in overdue
    )
    products = {claim.product_id for claim in overdue if claim.product_id}
    shops = {claim.shop_id for claim in overdue if not claim.product_id}
    products.update(Product.objects.filter(shop__in=shops).values_list("pk", flat=True))
    products_changed.send(sender=Claim, product_ids=sorted(products))
    return len(overdue)
