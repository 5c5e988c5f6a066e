"""The one document that describes a product to every search engine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import NamedTuple, TypedDict

from django.utils.html import strip_tags

from catalogue.claims.queries import BMP_KINDS, TKDN_KINDS
from catalogue.zones import Zone, end_of, zone_of

_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|li|h[1-6]|div|td|th|tr)>", re.IGNORECASE)


class ClaimsDocument(TypedDict):
    """What engines know of a product's claims, all that has to be told when nothing else of it changed.

    `claims` are the kinds of the verified, unexpired claims of the product and its shop, `tkdn` and `bmp`
    their percentages. `claims_valid_until` is the last hour (hours since 1970-01-01 UTC) in which all of them
    hold, None when none of them ends.
    """

    id: int
    claims: list[str]
    claims_valid_until: int | None
    tkdn: float | None
    bmp: float | None


class ProductDocument(ClaimsDocument):
    """A product as engines see it: plain values, nothing hidden from the public.

    `category` and `region` run from the widest to the narrowest ("makanan", "makanan/camilan"; "33",
    "33.74"). `price` is whole rupiah, None when on request; `published_at` is epoch seconds.
    """

    title: str
    title_en: str
    description: str
    description_en: str
    sku: str
    shop: str
    shop_name: str
    category: list[str]
    category_names: list[str]
    region: list[str]
    region_names: list[str]
    region_label: str
    price: int | None
    lead_time_days: int
    attributes: str
    published_at: int


class ClaimFacts(NamedTuple):
    """A claim that counts: the code of its kind, its value, its last day."""

    kind: str
    value: Decimal | None
    expires_on: date | None


class ShopFacts(NamedTuple):
    """What a product's entry says of its shop; `region_names` run from the widest to the narrowest."""

    slug: str
    name: str
    region_code: str
    region_names: list[str]
    region_label: str
    claims: list[ClaimFacts]


class CategoryFacts(NamedTuple):
    """A category with those above it, from the widest to the narrowest: their slugs, and all their names."""

    slugs: list[str]
    names: list[str]


class ProductFacts(NamedTuple):
    """A public product as read for the index; `claims` are its own, `attributes` its values in words."""

    id: int
    title: str
    title_en: str
    description: str
    description_en: str
    lead_time_days: int
    published_at: datetime
    sku: str
    price: Decimal | None
    attributes: list[str]
    claims: list[ClaimFacts]
    shop: ShopFacts
    category: CategoryFacts


def product_document(product: ProductFacts) -> ProductDocument:
    """Return the document of a public product; pure."""
    shop, category = product.shop, product.category
    return {
        **claims_document(product.id, [*product.claims, *shop.claims], shop.region_code),
        "title": product.title,
        "title_en": product.title_en,
        "description": plain_text(product.description),
        "description_en": plain_text(product.description_en),
        "sku": product.sku,
        "shop": shop.slug,
        "shop_name": shop.name,
        "category": category.slugs,
        "category_names": category.names,
        "region": with_ancestors(shop.region_code, "."),
        "region_names": shop.region_names,
        "region_label": shop.region_label,
        "price": None if product.price is None else int(product.price),
        "lead_time_days": product.lead_time_days,
        "attributes": " ".join(product.attributes),
        "published_at": int(product.published_at.timestamp()),
    }


def claims_document(product_id: int, claims: Sequence[ClaimFacts], region_code: str | None) -> ClaimsDocument:
    """Return what a product's document says of its claims and its shop's, all of them in `claims`; pure."""
    return {
        "id": product_id,
        "claims": sorted({claim.kind for claim in claims}),
        "claims_valid_until": _first_expiry(claims, zone_of(region_code)),
        "tkdn": _highest_value(claims, TKDN_KINDS),
        "bmp": _highest_value(claims, BMP_KINDS),
    }


def hours_since_epoch(moment: datetime) -> int:
    """Return the whole hours from 1970-01-01 UTC to a moment, the unit of `claims_valid_until`."""
    return int(moment.timestamp() // 3600)


def plain_text(markup: str) -> str:
    """Return the words of a description without its markup."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return unescape(strip_tags(_BLOCK_END.sub(r"\g<0> ", markup))).strip()


def with_ancestors(path: str, separator: str) -> list[str]:
    """Return a path and those above it, from the widest to the narrowest."""
    parts = path.split(separator)
    return [separator.join(parts[: depth + 1]) for depth in range(len(parts))]


def _first_expiry(claims: Iterable[ClaimFacts], zone: Zone) -> int | None:
    last_day = min((claim.expires_on for claim in claims if claim.expires_on), default=None)
    return None if last_day is None else hours_since_epoch(end_of(last_day, zone)) - 1


def _highest_value(claims: Iterable[ClaimFacts], kinds: Collection[str]) -> float | None:
    values = [claim.value for claim in claims if claim.kind in kinds and claim.value is not None]
    return float(max(values)) if values else None
