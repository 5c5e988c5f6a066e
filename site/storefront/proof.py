"""The proof panel: what has been verified about a product and its shop, and what nobody claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import floatformat

from catalogue.claims.queries import TKDN_KINDS
from catalogue.models import Claim, ClaimKind, PreferenceRule, Product
from catalogue.preference import Evaluation, evaluate
from storefront.cards import price_of

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One verified claim as the proof panel shows it.

    `meaning` speaks to anyone, `use` to a buyer who keeps a file.
    """

    code: str
    kind: str
    mark: str
    meaning: str
    use: str
    value: str
    number: str
    issuer: str
    issued_on: date | None
    expires_on: date | None


def claim_lines(claims: Sequence[Claim]) -> list[ClaimLine]:
    """Lines of claims that came from `verified().for_display()`."""
    return [
        ClaimLine(
            code=claim.kind.code,
            kind=claim.kind.label,
            mark=claim.kind.shown_mark or claim.kind.label,
            meaning=claim.kind.shown_meaning,
            use=claim.kind.shown_use,
            value=""
            if claim.value is None
            else f"{floatformat(claim.value, -2)} {claim.kind.value_unit}".strip().replace(" %", "%"),
            number=claim.number,
            issuer=claim.issuer or claim.kind.issuer,
            issued_on=claim.issued_on,
            expires_on=claim.expires_on,
        )
        for claim in claims
    ]


def not_claimed() -> list[str]:
    """What could be verified of a product but is not when it has no claim at all: names, in one query."""
    kinds = ClaimKind.objects.filter(is_active=True, applies_to=ClaimKind.AppliesTo.PRODUCT)
    return [kind.shown_mark or kind.label for kind in kinds.order_by("display_order", "code")]


def tkdn_of(claims: Sequence[Claim]) -> Decimal | None:
    """The percentage of the strongest verified TKDN claim; None without one."""
    values = [claim.value for claim in claims if claim.kind.code in TKDN_KINDS and claim.value is not None]
    return values[0] if values else None


def evaluation_of(product: Product, rule: PreferenceRule | None) -> Evaluation | None:
    """The evaluated price; None without a rule, a price, or a verified TKDN between 0 and 100."""
    price, tkdn = price_of(product), tkdn_of(product.verified_claims)
    if rule is None or not price or tkdn is None or not 0 <= tkdn <= HUNDRED:
        return None
    return evaluate(price=price, tkdn=tkdn, rule=rule.as_rule())
