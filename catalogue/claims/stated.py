"""A number that a shop states elsewhere than among its claims, such as the NIB with which it registers."""

import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim, ClaimKind
from catalogue.claims.services import record_event, supersede_claim, withdraw_claim

logger = logging.getLogger(__name__)

Action = ClaimEvent.Action
State = Claim.State
#: What has the number already, and what a new number is written into.
STANDING = frozenset([State.SUBMITTED, State.VERIFIED])
MENDABLE = frozenset([State.DRAFT, State.REFUSED, State.SUBMITTED])


@transaction.atomic
def submit_stated_number(*, shop: Any, code: str, number: str, by: Any) -> Claim | None:
    """The claim by which curators look at this number, or have: one record, however often it is stated.

    It waits without a document, since the office looks such a number up where it was issued; refusing asks
    for one. None where no kind of this code is in use for shops, or where the number is none of it. The
    caller holds the shop's row.
    """
    kind = ClaimKind.objects.filter(code=code, applies_to=ClaimKind.AppliesTo.SHOP, is_active=True).first()
    if kind is None or not number.strip():
        return None
    try:
        plain = kind.clean_number(number)
    except ValidationError:
        logger.warning("stated number is no claim", extra={"shop": shop.pk, "kind": code})
        return None
    claims = (
        Claim.objects.select_for_update(no_key=True)
        .filter(shop=shop, kind=kind, product=None)
        .order_by("-pk")
    )
    standing = [claim for claim in claims if claim.number == plain and claim.state in STANDING]
    mendable = [claim for claim in claims if claim.state in MENDABLE]
    if standing:
        return standing[0]
    return _submit(mendable[0] if mendable else Claim(shop=shop, kind=kind, issuer=kind.issuer), plain, by)


@transaction.atomic
def replace_stated_number(*, shop: Any, code: str, number: str, is_handed_in: bool, by: Any) -> Claim | None:
    """The shop states another number now, or none: what stood for the old one holds no longer.

    What was verified is taken back, what waited goes back to the shop, and the new number waits in its place
    where the shop is handed in. The caller holds the shop's row.
    """
    new = submit_stated_number(shop=shop, code=code, number=number, by=by) if is_handed_in else None
    stand = Claim.objects.filter(shop=shop, kind__code=code, product=None, state__in=STANDING)
    for old in stand.exclude(number=new.number if new else number).order_by("pk"):
        if old.state == State.VERIFIED:
            supersede_claim(claim=old, by=by, words=_another_number(number))
        else:
            withdraw_claim(claim=old, by=by)
    return new


def _another_number(number: str) -> str:
    """Why, kept with the claim for its seller: in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        if not number.strip():
            return _("The shop states this number no longer.")
        return _("The shop states another number now: %(number)s.") % {"number": number}


def _submit(claim: Claim, number: str, by: Any) -> Claim:
    """Write the number and hand it in; what waits keeps its place in the queue."""
    fresh, waits = claim.pk is None, claim.state == State.SUBMITTED
    changed = claim.number != number
    claim.number = number
    claim.state = State.SUBMITTED
    claim.submitted_at = claim.submitted_at if waits else timezone.now()
    claim.refused_for, claim.refusal_reason = None, ""
    claim.save()
    if fresh:
        record_event(claim, Action.CREATED, by=by)
    elif changed:
        record_event(claim, Action.EDITED, by=by, words="number")
    if not waits:
        record_event(claim, Action.SUBMITTED, by=by)
    logger.info("stated number waits", extra={"claim": claim.pk, "shop": claim.shop_id})
    return claim
