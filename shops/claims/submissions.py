"""The claims that a shop has handed in, for the panel's list of what is handed in."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.models import Claim
from shops.claims.queries import claims_of
from shops.panel.access import Desk
from shops.panel.submissions import MOST, Submission


def claim_submissions(desk: Desk) -> list[Submission]:
    """Claims that wait for a curator or came back refused: one query."""
    handed_in = claims_of(desk.shop).filter(state__in=[Claim.State.SUBMITTED, Claim.State.REFUSED])
    rows = handed_in.order_by(F("submitted_at").desc(nulls_last=True), "-pk")[:MOST]
    return [
        Submission(
            kind=_("Claim"),
            title=str(claim),
            url=reverse("claims:claim", args=[desk.shop.slug, claim.pk]),
            submitted_at=claim.submitted_at,
            state=claim.state,
            state_label=claim.get_state_display(),
            waits_for_shop=claim.state == Claim.State.REFUSED,
        )
        for claim in rows
        if claim.submitted_at
    ]
