"""Letters about a claim: that it has come, to who handed it in and to its curators; what they decided."""

from typing import Any

from django.dispatch import receiver

from catalogue.models import Claim
from catalogue.signals import claim_decided, claim_submitted
from shops.claims.team import addresses_of_team
from shops.curation.scope import addresses_of_curators
from shops.letters import send_letter
from shops.review.kinds import Kind


@receiver(claim_submitted)
def tell_that_it_has_come(sender: type[Claim], claim: Claim, by: Any, **kwargs: Any) -> None:
    """Queued like all mail: it leaves after the claim is there."""
    context = {"claim": claim, "shop": claim.shop}
    if by is not None and by.email:
        send_letter(name="claim_received", to=[by.email], context=context)
    curators = addresses_of_curators(claim.shop.region_id, Kind.CLAIM)
    send_letter(name="claim_waiting", to=curators, context=context)


@receiver(claim_decided)
def tell_team(sender: type[Claim], claim: Claim, **kwargs: Any) -> None:
    """Queued like all mail: it leaves after the decision is committed."""
    context = {"claim": claim, "shop": claim.shop}
    send_letter(name="claim_decided", to=addresses_of_team(claim.shop), context=context)
