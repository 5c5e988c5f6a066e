"""Deciding on what the register proposes, one by one or many together."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.claims.exceptions import ClaimRunOut
from catalogue.claims.history import ClaimEvent
from catalogue.claims.services import has_run_out, record_event
from catalogue.models import Claim, Product
from catalogue.signals import claim_decided
from shops.claims.models import ClaimProposal
from shops.claims.register.exceptions import ProductOfAnotherShop, ProposalDecided
from shops.claims.team import addresses_of_team
from shops.letters import letters_withheld, send_letter
from shops.models import Partner

logger = logging.getLogger(__name__)


@transaction.atomic
def accept_proposal(*, proposal: ClaimProposal, product: Product, number: str, by: Any) -> Claim:
    """A curator has recognised the shop's certificate: a verified claim, with the import as its evidence.

    The export has no numbers, so one may be missing. Its shop gets a letter. Raises ProposalDecided,
    ClaimRunOut, ProductOfAnotherShop, and ValidationError for a number that does not fit.
    """
    locked = _locked_and_open(proposal)
    if has_run_out(locked):
        raise ClaimRunOut
    if product.shop_id != locked.shop_id:
        raise ProductOfAnotherShop
    claim = Claim.objects.create(
        kind=locked.kind,
        shop_id=locked.shop_id,
        product=product,
        number=locked.kind.clean_number(number) if number.strip() else "",
        issuer=locked.kind.issuer,
        value=locked.value,
        expires_on=locked.expires_on,
        state=Claim.State.VERIFIED,
        reviewed_at=timezone.now(),
        reviewed_by=by,
    )
    words = _("From the register: %(file)s, row %(rows)s") % {"file": locked.source, "rows": locked.rows}
    record_event(claim, ClaimEvent.Action.CREATED, by=None, words=words)
    record_event(claim, ClaimEvent.Action.VERIFIED, by=by, words=words)
    _close(locked, ClaimProposal.State.ACCEPTED, by=by, claim=claim, product=product)
    claim_decided.send(sender=Claim, claim=claim)
    return claim


@transaction.atomic
def reject_proposal(*, proposal: ClaimProposal, by: Any, words: str = "") -> ClaimProposal:
    """It is somebody else's certificate; it is not proposed to this shop again. Raises ProposalDecided."""
    return _close(_locked_and_open(proposal), ClaimProposal.State.REJECTED, by=by, words=words.strip())


def _locked_and_open(proposal: ClaimProposal) -> ClaimProposal:
    rows = ClaimProposal.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "kind", "source", "shop"
    )
    locked = rows.get(pk=proposal.pk)
    if locked.state != ClaimProposal.State.OPEN:
        raise ProposalDecided(locked.get_state_display())
    return locked


def _close(locked: ClaimProposal, state: ClaimProposal.State, *, by: Any, **changed: Any) -> ClaimProposal:
    decided = {"state": state, "decided_by": by, "decided_at": timezone.now(), **changed}
    for name, value in decided.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(decided))
    logger.info("proposal decided", extra={"proposal": locked.pk, "state": state})
    return locked


@dataclass(slots=True)
class DecidedTogether:
    """What became of many: decided, those a colleague had decided, those that propose no product, and
    those whose certificates have run out."""

    decided: int = 0
    by_colleagues: int = 0
    without_product: int = 0
    run_out: int = 0


def decide_together(
    *, proposals: Iterable[ClaimProposal], accept: bool, by: Any, words: str = ""
) -> DecidedTogether:
    """Accept many for the products they propose, or reject them, each in a transaction of its own.

    One that a colleague was faster with, that proposes no product or has run out changes nothing of the
    others. A shop gets one letter for all that was accepted.
    """
    report, accepted = DecidedTogether(), defaultdict[Partner, list[Claim]](list)
    with letters_withheld():
        for proposal in proposals:
            try:
                if not accept:
                    reject_proposal(proposal=proposal, by=by, words=words)
                elif claim := _accept(proposal, by):
                    accepted[claim.shop].append(claim)
                else:
                    report.without_product += 1
                    continue
            except ProposalDecided:
                report.by_colleagues += 1
            except ClaimRunOut:
                report.run_out += 1
            else:
                report.decided += 1
    for shop, claims in accepted.items():
        context = {"shop": shop, "claims": claims}
        send_letter(name="claims_accepted", to=addresses_of_team(shop), context=context)
    return report


def _accept(proposal: ClaimProposal, by: Any) -> Claim | None:
    """The claim; None where no product of the shop is proposed."""
    if proposal.product is None or proposal.product.shop_id != proposal.shop_id:
        return None
    return accept_proposal(proposal=proposal, product=proposal.product, number="", by=by)
