"""A product's facts in words: attributes with units, availability, sizes of an order."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import gettext, ngettext

from catalogue.models import Product, ProductAttributeValue
from media.languages import in_indonesian

#: Units of shipped attributes that are words; the rest are symbols, the same in every language.
DAYS = "hari"


def specifications(product: Product) -> Iterator[tuple[str, str]]:
    """Label and value of each attribute and of the weight; the attribute values are prefetched."""
    for value in product.attribute_values.all():
        text = attribute_in_words(value)
        if text:
            yield value.attribute.label, text
    if product.weight_grams:
        yield gettext("Weight with packing"), weight_in_words(product.weight_grams)


def attribute_in_words(value: ProductAttributeValue) -> str:
    """A value with its unit, numbers and dates as the reader's language writes them; empty for none."""
    raw, unit = value.value, value.attribute.unit
    if raw is None or raw == "":
        return ""
    if isinstance(raw, bool):
        return gettext("Yes") if raw else gettext("No")
    if isinstance(raw, int | float | Decimal):
        return _measured(raw, unit)
    if isinstance(raw, date):
        return date_format(raw, "DATE_FORMAT")
    return in_indonesian(f"{value.value_as_text} {unit}".strip())


def _measured(number: float | Decimal, unit: str) -> str:
    written = number_in_words(number)
    if unit == DAYS:
        return ngettext("%(number)s day", "%(number)s days", int(number)) % {"number": written}
    return f"{written} {unit}".strip()


def weight_in_words(grams: int) -> str:
    """Grams up to a kilogram, kilograms above it."""
    if grams < 1000:
        return f"{grams} g"
    return f"{number_in_words(Decimal(grams) / 1000)} kg"


def number_in_words(number: float | Decimal) -> str:
    """With at most two decimals, none of them an idle nought, as the reader's language writes numbers."""
    rounded = f"{Decimal(str(number)):.2f}".rstrip("0").rstrip(".")
    return str(localize(Decimal(rounded)))


def capacity_in_words(product: Product) -> str:
    """How much the shop can make in a month; empty when it has not said."""
    if not product.capacity_per_month:
        return ""
    return f"{localize(product.capacity_per_month)} {product.get_unit_display()}"


def stock_state(product: Product) -> str:
    """`order` when made to order, `ready`, `ask` without a stock record, `out` when sold out."""
    if product.is_made_to_order:
        return "order"
    records = product.stockrecords.all()
    if not records:
        return "ask"
    is_left = records[0].num_in_stock is None or records[0].net_stock_level > 0
    return "ready" if is_left else "out"


def availability(product: Product) -> str:
    """In words: made to order and how long it takes, how many are in stock, or sold out."""
    state, days = stock_state(product), product.lead_time_days
    if state == "order":
        return _made_to_order(days)
    if state == "ask":
        return gettext("Ask the shop about stock")
    if state == "out":
        return gettext("Sold out")
    left = product.stockrecords.all()[0]
    if left.num_in_stock is None:
        words = gettext("Available")
    else:
        count = left.net_stock_level
        words = ngettext("%(count)s in stock", "%(count)s in stock", count) % {"count": localize(count)}
    if not days:
        return words
    sent = ngettext("sent within %(days)d day", "sent within %(days)d days", days) % {"days": days}
    return f"{words}, {sent}"


def _made_to_order(days: int) -> str:
    if not days:
        return gettext("Made to order")
    return ngettext("Made to order, ready in %(days)d day", "Made to order, ready in %(days)d days", days) % {
        "days": days
    }
