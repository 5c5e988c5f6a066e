"""What a product's page shows, gathered from one product with everything prefetched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext

from catalogue.models import PreferenceRule, Product
from catalogue.preference import Evaluation
from freshness.parts import kept_with_frame
from media.renditions import Picture, Size, picture
from storefront.asking import message_to
from storefront.cards import price_of, tkdn_mark
from storefront.comparison import comparison_url
from storefront.holidays import HolidayNotice, holiday_notice
from storefront.proof import ClaimLine, claim_lines, evaluation_of, not_claimed, tkdn_of
from storefront.sharing import Share, absolute, share_of
from storefront.specification import (
    availability,
    capacity_in_words,
    specifications,
    stock_state,
)

__all__ = ["ClaimLine", "ProductPage", "ShopSummary", "claim_lines", "product_page"]


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture of the gallery: as the page shows it, and small for choosing it."""

    picture: Picture
    thumbnail: Picture | None


@dataclass(frozen=True, slots=True)
class ShopSummary:
    """The seller beside a product. `whatsapp` opens a message to it; empty for a sample or without number.

    `holiday` says until when it is away; None while it is open.
    """

    name: str
    url: str
    logo: Picture | None
    regency: str
    province: str
    region_url: str
    size_class: str
    is_sample: bool
    whatsapp: str
    holiday: HolidayNotice | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What is verified of the product and its shop; `not_claimed` names what is not, when nothing is."""

    about_product: Sequence[ClaimLine]
    about_shop: Sequence[ClaimLine]
    not_claimed: Sequence[str]


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A product's page. Prices in rupiah, None when on request; `as_of` is the day for which it is true."""

    id: int
    title: str
    url: str
    description: str
    slides: Sequence[Slide]
    price: Decimal | None
    unit: str
    min_order: int
    min_order_price: Decimal | None
    availability: str
    stock_state: str
    capacity: str
    mark: str
    shop: ShopSummary
    proof: Proof
    evaluation: Evaluation | None
    specifications: Sequence[tuple[str, str]]
    share: Share
    compare_url: str
    as_of: date

    @property
    def pictures(self) -> list[Picture]:
        """The pictures in order."""
        return [slide.picture for slide in self.slides]

    @property
    def small_picture(self) -> Picture | None:
        """The first picture as small as there is one, by which a device remembers the product."""
        return (self.slides[0].thumbnail or self.slides[0].picture) if self.slides else None


def product_page(product: Product) -> ProductPage:
    """From a product that came from `for_page()` or passed through `fill_page()`.

    Asks the database one thing more at most, when it is not kept with the frame: the rule of price preference
    when the product has a TKDN, or the kinds of claim there are when it has no claim.
    """
    price = price_of(product)
    return ProductPage(
        id=product.pk,
        title=product.name,
        url=product.get_absolute_url(),
        description=product.text,
        slides=list(_slides(product)),
        price=price,
        unit=product.get_unit_display(),
        min_order=product.min_order,
        min_order_price=price * product.min_order if price is not None and product.min_order > 1 else None,
        availability=availability(product),
        stock_state=stock_state(product),
        capacity=capacity_in_words(product),
        mark=tkdn_mark(product.verified_claims),
        shop=_shop_summary(product),
        proof=_proof(product),
        evaluation=_evaluation(product),
        specifications=list(specifications(product)),
        share=share_of(product),
        compare_url=comparison_url([product.pk]),
        as_of=timezone.localdate(),
    )


def _slides(product: Product) -> Iterator[Slide]:
    """The pictures with the words reviewed with this product; small ones only where there is a choice."""
    rows = product.images.all()
    for row in rows:
        shown = picture(row.image, Size.PAGE)
        if shown is not None:
            small = picture(row.image, Size.THUMBNAIL) if len(rows) > 1 else None
            words = row.alt_text or product.name
            yield Slide(replace(shown, alt=words), replace(small, alt="") if small else None)


def _proof(product: Product) -> Proof:
    about_product = claim_lines(product.verified_claims)
    return Proof(
        about_product=about_product,
        about_shop=claim_lines(product.shop.verified_claims),
        not_claimed=[] if about_product else kept_with_frame("not-claimed", not_claimed),
    )


def _evaluation(product: Product) -> Evaluation | None:
    if tkdn_of(product.verified_claims) is None:
        return None
    rule = kept_with_frame("preference-rule", PreferenceRule.objects.in_force)
    return evaluation_of(product, rule)


def _shop_summary(product: Product) -> ShopSummary:
    shop = product.shop
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
        whatsapp=message_to(shop, _question_about(product)),
        holiday=holiday_notice(shop),
    )


def _question_about(product: Product) -> str:
    return gettext("Hello, I would like to ask about %(product)s: %(address)s") % {
        "product": product.name,
        "address": absolute(product.get_absolute_url()),
    }
