"""Writes of claims: each one change of state, checked, under a lock, and noted in the claim's history."""

import datetime as dt
import logging
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.claims.exceptions import (
    ClaimNotOpen,
    ClaimNotSubmitted,
    ClaimNotVerified,
    ClaimRunOut,
    EvidenceMissing,
    KindNotInUse,
    RefusalNeedsReason,
)
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim, ClaimKind
from catalogue.claims.reasons import RefusalReason
from catalogue.models import Product
from catalogue.signals import claim_decided, claim_submitted, claim_withdrawn
from catalogue.zones import days_by_zone, zone_of

logger = logging.getLogger(__name__)

Action = ClaimEvent.Action


class Stated(Protocol):
    """Something with a last day at a shop: a claim, or what may become one."""

    shop: Any
    expires_on: Any


@dataclass(frozen=True, kw_only=True)
class ClaimEntry:
    """What a shop writes of a claim. Dates as printed on the document."""

    kind: ClaimKind
    product: Product | None = None
    number: str = ""
    issuer: str = ""
    value: Decimal | None = None
    issued_on: dt.date | None = None
    expires_on: dt.date | None = None

    def as_columns(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@transaction.atomic
def create_claim(*, shop: Any, entry: ClaimEntry, by: Any) -> Claim:
    """Enter a draft. Raises ValidationError when it does not fit its kind."""
    claim = Claim(shop=shop, **entry.as_columns())
    claim.full_clean(validate_constraints=False)  # `clean` says in words what they say of a draft
    claim.save()
    record_event(claim, Action.CREATED, by=by)
    return claim


@transaction.atomic
def edit_claim(*, claim: Claim, entry: ClaimEntry, by: Any) -> Claim:
    """Change an open claim, noting which fields. Raises ClaimNotOpen, or ValidationError."""
    locked = lock_claim(claim)
    if not locked.is_open:
        raise ClaimNotOpen(locked.get_state_display())
    columns = entry.as_columns()
    changed = [name for name, value in columns.items() if getattr(locked, name) != value]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, columns[name])
    locked.full_clean(validate_constraints=False)
    locked.save(update_fields=[*changed, "updated_at"])
    record_event(locked, Action.EDITED, by=by, words=", ".join(changed))
    return locked


@transaction.atomic
def submit_claim(*, claim: Claim, by: Any = None) -> Claim:
    """Hand a draft, refused or expired claim to the curators.

    Raises ValidationError when it does not fit its kind or has run out, ClaimNotOpen, KindNotInUse and
    EvidenceMissing.
    """
    locked = lock_claim(claim)
    if not locked.is_open:
        raise ClaimNotOpen(locked.get_state_display())
    if not locked.kind.is_active:
        raise KindNotInUse
    locked.clean()  # the row was judged when it was written, but its kind may be another one since
    check_day(locked)
    if locked.kind.needs_evidence and not locked.evidence.filter(put_aside_at=None).exists():
        raise EvidenceMissing
    locked.state = Claim.State.SUBMITTED
    locked.submitted_at = timezone.now()
    locked.refused_for, locked.refusal_reason = None, ""
    locked.save(
        update_fields=["state", "submitted_at", "refused_for", "refusal_reason", "number", "updated_at"]
    )
    record_event(locked, Action.SUBMITTED, by=by)
    claim_submitted.send(sender=Claim, claim=locked, by=by)
    return locked


def has_run_out(claim: Stated) -> bool:
    """Whether its last day has passed where its shop is."""
    return claim.expires_on is not None and claim.expires_on < days_by_zone()[zone_of(claim.shop.region_id)]


def check_day(claim: Claim) -> None:
    """Raise ValidationError for a document that has run out."""
    if has_run_out(claim):
        raise ValidationError(
            {"expires_on": _("This day has passed: renew the document first, then enter its new last day.")}
        )


@transaction.atomic
def withdraw_claim(*, claim: Claim, by: Any) -> Claim:
    """Take a submitted claim back to mend it. Raises ClaimNotSubmitted when it is decided already."""
    locked = lock_claim(claim)
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimNotSubmitted(locked.get_state_display())
    locked.state = Claim.State.DRAFT
    locked.save(update_fields=["state", "updated_at"])
    record_event(locked, Action.WITHDRAWN, by=by)
    claim_withdrawn.send(sender=Claim, claim=locked)
    return locked


@transaction.atomic
def verify_claim(*, claim: Claim, by: Any) -> Claim:
    """A curator has seen the evidence. Raises ClaimNotSubmitted when somebody decided first, ClaimRunOut."""
    locked = _locked_to_decide(claim)
    if has_run_out(locked):
        raise ClaimRunOut
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
    locked = _locked_and_verified(claim)
    return _close(locked, Claim.State.REVOKED, Action.REVOKED, by=by, reason=reason, words=words)


@transaction.atomic
def supersede_claim(*, claim: Claim, by: Any, words: str) -> Claim:
    """Take back what was verified because its shop says something else now. Raises ClaimNotVerified."""
    locked = _locked_and_verified(claim)
    return _close(locked, Claim.State.REVOKED, Action.REVOKED, by=by, words=words)


@transaction.atomic
def look_again(*, claim: Claim, by: Any, words: str) -> Claim:
    """Put what was verified before the curators once more: until then it counts no longer.

    `words` say what has changed since. Raises ClaimNotVerified.
    """
    locked = _locked_and_verified(claim)
    locked.state, locked.submitted_at = Claim.State.SUBMITTED, timezone.now()
    locked.save(update_fields=["state", "submitted_at", "updated_at"])
    record_event(locked, Action.SUBMITTED, by=by, words=words)
    logger.info("claim looked at again", extra={"claim": locked.pk})
    return locked


def _check_words(reason: RefusalReason, words: str) -> None:
    if reason.needs_words and not words.strip():
        raise RefusalNeedsReason


def _locked_to_decide(claim: Claim) -> Claim:
    locked = lock_claim(claim)
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimNotSubmitted(locked.get_state_display())
    return locked


def _locked_and_verified(claim: Claim) -> Claim:
    locked = lock_claim(claim)
    if locked.state != Claim.State.VERIFIED:
        raise ClaimNotVerified(locked.get_state_display())
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
    claim_decided.send(sender=Claim, claim=locked)
    logger.info("claim decided", extra={"claim": locked.pk, "state": state})
    return locked


def lock_claim(claim: Claim) -> Claim:
    """The claim as it is now with what it is held against, its row locked until the transaction ends."""
    related = ("kind", "shop", "product")
    return (
        Claim.objects.select_for_update(no_key=True, of=("self",)).select_related(*related).get(pk=claim.pk)
    )


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
