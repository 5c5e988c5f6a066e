"""The sample shops as immutable values, read from `data/shops/*.toml`. No database here.

A file holds shops of one regency. A shop has lines (things made the same way) and a line has items. An item
inherits the line's values; its description is its own words followed by the line's words on how it is made.
A claim is written `kind[:value] state [days] [reason][: words]`: `days` says when it was issued (-300: 300
days before the day of loading), `reason` is one of the list by which claims are refused. An item's claim
takes the place of the line's claim of the same kind.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import catalogue
from demo.exceptions import SampleDataInvalid

SHOPS = Path(__file__).parent / "data" / "shops"
CLASSES = Path(catalogue.__file__).parent / "data" / "product_classes.json"
CLAIM = re.compile(
    r"(?P<kind>[a-z-]+)(:(?P<value>\d+\.\d\d))? (?P<state>[a-z]+)"
    r"( (?P<days>-\d+))?( (?P<reason>[a-z][a-z-]+))?(: (?P<words>.+))?"
)
CONTACT_DOMAIN = "example.com"  # RFC 2606: nobody owns it


@dataclass(frozen=True)
class SampleClaim:
    """One statement; `value` in per cent, `issued_days` before the day of loading (negative) or None."""

    kind: str
    state: str
    value: Decimal | None = None
    issued_days: int | None = None
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class SampleProduct:
    """One thing for sale: price in whole rupiah, weight in grams, `stock` None when it is not counted."""

    sku: str
    title: str
    title_en: str
    description: str
    description_en: str
    category: str
    product_class: str
    unit: str
    min_order: int
    price: Decimal
    stock: int | None
    is_made_to_order: bool
    lead_time_days: int
    capacity_per_month: int | None
    weight_grams: int | None
    archetype: str
    motif: str
    attributes: Mapping[str, str | int | float]
    claims: tuple[SampleClaim, ...]


@dataclass(frozen=True)
class SampleShop:
    """One invented shop in a real place, with what it sells."""

    code: str
    name: str
    story: str
    story_en: str
    region: str
    address: str
    size_class: str
    sector: str
    kind: str
    founded_year: int
    employees: int
    phone: str
    palette: str
    motif: str
    claims: tuple[SampleClaim, ...]
    products: tuple[SampleProduct, ...]

    @property
    def email(self) -> str:
        return f"{self.code}@{CONTACT_DOMAIN}"

    @property
    def website(self) -> str:
        return f"https://{self.code}.{CONTACT_DOMAIN}/"


@cache
def sample_shops() -> tuple[SampleShop, ...]:
    """Every sample shop, in the order of the files; raises SampleDataInvalid."""
    return tuple(shop for path in sorted(SHOPS.glob("*.toml")) for shop in _read(path))


def parse_claim(text: str) -> SampleClaim:
    """`"tkdn:45.20 verified -300"` as a value; raises SampleDataInvalid when it is written otherwise."""
    match = CLAIM.fullmatch(text)
    if match is None:
        raise SampleDataInvalid(f"not a claim: {text!r}")
    value, days = match["value"], match["days"]
    return SampleClaim(
        kind=match["kind"],
        state=match["state"],
        value=Decimal(value) if value else None,
        issued_days=int(days) if days else None,
        reason=match["reason"] or "",
        words=match["words"] or "",
    )


def _read(path: Path) -> Iterator[SampleShop]:
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["shop"]:
        try:
            yield _shop(entry)
        except (KeyError, TypeError, SampleDataInvalid) as error:
            raise SampleDataInvalid(f"{path.name}, {entry.get('code')}: {error}") from error


def _shop(entry: Mapping[str, Any]) -> SampleShop:
    products = tuple(_product(entry, line, item) for line in entry["line"] for item in line["item"])
    return SampleShop(
        code=entry["code"],
        name=entry["name"],
        story=entry["story"],
        story_en=entry["story_en"],
        region=entry["region"],
        address=entry["address"],
        size_class=entry["size_class"],
        sector=entry["sector"],
        kind=entry["kind"],
        founded_year=entry["founded"],
        employees=entry["employees"],
        phone=entry["phone"],
        palette=entry["palette"],
        motif=entry["motif"],
        claims=tuple(map(parse_claim, entry.get("claims", ()))),
        products=products,
    )


def _product(shop: Mapping[str, Any], line: Mapping[str, Any], item: Mapping[str, Any]) -> SampleProduct:
    both = {**line, **item}
    return SampleProduct(
        sku=item["sku"],
        title=item["title"],
        title_en=item["title_en"],
        description=f"{item['about']}\n\n{line['making']}",
        description_en=f"{item['about_en']}\n\n{line['making_en']}",
        category=both["category"],
        product_class=both["class"],
        unit=both["unit"],
        min_order=both.get("min_order", 1),
        price=Decimal(item["price"]),
        stock=item.get("stock"),
        is_made_to_order=both.get("made_to_order", False),
        lead_time_days=both.get("lead_time_days", 0),
        capacity_per_month=both.get("capacity"),
        weight_grams=both.get("weight"),
        archetype=both["archetype"],
        motif=both.get("motif", shop["motif"]),
        attributes=_attributes(both["class"], line, item),
        claims=_claims(line, item),
    )


def _attributes(
    product_class: str, line: Mapping[str, Any], item: Mapping[str, Any]
) -> dict[str, str | int | float]:
    """The line's attributes as far as the item's class has them, then the item's own, which must fit."""
    known = _class_attributes()[product_class]
    own = item.get("attributes", {})
    strange = own.keys() - known
    if strange:
        raise SampleDataInvalid(
            f"{item['sku']}: {product_class} has no attribute {', '.join(sorted(strange))}"
        )
    inherited = {code: value for code, value in line.get("attributes", {}).items() if code in known}
    return {**inherited, **own}


def _claims(line: Mapping[str, Any], item: Mapping[str, Any]) -> tuple[SampleClaim, ...]:
    by_kind = {}
    for text in (*line.get("claims", ()), *item.get("claims", ())):
        claim = parse_claim(text)
        by_kind[claim.kind] = claim
    return tuple(by_kind.values())


@cache
def _class_attributes() -> dict[str, frozenset[str]]:
    classes = json.loads(CLASSES.read_text(encoding="utf-8"))
    return {entry["slug"]: frozenset(row["code"] for row in entry["attributes"]) for entry in classes}
