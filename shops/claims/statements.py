"""What a shop says of itself, and the verified claims that rest on it.

A curator compares a claim's document with the shop as it is: who changes the shop afterwards changes what the
document was compared with. Nothing stays public that nobody has looked at.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from catalogue.claims.queries import PLACE_KINDS, ClaimQuerySet
from catalogue.claims.services import look_again
from catalogue.claims.stated import replace_stated_number
from catalogue.models import Claim
from shops.models import Partner
from shops.standing.states import ShopState

#: The states in which a stated number waits for a curator, or has been verified.
HANDED_IN = frozenset([ShopState.SUBMITTED, ShopState.APPROVED, ShopState.SUSPENDED])
RENAMED = _("The shop's name or legal form has changed: the document is compared again.")
MOVED = _("The shop has moved: the document is compared again.")


@dataclass(frozen=True, slots=True)
class Statement:
    """What documents of a shop are compared with."""

    name: str
    kind: str
    nib: str
    regency: str

    @classmethod
    def of(cls, shop: Partner) -> "Statement":
        """As the shop says it in memory; spaces and capitals of its name tell nothing."""
        name = " ".join(shop.name.split()).casefold()
        return cls(name, shop.kind, shop.nib, shop.region_id[:5])


def follow_statement(*, shop: Partner, before: Statement, by: Any) -> None:
    """Let the shop's claims follow what it says now. The caller holds its row, in a transaction.

    Another NIB ends the verified claim of the old one. After another name or legal form the verified claims
    about the shop go before the curators again, after a move those that say where its products come from.
    """
    now = Statement.of(shop)
    if now.nib != before.nib:
        replace_stated_number(
            shop=shop, code="nib", number=now.nib, is_handed_in=shop.state in HANDED_IN, by=by
        )
    verified = Claim.objects.filter(shop=shop, state=Claim.State.VERIFIED)
    if (now.name, now.kind) != (before.name, before.kind):
        _look_again(verified.about_shop(), RENAMED, by)
    if now.regency != before.regency:
        _look_again(verified.filter(kind__code__in=PLACE_KINDS), MOVED, by)


def _look_again(claims: ClaimQuerySet, why: Any, by: Any) -> None:
    with translation.override(settings.LANGUAGE_CODE):  # kept with the claim, for seller and curators
        words = str(why)
    for claim in claims.order_by("pk"):
        look_again(claim=claim, by=by, words=words)
