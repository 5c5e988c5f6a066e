"""The one document that describes a product to every search engine."""

from __future__ import annotations

from typing import TypedDict


class ProductDocument(TypedDict):
    """A product as engines see it: plain values, nothing hidden from the public.

    `category` and `region` run from the widest to the narrowest ("makanan", "makanan/camilan"; "33",
    "33.74"). `claims` are the kinds of the verified, unexpired claims of the product and its shop, `tkdn`
    and `bmp` their percentages. `claims_valid_until` is the last day (days since 1970-01-01) on which all of
    them hold, None when none of them ends. `price` is whole rupiah, None when on request; `published_at` is
    epoch seconds.
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
