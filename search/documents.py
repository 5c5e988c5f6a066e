"""The one document that describes a product to every search engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, TypedDict

from django.utils.html import strip_tags

from catalogue.zones import Zone, end_of, zone_of

if TYPE_CHECKING:
    from catalogue.models import Category, Claim, Product
    from shops.models import Partner

TKDN_KINDS = frozenset({"tkdn", "tkdn-ik"})
"""Certified by an institution, and declared by a small industry itself (Permenperin 35/2025)."""

BMP_KINDS = frozenset({"bmp"})

_BLOCK_END = re.compile(r"<br\s*/?>|</(?:p|li|h[1-6]|div|td|th|tr)>", re.IGNORECASE)


class ProductDocument(TypedDict):
    """A product as engines see it: plain values, nothing hidden from the public.

    `category` and `region` run from the widest to the narrowest ("makanan", "makanan/camilan"; "33",
    "33.74"). `claims` are the kinds of the verified, unexpired claims of the product and its shop, `tkdn`
    and `bmp` their percentages. `claims_valid_until` is the last hour (hours since 1970-01-01 UTC) in which
    all of them hold, None when none of them ends. `price` is whole rupiah, None when on request;
    `published_at` is epoch seconds.
    """

    id: int
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
    claims: list[str]
    claims_valid_until: int | None
    tkdn: float | None
    bmp: float | None
    lead_time_days: int
    attributes: str
    published_at: int


def product_document(product: Product, categories: Mapping[str, Category]) -> ProductDocument:
    """Return the document of a public product; pure.

    The product comes with its shop, regions, category, stock record, attribute values and the lists
    `verified_claims` of itself and its shop (`catalogue.queries.verified_claims`), all loaded; `categories`
    are all categories by full slug.
    """
    shop = product.shop
    stock = next(iter(product.stockrecords.all()), None)
    claims: list[Claim] = [*product.verified_claims, *shop.verified_claims]
    line = [categories[slug] for slug in _with_ancestors(product.category.full_slug, "/")]
    return {
        "id": product.pk,
        "title": product.title,
        "title_en": product.title_en,
        "description": plain_text(product.description),
        "description_en": plain_text(product.description_en),
        "sku": stock.partner_sku if stock else "",
        "shop": shop.slug,
        "shop_name": shop.name,
        "category": [category.full_slug for category in line],
        "category_names": [name for category in line for name in (category.name, category.name_en) if name],
        "region": _with_ancestors(shop.region_id, "."),
        "region_names": _region_names(shop),
        "region_label": shop.regency.name,
        "price": None if stock is None or stock.price is None else int(stock.price),
        "claims": sorted({claim.kind.code for claim in claims}),
        "claims_valid_until": _first_expiry(claims, zone_of(shop.region_id)),
        "tkdn": _highest_value(claims, TKDN_KINDS),
        "bmp": _highest_value(claims, BMP_KINDS),
        "lead_time_days": product.lead_time_days,
        "attributes": " ".join(
            value.value_text for value in product.attribute_values.all() if value.value_text
        ),
        "published_at": int((product.first_published_at or product.date_created).timestamp()),
    }


def hours_since_epoch(moment: datetime) -> int:
    """Return the whole hours from 1970-01-01 UTC to a moment, the unit of `claims_valid_until`."""
    return int(moment.timestamp() // 3600)


def plain_text(markup: str) -> str:
    """Return the words of a description without its markup."""
    return unescape(strip_tags(_BLOCK_END.sub(r"\g<0> ", markup))).strip()


def _with_ancestors(path: str, separator: str) -> list[str]:
    parts = path.split(separator)
    return [separator.join(parts[: depth + 1]) for depth in range(len(parts))]


def _region_names(shop: Partner) -> list[str]:
    regions = [shop.regency.parent, shop.regency]
    if shop.region_id != shop.regency_id:
        regions.append(shop.region)
    return [region.name for region in regions if region]


def _first_expiry(claims: Iterable[Claim], zone: Zone) -> int | None:
    last_day = min((claim.expires_on for claim in claims if claim.expires_on), default=None)
    return None if last_day is None else hours_since_epoch(end_of(last_day, zone)) - 1


def _highest_value(claims: Iterable[Claim], kinds: frozenset[str]) -> float | None:
    values = [claim.value for claim in claims if claim.kind.code in kinds and claim.value is not None]
    return float(max(values)) if values else None
