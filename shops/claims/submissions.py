"""The claims that a shop has handed in, for the panel's list of what is handed in."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Claim
from shops.claims.queries import claims_of
from shops.panel.access import Desk
from shops.panel.submissions import MOST, Submission


def handed_in(desk: Desk) -> list[Claim]:
    """Claims that came back refused, then those that wait for a curator, each the latest first: one query."""
    claims = claims_of(desk.shop).filter(state__in=[Claim.State.REFUSED, Claim.State.SUBMITTED])
    # By their names the refused come first.
    return list(claims.order_by("state", F("submitted_at").desc(nulls_last=True), "-pk")[:MOST])


def claim_submissions(desk: Desk) -> list[Submission]:
    """Claims that wait for a curator or came back refused."""
    return [
        Submission(
            kind=_("Claim"),
            title=str(claim),
            url=reverse("claims:claim", args=[desk.shop.slug, claim.pk]),
            submitted_at=claim.submitted_at,
            state=claim.state,
            state_label=str(Claim.State(claim.state).label),
            waits_for_shop=claim.state == Claim.State.REFUSED,
        )
        for claim in desk.once(handed_in)
        if claim.submitted_at
    ]
