"""What is known of a shop or a product when its readiness is computed: plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture's size in pixels, and whether it says what it shows."""

    width: int
    height: int
    has_words: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What counts for a shop and for a product alike.

    `claims`: codes of the kinds verified now; `attested`: codes of the requirements the owner attests.
    `sector` is the shop's.
    """

    claims: frozenset[str] = frozenset()
    attested: frozenset[str] = frozenset()
    sector: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFacts(Evidence):
    """A product as its seller edits it. `category` is a path of slugs, `product_class` a slug.

    `missing_attributes` are the names of those its class requires; `price` in rupiah; `stock` None when it is
    not counted.
    """

    title: str = ""
    description: str = ""
    title_en: str = ""
    description_en: str = ""
    category: str = ""
    product_class: str = ""
    photos: Sequence[Photo] = ()
    missing_attributes: Sequence[str] = ()
    price: Decimal | None = None
    stock: int | None = None
    is_made_to_order: bool = False
    lead_time_days: int = 0
    capacity_per_month: int | None = None
    weight_grams: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopFacts(Evidence):
    """A shop. `complete_products` counts, by dimension, the products that miss nothing in it.

    `answered_in_time` is the percentage of its orders answered in time, None while none were measured.
    """

    story: str = ""
    address: str = ""
    has_logo: bool = False
    has_cover: bool = False
    contacts: int = 0
    website: str = ""
    employees: int | None = None
    public_products: int = 0
    ready_products: int = 0
    complete_products: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    answered_in_time: int | None = None
