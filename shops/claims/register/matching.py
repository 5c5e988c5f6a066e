"""To whom a certificate belongs: shops and products whose names are like the register's, with a score.

All shops are read once and found by their rarest words, so that a row costs the same with fifty shops and
with five thousand. A company is looked up once, however many rows it has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalogue.models import Product
from shops.claims.register.names import likeness, name_key, words_of
from shops.models import Partner
from shops.regions.models import Region

#: Names less alike than this are not proposed: a curator would refuse them all.
LIKE_ENOUGH: Final = 0.72
#: Shops that one certificate is proposed to.
MOST_SHOPS: Final = 3
#: A product less like the register's is left for the curator to choose.
PRODUCT_LIKE_ENOUGH: Final = 0.45
#: What each thing that agrees is worth; they add up to 1.
WEIGHTS: Final = {"name": 0.55, "province": 0.1, "product": 0.25, "brand": 0.1}
#: A word that more shops have than this leads to none of them.
COMMON: Final = 200


@dataclass(frozen=True, slots=True)
class KnownShop:
    key: int
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shop that may be the company, and how alike the names are."""

    shop: KnownShop
    likeness: float


class ShopIndex:
    """All shops, to be asked by a company's name."""

    def __init__(self, shops: Iterable[KnownShop]) -> None:
        self._shops = {shop.key: shop for shop in shops}
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for shop in self._shops.values():
            for word in set(shop.name.split()):
                self._by_word[word].append(shop.key)
        self._answers: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, company: str) -> tuple[Candidate, ...]:
        """The shops most like the company, the most alike first; none where none is like enough."""
        name = name_key(company)
        if name not in self._answers:
            self._answers[name] = self._ask(name)
        return self._answers[name]

    def _ask(self, name: str) -> tuple[Candidate, ...]:
        alike = [
            Candidate(shop, like)
            for shop in map(self._shops.__getitem__, self._sharing_words(name))
            if (like := likeness(name, shop.name)) >= LIKE_ENOUGH
        ]
        alike.sort(key=lambda found: (-found.likeness, found.shop.key))
        return tuple(alike[:MOST_SHOPS])

    def _sharing_words(self, name: str) -> set[int]:
        """Shops that share a word with the name; a common word counts only if no rarer one leads on."""
        lists = sorted((self._by_word[word] for word in set(name.split()) if word in self._by_word), key=len)
        rare = [keys for keys in lists if len(keys) <= COMMON] or lists[:1]
        return {key for keys in rare for key in keys}


def shop_index() -> ShopIndex:
    """The index of all shops but closed ones and drafts: two queries."""
    provinces = dict(Region.objects.filter(level=Region.Level.PROVINCE).values_list("code", "name"))
    standing = Partner.objects.exclude(state__in=[Partner.State.CLOSED, Partner.State.DRAFT])
    rows = standing.order_by().values_list("pk", "name", "region_id").iterator()
    return ShopIndex(
        KnownShop(key, name_key(name), province_key(provinces.get(region[:2], "")))
        for key, name, region in rows
    )


def province_key(name: str) -> str:
    """`"Prov. D.I. Yogyakarta"` and `"DI Yogyakarta"` → `"yogyakarta"`."""
    without = {"prov", "provinsi", "di", "dki", "daerah", "istimewa", "khusus", "ibukota", "ibu", "kota"}
    return " ".join(word for word in words_of(name) if word not in without)


@dataclass(frozen=True, slots=True)
class Match:
    """A product that may be the certificate's, or None, and the score of the whole from 0 to 1.

    `parts` says how far each of `WEIGHTS` agrees, from 0 to 1.
    """

    product: int | None
    score: float
    parts: Mapping[str, float]


def best_match(
    candidate: Candidate,
    *,
    province: str,
    product: str,
    brands: Sequence[str],
    products: Mapping[int, str],
) -> Match:
    """The shop's product most like the register's. `products` are folded titles by key."""
    wanted = " ".join(words_of(product))
    brand_names = [" ".join(words_of(brand)) for brand in brands]
    scored = [
        (_product_likeness(wanted, brand_names, title), _has_brand(brand_names, title), -key)
        for key, title in products.items()
    ]
    like, has_brand, key = max(scored, default=(0.0, False, 0))
    fits = like >= PRODUCT_LIKE_ENOUGH
    parts = {
        "name": candidate.likeness,
        "province": float(bool(province) and province_key(province) == candidate.shop.province),
        "product": like if fits else 0.0,
        "brand": float(has_brand and fits),
    }
    score = sum(WEIGHTS[name] * worth for name, worth in parts.items())
    rounded = {name: round(worth, 3) for name, worth in parts.items()}
    return Match(-key if fits else None, round(score, 3), rounded)


def _product_likeness(wanted: str, brands: Sequence[str], title: str) -> float:
    """Titles often name brand and size too, so the share of the register's words found counts as well."""
    words, there = set(wanted.split()), set(title.split())
    covered = len(words & there) / len(words) if words else 0.0
    return max(
        likeness(wanted, title), 0.9 * covered, *(likeness(f"{wanted} {brand}", title) for brand in brands)
    )


def _has_brand(brands: Sequence[str], title: str) -> bool:
    return any(brand and f" {brand} " in f" {title} " for brand in brands)


def titles_of(shop_keys: Iterable[int]) -> dict[int, dict[int, str]]:
    """The folded titles of these shops' products, by shop and product: one query."""
    titles: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Product.objects.filter(shop__in=list(shop_keys)).order_by("pk")
    for key, shop, title in rows.values_list("pk", "shop_id", "title").iterator():
        titles[shop][key] = " ".join(words_of(title))
    return titles
