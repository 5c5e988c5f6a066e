"""Letters to the shop's team when a curator has decided on a claim."""

from typing import Any

from django.dispatch import receiver

from catalogue.models import Claim
from catalogue.signals import claim_decided
from shops.claims.team import addresses_of_team
from shops.letters import send_letter


@receiver(claim_decided)
def tell_team(sender: type[Claim], claim: Claim, **kwargs: Any) -> None:
    """Queued like all mail: it leaves after the decision is committed."""
    context = {"claim": claim, "shop": claim.shop}
    send_letter(name="claim_decided", to=addresses_of_team(claim.shop), context=context)
