"""Documents for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.documents import ClaimsDocument, ProductDocument


def make_document(product_id: int, title: str, **changes: Any) -> ProductDocument:
    """Return a plausible product's document with any of its fields changed."""
    document: ProductDocument = {
        "id": product_id,
        "title": title,
        "title_en": "",
        "description": "",
        "description_en": "",
        "sku": f"SKU-{product_id}",
        "shop": "toko-melati",
        "shop_name": "Toko Melati",
        "category": ["makanan", "makanan/camilan"],
        "category_names": ["Makanan", "Food", "Camilan", "Snacks"],
        "region": ["35", "35.77"],
        "region_names": ["Jawa Timur", "Kota Madiun"],
        "region_label": "Kota Madiun",
        "price": 15_000,
        "claims": [],
        "claims_valid_until": None,
        "tkdn": None,
        "bmp": None,
        "lead_time_days": 0,
        "attributes": "",
        "published_at": 1_760_000_000 + product_id,
    }
    unknown = changes.keys() - document.keys()
    if unknown:
        raise TypeError(f"a product document has no {', '.join(sorted(unknown))}")
    document.update(changes)  # type: ignore[typeddict-item]  # its keys were just checked
    return document


def make_claims(
    product_id: int, claims: Sequence[str] = (), *, until: int | None = None, tkdn: float | None = None
) -> ClaimsDocument:
    """Return what a product's document says of claims, by itself."""
    return {
        "id": product_id,
        "claims": list(claims),
        "claims_valid_until": until,
        "tkdn": tkdn,
        "bmp": None,
    }
