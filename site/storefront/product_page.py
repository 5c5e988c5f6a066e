"""What a product's page shows, gathered from one product with everything prefetched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.utils.formats import localize
from django.utils.translation import gettext, ngettext

from catalogue.models import Claim, Product
from media.renditions import Picture, Size, picture
from shops.models import Partner
from storefront.cards import price_of, tkdn_mark


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One verified claim as the proof panel shows it."""

    kind: str
    meaning: str
    value: str
    number: str
    issuer: str
    issued_on: date | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class ShopSummary:
    """The seller beside a product."""

    name: str
    url: str
    logo: Picture | None
    regency: str
    province: str
    region_url: str
    size_class: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product's page. `price` in rupiah, None when on request."""

    title: str
    description: str
    pictures: Sequence[Picture]
    price: Decimal | None
    unit: str
    min_order: int
    availability: str
    mark: str
    shop: ShopSummary
    product_claims: Sequence[ClaimLine]
    shop_claims: Sequence[ClaimLine]
    specifications: Sequence[tuple[str, str]]


def product_page(product: Product) -> ProductPage:
    """From a product that came from `for_page()`; asks the database nothing more."""
    return ProductPage(
        title=product.name,
        description=product.text,
        pictures=list(_pictures(product)),
        price=price_of(product),
        unit=product.get_unit_display(),
        min_order=product.min_order,
        availability=availability(product),
        mark=tkdn_mark(product.verified_claims),
        shop=_shop_summary(product.shop),
        product_claims=claim_lines(product.verified_claims),
        shop_claims=claim_lines(product.shop.verified_claims),
        specifications=list(_specifications(product)),
    )


def _pictures(product: Product) -> Iterator[Picture]:
    """The pictures with the words that were reviewed with this product."""
    for row in product.images.all():
        shown = picture(row.image, Size.PAGE)
        if shown is not None:
            yield replace(shown, alt=row.alt_text or product.name)


def availability(product: Product) -> str:
    """In words: made to order and how long it takes, how many are in stock, or sold out."""
    days = product.lead_time_days
    if product.is_made_to_order:
        if not days:
            return gettext("Made to order")
        return ngettext(
            "Made to order, ready in %(days)d day", "Made to order, ready in %(days)d days", days
        ) % {"days": days}
    records = product.stockrecords.all()
    if not records or records[0].num_in_stock is None:
        return gettext("Ask the shop about stock") if not records else gettext("Available")
    left = records[0].net_stock_level
    if left <= 0:
        return gettext("Sold out")
    words = ngettext("%(count)s in stock", "%(count)s in stock", left) % {"count": localize(left)}
    if not days:
        return words
    sent = ngettext("sent within %(days)d day", "sent within %(days)d days", days) % {"days": days}
    return f"{words}, {sent}"


def claim_lines(claims: Sequence[Claim]) -> list[ClaimLine]:
    """Lines of claims that came from `verified().for_display()`."""
    return [
        ClaimLine(
            kind=claim.kind.label,
            meaning=claim.kind.shown_meaning,
            value=""
            if claim.value is None
            else f"{floatformat(claim.value, -2)} {claim.kind.value_unit}".strip(),
            number=claim.number,
            issuer=claim.issuer or claim.kind.issuer,
            issued_on=claim.issued_on,
            expires_on=claim.expires_on,
        )
        for claim in claims
    ]


def _with_unit(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{floatformat(value, -2)} {unit}".strip()


def _shop_summary(shop: Partner) -> ShopSummary:
    province = shop.regency.parent
    return ShopSummary(
        name=shop.name,
        url=shop.get_absolute_url(),
        logo=picture(shop.logo, Size.LOGO, alt=shop.name),
        regency=shop.regency.name,
        province=province.name if province else "",
        region_url=shop.regency.get_absolute_url(),
        size_class=shop.get_size_class_display(),
        is_sample=shop.is_sample,
    )


def _specifications(product: Product) -> Iterator[tuple[str, str]]:
    for value in product.attribute_values.all():
        text = localize(value.value_as_text)
        if text not in (None, ""):
            yield value.attribute.label, f"{text} {value.attribute.unit}".strip()
    if product.weight_grams:
        yield gettext("Weight with packing"), f"{localize(product.weight_grams)} g"
    if product.capacity_per_month:
        yield (
            gettext("Capacity a month"),
            f"{localize(product.capacity_per_month)} {product.get_unit_display()}",
        )
