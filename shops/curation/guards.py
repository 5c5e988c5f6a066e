"""Who may read the evidence of a claim: the shop's team, and the curators who decide on claims there."""

from typing import Any

from media.guards import register_document_guard
from media.models import Document
from shops.curation.scope import scope_of
from shops.review.kinds import Kind


@register_document_guard
def evidence_is_for_team_and_curators(document: Document, user: Any) -> bool:
    """A curator must find a claim of their regions on it: not every private document is theirs to read."""
    claims = document.claims.all()
    if claims.filter(shop__memberships__user=user).exists():
        return True
    in_charge = scope_of(user).of(Kind.CLAIM)
    return user.has_perm("catalogue.change_claim") and claims.filter(in_charge.q("shop__region_id")).exists()
