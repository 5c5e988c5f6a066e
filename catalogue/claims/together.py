"""Many claims at once: what `catalogue.claims.services` does for one, in a few statements for all of them.

Each act is done to all or to none. No signal tells of each claim by itself, so nobody is written to: whoever
calls writes one letter for all.
"""

import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.claims.exceptions import (
    ClaimNotOpen,
    ClaimNotSubmitted,
    ClaimRunOut,
    EvidenceMissing,
    KindNotInUse,
)
from catalogue.claims.expiry import tell_of_claims
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim
from catalogue.claims.services import ClaimEntry, check_day, has_run_out
from catalogue.tasks import note_uses_of_claims

logger = logging.getLogger(__name__)

ROWS = 500
#: The database vouches for what a row points at.
_POINTERS = [field.name for field in Claim._meta.concrete_fields if field.remote_field]
Action = ClaimEvent.Action


@transaction.atomic
def create_claims(*, entries: Sequence[tuple[Any, ClaimEntry]], by: Any) -> list[Claim]:
    """Enter drafts, each a shop with what it writes, in this order. Raises ValidationError."""
    claims = [Claim(shop=shop, **entry.as_columns()) for shop, entry in entries]
    for claim in claims:
        claim.clean_fields(exclude=_POINTERS)
        claim.clean()
    Claim.objects.bulk_create(claims, batch_size=ROWS)
    _note(claims, Action.CREATED, by=by)
    return claims


@transaction.atomic
def submit_claims(*, claims: Iterable[Claim], by: Any) -> list[Claim]:
    """Hand all of these to the curators, by their keys. Raises what `submit_claim` raises: then none is."""
    held = lock_claims(claims)
    proven = _proven(held)
    numbers = {claim.pk: claim.number for claim in held}
    for claim in held:
        if not claim.is_open:
            raise ClaimNotOpen(claim.get_state_display())
        if not claim.kind.is_active:
            raise KindNotInUse
        claim.clean()
        check_day(claim)
        if claim.kind.needs_evidence and claim.pk not in proven:
            raise EvidenceMissing
    respelt = [claim for claim in held if claim.number != numbers[claim.pk]]
    if respelt:
        Claim.objects.bulk_update(respelt, ["number"], batch_size=ROWS)
    _write(
        held, state=Claim.State.SUBMITTED, submitted_at=timezone.now(), refused_for=None, refusal_reason=""
    )
    _note(held, Action.SUBMITTED, by=by)
    return held


@transaction.atomic
def verify_claims(*, claims: Iterable[Claim], by: Any) -> list[Claim]:
    """A curator has seen the evidence of all of these; by their keys. Raises what `verify_claim` raises."""
    held = lock_claims(claims)
    for claim in held:
        if claim.state != Claim.State.SUBMITTED:
            raise ClaimNotSubmitted(claim.get_state_display())
        if has_run_out(claim):
            raise ClaimRunOut
    _write(
        held,
        state=Claim.State.VERIFIED,
        reviewed_at=timezone.now(),
        reviewed_by=by,
        refused_for=None,
        refusal_reason="",
    )
    _note(held, Action.VERIFIED, by=by)
    logger.info("claims verified", extra={"claims": len(held)})
    return held


def lock_claims(claims: Iterable[Claim]) -> list[Claim]:
    """`lock_claim` for many, in the order of their keys."""
    rows = Claim.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "kind", "shop", "product"
    )
    return list(rows.filter(pk__among=[claim.pk for claim in claims]).order_by("pk"))


def record_events(
    claims: Iterable[Claim], action: ClaimEvent.Action, *, by: Any, words: Iterable[str] | None = None
) -> None:
    """Add a line to the history of each, with words of its own where there are any."""
    held = list(claims)
    said = list(words) if words is not None else [""] * len(held)
    ClaimEvent.objects.bulk_create(
        [
            ClaimEvent(claim=claim, action=action, by=by, words=one)
            for claim, one in zip(held, said, strict=True)
        ],
        batch_size=ROWS,
    )


def _proven(claims: Iterable[Claim]) -> set[int]:
    """The keys of those with evidence that is not put aside."""
    evidence = Claim.objects.filter(pk__among=[claim.pk for claim in claims], evidence__put_aside_at=None)
    return set(evidence.exclude(evidence=None).order_by().values_list("pk", flat=True))


def _write(held: Sequence[Claim], **columns: Any) -> None:
    now = timezone.now()
    keys = [claim.pk for claim in held]
    Claim.objects.filter(pk__among=keys).update(**columns, updated_at=now)
    for claim in held:
        for name, value in columns.items():
            setattr(claim, name, value)


def _note(claims: Sequence[Claim], action: ClaimEvent.Action, *, by: Any) -> None:
    """The line in each history, and what the save of a claim tells."""
    record_events(claims, action, by=by)
    tell_of_claims([(claim.pk, claim.shop_id, claim.product_id) for claim in claims])
    note_uses_of_claims.enqueue([claim.pk for claim in claims])
