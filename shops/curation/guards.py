"""Who may read the evidence of a claim: the shop's team, and the curators who decide on claims."""

from typing import Any

from media.guards import register_document_guard
from media.models import Document


@register_document_guard
def evidence_is_for_team_and_curators(document: Document, user: Any) -> bool:
    """A curator must find a claim on it too: not every private document is theirs to read."""
    claims = document.claims.all()
    if claims.filter(shop__memberships__user=user).exists():
        return True
    return user.has_perm("catalogue.change_claim") and claims.exists()
