"""Writes of claims: each one change of state, checked, under a lock."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from catalogue.claims.exceptions import ClaimNotSubmitted, RefusalNeedsReason
from catalogue.claims.models import Claim
from catalogue.models import Product
from catalogue.signals import products_changed

logger = logging.getLogger(__name__)


@transaction.atomic
def submit_claim(*, claim: Claim) -> Claim:
    """Hand a draft or refused claim to the curators; raises ValidationError when it does not fit its kind."""
    claim.full_clean()
    claim.state = Claim.State.SUBMITTED
    claim.submitted_at = timezone.now()
    claim.refusal_reason = ""
    claim.save(update_fields=["state", "submitted_at", "refusal_reason", "number", "updated_at"])
    return claim


@transaction.atomic
def verify_claim(*, claim: Claim, by: object) -> Claim:
    """A curator has seen the evidence. Raises ClaimNotSubmitted when somebody decided first."""
    return _decide(claim, Claim.State.VERIFIED, by=by, reason="")


@transaction.atomic
def refuse_claim(*, claim: Claim, by: object, reason: str) -> Claim:
    """A curator refuses, in words the seller can act on. Raises RefusalNeedsReason, ClaimNotSubmitted."""
    if not reason.strip():
        raise RefusalNeedsReason
    return _decide(claim, Claim.State.REFUSED, by=by, reason=reason.strip())


def _decide(claim: Claim, state: Claim.State, *, by: object, reason: str) -> Claim:
    locked = Claim.objects.select_for_update().get(pk=claim.pk)
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimNotSubmitted(locked.get_state_display())
    locked.state = state
    locked.refusal_reason = reason
    locked.reviewed_at = timezone.now()
    locked.reviewed_by = by  # type: ignore[assignment]  # any AUTH_USER_MODEL
    locked.save(update_fields=["state", "refusal_reason", "reviewed_at", "reviewed_by", "updated_at"])
    logger.info("claim decided", extra={"claim": locked.pk, "state": state})
    return locked


@transaction.atomic
def expire_claims(*, on: dt.date | None = None) -> int:
    """Close every verified claim whose last day has passed, reindex their products; returns how many.

    Without a day, a claim has passed once it is midnight in the zone of its shop.
    """
    # Only the claims are locked: between 22.00 WIB and midnight their shops are joined to ask for the zone.
    locked = Claim.objects.overdue(on).select_for_update(of=["self"]).order_by("pk")
    overdue = list(locked.only("pk", "shop_id", "product_id"))
    if not overdue:
        return 0
    Claim.objects.filter(pk__in=[claim.pk for claim in overdue]).update(
        state=Claim.State.EXPIRED, updated_at=timezone.now()
    )
    products = {claim.product_id for claim in overdue if claim.product_id}
    shops = {claim.shop_id for claim in overdue if not claim.product_id}
    products.update(Product.objects.filter(shop__in=shops).values_list("pk", flat=True))
    products_changed.send(sender=Claim, product_ids=sorted(products))
    return len(overdue)
