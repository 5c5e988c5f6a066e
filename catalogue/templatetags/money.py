"""How money, and percentages of it, are written."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import template
from django.utils.formats import localize

register = template.Library()


@register.filter
def rupiah(amount: Decimal | int | str | None) -> str:
    """`Decimal("1250000")` → `Rp 1.250.000`: whole rupiah, points between thousands in both languages.

    Empty for None and for what is not a number, so that a page shows its own words instead.
    """
    if amount is None or amount == "":
        return ""
    try:
        whole = Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return ""
    if not whole.is_finite():
        return ""
    sign = "-" if whole < 0 else ""
    grouped = f"{abs(whole):,}".replace(",", ".")
    # A no-break space: the sign never stands alone at the end of a line.
    return f"{sign}Rp\u00a0{grouped}"


@register.filter
def percent(share: Decimal) -> str:
    """`Decimal("14.6000")` → `14,6%` or `14.6%`: at most four decimals, none of them an idle nought."""
    rounded = f"{share:.4f}".rstrip("0").rstrip(".")
    return f"{localize(Decimal(rounded))}%"
