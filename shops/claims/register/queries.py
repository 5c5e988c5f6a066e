"""Reads of the register's imports and of what they propose, within a curator's regions."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from shops.claims.models import ClaimProposal, RegisterImport
from shops.curation.scope import Scope
from shops.review.kinds import Kind


def imports_for(scope: Scope) -> QuerySet[RegisterImport]:
    """The imports, the last first, with `open`, `accepted` and `rejected`: how many proposals of the scope.

    Who looks after some regions finds those that propose something there; one query.
    """
    claims = scope.of(Kind.CLAIM)
    here = claims.q("proposals__shop__region_id")
    counted = {
        state.value: Count("proposals", filter=here & Q(proposals__state=state))
        for state in ClaimProposal.State
    }
    found: QuerySet[RegisterImport] = RegisterImport.objects.select_related("by").annotate(**counted)
    if not claims.is_national:
        found = found.exclude(**dict.fromkeys(counted, 0))
    return found.order_by("-pk")


def get_import_for(scope: Scope, pk: int) -> RegisterImport:
    """One of them; Http404 where it proposes nothing in the scope."""
    source = imports_for(scope).filter(pk=pk).first()
    if source is None:
        raise Http404("No such import.")
    return source


def proposals_of(source: RegisterImport, scope: Scope, state: str = "") -> QuerySet[ClaimProposal]:
    """What an import proposes in the scope, the surest first, with what a row shows: one query."""
    found: QuerySet[Any] = ClaimProposal.objects.filter(
        scope.of(Kind.CLAIM).q("shop__region_id"), source=source
    )
    if state:
        found = found.filter(state=state)
    related = found.select_related("shop__regency", "product", "kind", "decided_by")
    return related.order_by("-score", "pk")
