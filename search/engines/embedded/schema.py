"""The embedded index: its fields, and how a product's document becomes one of its entries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import tantivy

from search.analysis import index_forms
from search.bands import lead_time_step, price_band, tkdn_band
from search.contract import Sort
from search.documents import ProductDocument
from search.lexicon import stop_words

SCHEMA_VERSION = 3
"""Raised with every change to the fields, their contents, or the word lists that shape them."""

BLANK_TOKENS = "blank_tokens"

TEXT_FIELDS = ("title", "names", "body")
"""What is read word by word; each has a twin of stems, `title_stem` and so on."""

ANY_TEXT = "any_text"
"""What decides whether a product holds a word at all: the stems of all its texts, and its stop words.

One short list for each word joins with filters far quicker than six, which are read for the order only.
"""

SET_FIELDS = ("kategori", "wilayah", "toko", "klaim")
"""Filters by exact value, of which a product may have several at once."""

BAND_FIELDS = ("harga", "tkdn", "waktu")
"""Facets by band, of which a product has at most one."""

SORT_FIELDS: dict[Sort, str] = {
    Sort.PRICE_UP: "by_price",
    Sort.PRICE_DOWN: "by_price_down",
    Sort.NEWEST: "by_newest",
    Sort.TKDN: "by_tkdn",
}

SET_SEPARATOR = "\x1f"

NEVER = 2**32 - 1
"""The day on which claims lapse when they do not, in days since 1970-01-01."""

_encode = json.JSONEncoder(separators=(",", ":")).encode
_DEEPEST_REGION_IN_FACET = len("33.74")
_ID_BITS = 26
_HIGHEST_ID = 2**_ID_BITS - 1
_HIGHEST_KEY = 2 ** (64 - _ID_BITS) - 1


def whole_set(field: str) -> str:
    """Return the name of the column that holds all of a product's values of a field as one value.

    Counting such sets and unfolding them afterwards is several times quicker than counting every value of
    every product, and gives the same numbers.
    """
    return f"{field}_set"


def stems_of(field: str) -> str:
    """Return the name of a text field's twin of stems."""
    return f"{field}_stem"


@cache
def schema() -> tantivy.Schema:
    """Return the fields of the index."""
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=BLANK_TOKENS, index_option="position")
        builder.add_text_field(stems_of(name), tokenizer_name=BLANK_TOKENS, index_option="freq")
    builder.add_text_field(ANY_TEXT, tokenizer_name=BLANK_TOKENS, index_option="basic")
    for name in SET_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        builder.add_text_field(whole_set(name), tokenizer_name="raw", index_option="basic", fast=True)
    for name in BAND_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field("id", indexed=True, fast=True)
    for name in ("price", "lapses_on"):
        builder.add_unsigned_field(name, indexed=True)
    for name in SORT_FIELDS.values():
        builder.add_unsigned_field(name, fast=True)
    builder.add_bytes_field("card", stored=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Teach an opened index to split prepared text at blanks; it must be done for each opened index."""
    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(BLANK_TOKENS, analyzer)


@dataclass(frozen=True, slots=True)
class Card:
    """What is kept of a product to show a hit and to say why it was found.

    `title_forms` and `names_forms` are those texts as indexed: as written and as stems.
    """

    id: int
    title: str
    shop: str
    region: list[str]
    region_label: str
    title_forms: tuple[str, str]
    names_forms: tuple[str, str]
    price: int | None
    claims: list[str]
    lapses_on: int


def read_card(stored: bytes) -> Card:
    """Return the card kept with a product."""
    return Card(**json.loads(stored))


def entry(document: ProductDocument) -> tantivy.Document:
    """Return a product's entry in the index."""
    values: dict[str, Any] = {}
    texts = {
        "title": index_forms([document["title"], document["title_en"]]),
        "names": _names_forms(
            document["shop_name"], *document["category_names"], *document["region_names"]
        ),
        "body": index_forms([
            document["description"], document["description_en"], document["attributes"], document["sku"],
        ]),
    }  # fmt: skip
    for name, forms in texts.items():
        values[name], values[stems_of(name)] = forms
    values[ANY_TEXT] = _any_text(texts.values())
    values |= _exact_values(document)
    values |= _columns(document)
    values["card"] = _encode(_card(document, values)).encode()
    return tantivy.Document.from_dict(values, schema())


@lru_cache(maxsize=16_384)
def _names_forms(*names: str) -> tuple[str, str]:
    """Return the forms of a product's surroundings, which it shares with others of its shop and category."""
    return index_forms(names)


def _any_text(forms: Iterable[tuple[str, str]]) -> str:
    held: set[str] = set()
    for written, stems in forms:
        held.update(stems.split(), stop_words().intersection(written.split()))
    return " ".join(held)


def _exact_values(document: ProductDocument) -> dict[str, Any]:
    shown_regions = [code for code in document["region"] if len(code) <= _DEEPEST_REGION_IN_FACET]
    claims = sorted(set(document["claims"]))
    band = price_band(document["price"])
    return {
        "kategori": document["category"],
        "wilayah": document["region"],
        "toko": document["shop"],
        "klaim": claims,
        whole_set("kategori"): SET_SEPARATOR.join(document["category"]),
        whole_set("wilayah"): SET_SEPARATOR.join(shown_regions),
        whole_set("toko"): document["shop"],
        whole_set("klaim"): SET_SEPARATOR.join(claims),
        "harga": [] if band is None else [band],
        "tkdn": tkdn_band(document["tkdn"]),
        "waktu": lead_time_step(document["lead_time_days"]),
    }


def _columns(document: ProductDocument) -> dict[str, Any]:
    product_id, price, tkdn = document["id"], document["price"], document["tkdn"]
    lowest = _HIGHEST_KEY
    return {
        "id": product_id,
        "price": [] if price is None else [price],
        "lapses_on": _lapses_on(document),
        "by_price": _sort_key(lowest if price is None else price, product_id),
        "by_price_down": _sort_key(lowest if price is None else lowest - 1 - price, product_id),
        "by_newest": _sort_key(lowest - document["published_at"], product_id),
        "by_tkdn": _sort_key(lowest if tkdn is None else 10_000 - round(tkdn * 100), product_id),
    }


def _sort_key(place: int, product_id: int) -> int:
    """Return one number that sorts by place and then by id, both upwards.

    The engine sorts by a single column; with the id in its low bits the order has no ties.
    """
    if not 0 <= product_id <= _HIGHEST_ID:
        raise ValueError(f"product id {product_id} does not fit into {_ID_BITS} bits")
    key: int = max(0, min(place, _HIGHEST_KEY)) << _ID_BITS
    return key | product_id


def _lapses_on(document: ProductDocument) -> int:
    until = document["claims_valid_until"]
    return NEVER if until is None else until


def _card(document: ProductDocument, indexed: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": document["id"],
        "title": document["title"],
        "shop": document["shop"],
        "region": document["region"],
        "region_label": document["region_label"],
        "title_forms": [indexed["title"], indexed[stems_of("title")]],
        "names_forms": [indexed["names"], indexed[stems_of("names")]],
        "price": document["price"],
        "claims": document["claims"],
        "lapses_on": _lapses_on(document),
    }
