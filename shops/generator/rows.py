"""Makes rows of a catalogue from a seed. Pure: the same arguments give the same rows on every machine.

Row number n depends on the seed and n alone, so a larger catalogue begins with the smaller one.
"""

import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from shops.generator.vocabulary import Goods, Pair, vocabulary

SIZE_CLASSES = ("micro",) * 14 + ("small",) * 5 + ("medium",)
KINDS = ("individual",) * 6 + ("cv",) * 2 + ("cooperative", "pt")


@dataclass(frozen=True)
class Place:
    """A regency or city: its code, its name and how many live there."""

    code: str
    name: str
    population: int

    @property
    def short_name(self) -> str:
        """ "Malang" for "Kabupaten Malang"."""
        return self.name.removeprefix("Kabupaten ").removeprefix("Kota ")


@dataclass(frozen=True)
class ClaimRow:
    """One statement: `value` in hundredths of a per cent or None, `issued_days` before today."""

    kind: str
    state: str
    value: int | None
    issued_days: int


@dataclass(frozen=True)
class ShopRow:
    """One generated shop; `code` names it for good."""

    code: str
    name: str
    story: Pair
    place: Place
    sector: str
    size_class: str
    kind: str
    founded_year: int
    employees: int
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class ProductRow:
    """One generated product: price in whole rupiah, weight in grams; `age_days` since it was published."""

    sku: str
    shop: int
    goods: Goods
    title: Pair
    description: Pair
    material: str
    size: str
    price: int
    stock: int | None
    min_order: int
    lead_time_days: int
    weight_grams: int
    age_days: int
    claims: tuple[ClaimRow, ...]


class RowMaker:
    """Makes the rows of one catalogue: `seed` names it, `places` are where its shops may be."""

    def __init__(self, seed: int, places: Sequence[Place]) -> None:
        self.seed = seed
        self.places = sorted(places, key=lambda place: place.code)
        self.words = vocabulary()
        self._goods = self.words.by_sector()
        self._reach = list(accumulate(place.population for place in self.places))

    @property
    def code_prefix(self) -> str:
        return f"gen-{self.seed}-"

    @property
    def sku_prefix(self) -> str:
        return f"GEN{self.seed}-"

    def sku(self, number: int) -> str:
        """What product `number` is called in its shop, for good."""
        return f"{self.sku_prefix}{number:07}"

    def shop(self, number: int) -> ShopRow:
        """Shop `number`, counted from 0; its place is drawn by population."""
        rng = self._dice(2 * number)
        size_class = rng.choice(SIZE_CLASSES)
        return ShopRow(
            code=f"{self.code_prefix}{number:05}",
            name=f"{rng.choice(self.words.prefixes)} {rng.choice(self.words.names)} {number + 1}",
            story=rng.choice(self.words.stories),
            place=self.places[bisect(self._reach, rng.randrange(self._reach[-1]))],
            sector=rng.choice(self.words.goods).sector,
            size_class=size_class,
            kind=rng.choice(KINDS),
            founded_year=rng.randint(1980, 2025),
            employees=rng.randint(1, {"micro": 10, "small": 40, "medium": 120}[size_class]),
            claims=_shop_claims(rng),
        )

    def product(self, number: int, shops: Sequence[ShopRow]) -> ProductRow:
        """Product `number`, counted from 0, of one of `shops`; `ProductRow.shop` is its place in them."""
        rng = self._dice(2 * number + 1)
        shop = rng.randrange(len(shops))
        goods = rng.choice(self._goods[shops[shop].sector])
        material, place = rng.choice(goods.materials), shops[shop].place.short_name
        size, title = rng.choice(goods.sizes), _title(rng, goods)
        origin = ("", "") if rng.random() < 0.6 else (f" Khas {place}", f" from {place}")
        return ProductRow(
            sku=self.sku(number),
            shop=shop,
            goods=goods,
            title=(f"{title[0]}{origin[0]} {size}", f"{title[1]}{origin[1]}, {_in_english(size)}"),
            description=self._description(rng, title, material, place),
            material=material[0],
            size=size,
            price=_price(rng, goods),
            stock=None if goods.made_to_order else rng.choice((0, 5, 20, 60, 150, 400)),
            min_order=rng.choice((1, 1, 1, 1, 5, 10)),
            lead_time_days=rng.randint(*goods.made_to_order) if goods.made_to_order else 0,
            weight_grams=rng.randint(*goods.weight),
            age_days=rng.randrange(900),
            claims=_product_claims(rng, goods),
        )

    def _dice(self, row: int) -> Random:
        """Chance for one row. An integer seeds ten times faster than a string."""
        return Random(self.seed << 40 | row)  # noqa: S311  (a catalogue, not a secret)

    def _description(self, rng: Random, title: Pair, material: Pair, place: str) -> Pair:
        groups = (self.words.openings, self.words.makings, self.words.uses)
        sentences = [rng.choice(group) for group in groups]
        fill = {
            "title": title[0],
            "title_en": title[1],
            "place": place,
            "material": material[0],
            "material_en": material[1],
        }
        indonesian = " ".join(sentence[0] for sentence in sentences).format(**fill)
        english = " ".join(sentence[1] for sentence in sentences).format(**fill)
        return indonesian, english


def _title(rng: Random, goods: Goods) -> Pair:
    (noun, noun_en), (style, style_en) = rng.choice(goods.nouns), rng.choice(goods.styles)
    is_afterword = style_en[0].islower()  # "Service Shoes for Men", but "Hot Cassava Crisps"
    return f"{noun} {style}", f"{noun_en} {style_en}" if is_afterword else f"{style_en} {noun_en}"


def _in_english(size: str) -> str:
    for indonesian, english in (
        ("isi ", "pack of "),
        ("porsi", "servings"),
        ("kecil", "small"),
        ("sedang", "medium"),
        ("besar", "large"),
        ("satuan", "single piece"),
        ("borongan", "whole lot"),
    ):
        size = size.replace(indonesian, english)
    return size


def _price(rng: Random, goods: Goods) -> int:
    """Log-normal around the median, rounded to the hundred like prices on a shelf."""
    return max(500, round(rng.lognormvariate(math.log(goods.price), goods.spread) / 100) * 100)


def _shop_claims(rng: Random) -> tuple[ClaimRow, ...]:
    shares = (("nib", 0.85), ("npwp", 0.6), ("merek", 0.2), ("bmp", 0.1))
    return tuple(_claim(rng, kind) for kind, share in shares if rng.random() < share)


def _product_claims(rng: Random, goods: Goods) -> tuple[ClaimRow, ...]:
    return tuple(_claim(rng, kind) for kind in goods.claims if rng.random() < 0.55)


def _claim(rng: Random, kind: str) -> ClaimRow:
    state = rng.choices(
        ("verified", "submitted", "draft", "refused", "expired", "revoked"), (70, 10, 8, 5, 5, 2)
    )[0]
    value = {
        "tkdn": lambda: rng.randint(800, 9500),
        "tkdn-ik": lambda: rng.randint(4000, 10000),
        "bmp": lambda: rng.randint(100, 1500),
    }.get(kind)
    return ClaimRow(kind, state, value() if value else None, rng.randint(20, 1200))
