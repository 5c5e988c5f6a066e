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
from search.documents import ClaimsDocument, ProductDocument
from search.lexicon import stop_words

SCHEMA_VERSION = 5
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

CLAIM_FIELDS = frozenset({"klaim", "klaim_set", "tkdn", "lapses_on", "by_tkdn"})
"""What is asked for by claims; not stored, so that a kept entry takes others without being taken apart."""

HELD = "held"
"""The claims to be shown and when they lapse. Each change of claims adds a value; the last one counts."""

_MOST_HELD = 100
"""Values after which the earlier ones are thrown away."""

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
    """Return the fields of the index. All but those of claims are stored: of what is kept an entry is made
    anew when claims change.
    """
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        _add_text(builder, name, "position")
        _add_text(builder, stems_of(name), "freq")
    _add_text(builder, ANY_TEXT, "basic")
    for name in SET_FIELDS:
        _add_value(builder, name)
        _add_value(builder, whole_set(name), fast=True)
    for name in BAND_FIELDS:
        _add_value(builder, name, fast=True)
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    for name in ("price", "lapses_on"):
        builder.add_unsigned_field(name, stored=name not in CLAIM_FIELDS, indexed=True)
    for name in SORT_FIELDS.values():
        builder.add_unsigned_field(name, stored=name not in CLAIM_FIELDS, fast=True)
    for name in ("card", HELD):
        builder.add_bytes_field(name, stored=True)
    return builder.build()


def _add_text(builder: tantivy.SchemaBuilder, name: str, option: str) -> None:
    builder.add_text_field(name, stored=True, tokenizer_name=BLANK_TOKENS, index_option=option)


def _add_value(builder: tantivy.SchemaBuilder, name: str, *, fast: bool = False) -> None:
    builder.add_text_field(
        name, stored=name not in CLAIM_FIELDS, tokenizer_name="raw", index_option="basic", fast=fast
    )


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


def read_card(kept: tantivy.Document) -> Card:
    """Return the card of a product, from what is kept of its entry."""
    claims, lapses_on = json.loads(kept[HELD][-1])
    return Card(
        **json.loads(kept["card"][0]),
        title_forms=_forms(kept, "title"),
        names_forms=_forms(kept, "names"),
        claims=claims,
        lapses_on=lapses_on,
    )


def _forms(kept: tantivy.Document, field: str) -> tuple[str, str]:
    return kept[field][0], kept[stems_of(field)][0]


def id_of(kept: tantivy.Document) -> int:
    """Return the id of the product that an entry is of."""
    product_id: int = kept["id"][0]
    return product_id


def with_claims(kept: tantivy.Document, claims: ClaimsDocument) -> tantivy.Document:
    """Return an entry with other claims, the rest as it is kept."""
    if len(kept[HELD]) >= _MOST_HELD:
        kept = tantivy.Document.from_dict(kept.to_dict() | {HELD: []}, schema())
    kept.extend(_claims(claims), schema())
    return kept


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
    values |= _exact_values(document) | _columns(document) | _claims(document)
    values["card"] = _encode(_card(document)).encode()
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
    band = price_band(document["price"])
    return {
        "kategori": document["category"],
        "wilayah": document["region"],
        "toko": document["shop"],
        whole_set("kategori"): SET_SEPARATOR.join(document["category"]),
        whole_set("wilayah"): SET_SEPARATOR.join(shown_regions),
        whole_set("toko"): document["shop"],
        "harga": [] if band is None else [band],
        "waktu": lead_time_step(document["lead_time_days"]),
    }


def _columns(document: ProductDocument) -> dict[str, Any]:
    product_id, price = document["id"], document["price"]
    lowest = _HIGHEST_KEY
    return {
        "id": product_id,
        "price": [] if price is None else [price],
        "by_price": _sort_key(lowest if price is None else price, product_id),
        "by_price_down": _sort_key(lowest if price is None else lowest - 1 - price, product_id),
        "by_newest": _sort_key(lowest - document["published_at"], product_id),
    }


def _claims(document: ClaimsDocument) -> dict[str, Any]:
    """All that an entry says of claims."""
    tkdn, until = document["tkdn"], document["claims_valid_until"]
    claims = sorted(set(document["claims"]))
    place = _HIGHEST_KEY if tkdn is None else 10_000 - round(tkdn * 100)
    lapses_on = NEVER if until is None else until
    return {
        "klaim": claims,
        whole_set("klaim"): SET_SEPARATOR.join(claims),
        "tkdn": tkdn_band(tkdn),
        "lapses_on": lapses_on,
        "by_tkdn": _sort_key(place, document["id"]),
        HELD: _encode([claims, lapses_on]).encode(),
    }


def _sort_key(place: int, product_id: int) -> int:
    """Return one number that sorts by place and then by id, both upwards.

    The engine sorts by a single column; with the id in its low bits the order has no ties.
    """
    if not 0 <= product_id <= _HIGHEST_ID:
        raise ValueError(f"product id {product_id} does not fit into {_ID_BITS} bits")
    key: int = max(0, min(place, _HIGHEST_KEY)) << _ID_BITS
    return key | product_id


def _card(document: ProductDocument) -> dict[str, Any]:
    """What is shown of a hit and is kept nowhere else as it is."""
    return {name: document[name] for name in ("id", "title", "shop", "region", "region_label", "price")}
