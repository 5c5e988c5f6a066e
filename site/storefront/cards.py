"""Products and shops as cards: values only, so that a template cannot ask the database anything."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalogue.claims.queries import DOMESTIC_KINDS, TKDN_KINDS
from catalogue.models import Claim, ClaimKind, Product
from config.release import release
from freshness import subjects
from freshness.parts import keep_parts, kept_parts
from freshness.queries import today
from freshness.showing import shows_products
from media.renditions import Picture, Size, picture
from shops.models import Partner


@dataclass(frozen=True, slots=True)
class ProductCard:
    """One product in a list. `price` in rupiah, None when on request; `mark` empty without a verified TKDN.

    `is_domestic` says whether a verified claim records the product as a domestic one. `reasons` say why it
    stands where it does; empty where nothing was ranked. `face` is all the rest as HTML, rendered once and
    kept with the card: most of a list's time would go into it.
    """

    id: int
    title: str
    url: str
    picture: Picture | None
    price: Decimal | None
    unit: str
    shop: str
    regency: str
    mark: str
    lead_time_days: int
    is_domestic: bool = False
    reasons: Sequence[str] = ()
    face: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class ShopCard:
    """One shop in a list. `level` is the name of its level of readiness, empty where it has none yet.

    `marks` are those of its verified claims, where the list shows them.
    """

    name: str
    url: str
    logo: Picture | None
    regency: str
    sector: str
    size_class: str
    product_count: int
    is_sample: bool
    level: str = ""
    marks: Sequence[str] = ()


class KeptCards:
    """The cards of some products, kept from page to page under keys that change with product and shop.

    One query finds out which still hold; `missing` are the products to be read for the others.
    """

    def __init__(self, ids: Sequence[int]) -> None:
        self._keys = _card_keys(ids)
        kept = kept_parts(self._keys.values())
        self._cards: dict[int, ProductCard] = {pk: kept[key] for pk, key in self._keys.items() if key in kept}

    @property
    def missing(self) -> list[int]:
        """Those of the products, in no order, that have no card."""
        return [pk for pk in self._keys if pk not in self._cards]

    def add(self, products: Iterable[Product]) -> None:
        """Make and keep the cards of products that have all that `for_listing()` gives."""
        made = {product.pk: _with_face(_product_card(product)) for product in products}
        keep_parts({self._keys[pk]: card for pk, card in made.items()})
        self._cards |= made

    def complete(self) -> None:
        """Make and keep what is missing of the public ones: four queries, and none when all are kept."""
        if missing := self.missing:
            self.add(Product.objects.browsable().filter(pk__in=missing).for_listing())

    def of(self, ids: Sequence[int], reasons: Mapping[int, Sequence[str]] | None = None) -> list[ProductCard]:
        """The cards in this order, with the `reasons` given by id; a product without card is left out."""
        cards = [self._cards[pk] for pk in ids if pk in self._cards]
        return (
            [replace(card, reasons=tuple(reasons.get(card.id, ()))) for card in cards] if reasons else cards
        )


def product_cards(
    ids: Sequence[int], reasons: Mapping[int, Sequence[str]] | None = None
) -> list[ProductCard]:
    """Cards of the public products with these ids, in this order, with the `reasons` given by id.

    A product that has left the public since it was indexed is left out. One query, and four more to make all
    that are missing.
    """
    cards = KeptCards(ids)
    cards.complete()
    return cards.of(ids, reasons)


def cards_of(products: Iterable[Product]) -> list[ProductCard]:
    """Cards of products that have all that `for_listing()` gives."""
    return [_product_card(product) for product in products]


def _card_keys(ids: Sequence[int]) -> dict[int, str]:
    """The key of each product's card. Hidden products have one as well, unknown ones do not."""
    if not ids:
        return {}
    shops, marks = shows_products(ids)
    around = f"{marks[subjects.FRAME]}:{today()}:{get_language()}:{release()}"
    return {
        pk: f"card:{pk}:{marks[subjects.product(pk)]}:{marks[subjects.shop(shop)]}:{around}"
        for pk, shop in shops.items()
    }


def _with_face(card: ProductCard) -> ProductCard:
    return replace(card, face=render_to_string("components/product_card_face.html", {"card": card}))


def shop_cards(shops: Iterable[Partner]) -> list[ShopCard]:
    """Cards of shops that came from `for_directory()`, and with their marks `with_verified_claims()`."""
    return [
        ShopCard(
            name=shop.name,
            url=shop.get_absolute_url(),
            logo=picture(shop.logo, Size.LOGO, alt=shop.name),
            regency=shop.regency.name,
            sector=shop.get_sector_display(),
            size_class=shop.get_size_class_display(),
            product_count=shop.product_count,
            is_sample=shop.is_sample,
            level=_level_name(shop),
            marks=[kind.shown_mark or kind.label for kind in claimed_kinds([shop])],
        )
        for shop in shops
    ]


def claimed_kinds(shops: Iterable[Partner]) -> list[ClaimKind]:
    """The kinds of the verified claims of these shops, in their order, each once."""
    claims = [claim for shop in shops for claim in getattr(shop, "verified_claims", ())]
    kinds = {claim.kind.pk: claim.kind for claim in claims}
    return sorted(kinds.values(), key=lambda kind: (kind.display_order, kind.code))


def _level_name(shop: Partner) -> str:
    """The level of readiness in the reader's language; empty before the shop was looked at."""
    english = shop.level_name_en if get_language() == "en" else ""
    return english or shop.level_name or ""


def price_of(product: Product) -> Decimal | None:
    """The price in rupiah from the prefetched stock record; None when the product has none."""
    records = product.stockrecords.all()
    return records[0].price if records else None


def tkdn_mark(claims: Iterable[Claim]) -> str:
    """The domestic-content mark with its percentage, from verified claims; empty when there is none."""
    for claim in claims:
        if claim.kind.code in TKDN_KINDS and claim.value is not None:
            return f"{claim.kind.shown_mark or claim.kind.label} {floatformat(claim.value, -2)}%"
    return ""


def _product_card(product: Product) -> ProductCard:
    first = product.first_images[0].image if product.first_images else None
    return ProductCard(
        id=product.pk,
        title=product.name,
        url=product.get_absolute_url(),
        picture=picture(first, Size.CARD, alt=product.name),
        price=price_of(product),
        unit=product.get_unit_display(),
        shop=product.shop.name,
        regency=product.shop.regency.name,
        mark=tkdn_mark(product.verified_claims),
        lead_time_days=product.lead_time_days,
        is_domestic=any(claim.kind.code in DOMESTIC_KINDS for claim in product.verified_claims),
    )
