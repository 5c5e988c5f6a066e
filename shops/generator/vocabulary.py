"""The words and numbers of generated catalogues, read from `data/vocabulary.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "vocabulary.toml"

Pair = tuple[str, str]
"""The same words in Indonesian and in English."""


@dataclass(frozen=True)
class Goods:
    """One kind of goods: what it may be called, made of, weigh (grams) and cost (rupiah, log-normal)."""

    category: str
    product_class: str
    sector: str
    unit: str
    price: float
    spread: float
    weight: tuple[int, int]
    claims: tuple[str, ...]
    made_to_order: tuple[int, int] | None
    nouns: tuple[Pair, ...]
    styles: tuple[Pair, ...]
    sizes: tuple[str, ...]
    materials: tuple[Pair, ...]


@dataclass(frozen=True)
class Vocabulary:
    """Everything a generated row is composed of."""

    prefixes: tuple[str, ...]
    names: tuple[str, ...]
    stories: tuple[Pair, ...]
    openings: tuple[Pair, ...]
    makings: tuple[Pair, ...]
    uses: tuple[Pair, ...]
    goods: tuple[Goods, ...]

    def by_sector(self) -> dict[str, tuple[Goods, ...]]:
        """The goods that a shop of each sector sells."""
        sectors = {goods.sector for goods in self.goods}
        return {sector: tuple(goods for goods in self.goods if goods.sector == sector) for sector in sectors}


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    shops, texts = read["shops"], read["descriptions"]
    return Vocabulary(
        prefixes=tuple(shops["prefixes"]),
        names=tuple(shops["names"]),
        stories=_pairs(shops["stories"]),
        openings=_pairs(texts["openings"]),
        makings=_pairs(texts["makings"]),
        uses=_pairs(texts["uses"]),
        goods=tuple(map(_goods, read["goods"])),
    )


def _goods(entry: dict[str, Any]) -> Goods:
    low, high = entry["weight"]
    days = entry.get("made_to_order")
    return Goods(
        category=entry["category"],
        product_class=entry["class"],
        sector=entry["sector"],
        unit=entry["unit"],
        price=entry["price"],
        spread=entry["spread"],
        weight=(low, high),
        claims=tuple(entry["claims"]),
        made_to_order=(days[0], days[1]) if days else None,
        nouns=_pairs(entry["nouns"]),
        styles=_pairs(entry["styles"]),
        sizes=tuple(entry["sizes"]),
        materials=_pairs(entry["materials"]),
    )


def _pairs(entries: list[list[str]]) -> tuple[Pair, ...]:
    return tuple((indonesian, english) for indonesian, english in entries)
