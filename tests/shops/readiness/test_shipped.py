"""Every requirement that ships with a new site: what is just enough, what is just not, and who is asked."""

from decimal import Decimal
from typing import Any

import pytest

from shops.readiness.evaluation import Criterion
from shops.readiness.facts import Photo, ProductFacts, ShopFacts
from tests.shops.readiness.criteria import LARGE, SMALL, shipped_requirements

SHIPPED = shipped_requirements()


def words(number: int) -> str:
    """So many words, none of them like another."""
    return " ".join(f"kata{place}" for place in range(number))


def verified(*kinds: str) -> dict[str, Any]:
    return {"claims": frozenset(kinds)}


def attested(*codes: str) -> dict[str, Any]:
    return {"attested": frozenset(codes)}


def complete(dimension: str, number: int = 1) -> dict[str, Any]:
    return {"complete_products": {dimension: number}}


#: Code, facts, whether they meet it.
CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("shop-nib", verified("nib"), True),
    ("shop-nib", verified("npwp"), False),
    ("shop-npwp", verified("npwp"), True),
    ("shop-npwp", verified("nib"), False),
    ("shop-address", {"address": "Jl. Melati 12"}, True),
    ("shop-address", {"address": " "}, False),
    ("shop-legal-products", complete("product-legality"), True),
    ("shop-legal-products", complete("quality"), False),
    ("shop-legal-products", complete("product-legality", 0), False),
    ("shop-good-products", complete("quality"), True),
    ("shop-good-products", complete("packaging"), False),
    ("shop-quality-book", attested("shop-quality-book"), True),
    ("shop-quality-book", attested("product-checked"), False),
    ("shop-packed-products", complete("packaging"), True),
    ("shop-packed-products", complete("capacity"), False),
    ("shop-story", {"story": words(30)}, True),
    ("shop-story", {"story": words(29)}, False),
    ("shop-logo", {"has_logo": True}, True),
    ("shop-logo", {"has_cover": True}, False),
    ("shop-cover", {"has_cover": True}, True),
    ("shop-cover", {"has_logo": True}, False),
    ("shop-brand", verified("merek"), True),
    ("shop-brand", verified("nib"), False),
    ("shop-contacts", {"contacts": 1}, True),
    ("shop-contacts", {"website": "https://example.com"}, False),
    ("shop-website", {"website": "https://example.com"}, True),
    ("shop-website", {"contacts": 3}, False),
    ("shop-products-shown", {"public_products": 3}, True),
    ("shop-products-shown", {"public_products": 2}, False),
    ("shop-ships-outside", attested("shop-ships-outside"), True),
    ("shop-ships-outside", attested("shop-serves-institutions"), False),
    ("shop-serves-institutions", attested("shop-serves-institutions"), True),
    ("shop-serves-institutions", attested("shop-ships-outside"), False),
    ("shop-answers-in-time", {"answered_in_time": 80}, True),
    ("shop-answers-in-time", {"answered_in_time": 79}, False),
    ("shop-employees", {"employees": 1}, True),
    ("shop-employees", {"employees": None}, False),
    ("shop-known-capacity", complete("capacity"), True),
    ("shop-known-capacity", complete("digital"), False),
    ("product-halal", verified("halal"), True),
    ("product-halal", verified("pirt", "bpom-md"), False),
    ("product-food-permit", verified("pirt"), True),
    ("product-food-permit", verified("bpom-md"), True),
    ("product-food-permit", verified("halal"), False),
    ("product-toy-standard", verified("sni"), True),
    ("product-toy-standard", verified("tkdn"), False),
    ("product-domestic", verified("tkdn"), True),
    ("product-domestic", verified("tkdn-ik"), True),
    ("product-domestic", verified("pdn"), True),
    ("product-domestic", verified("asal", "bahan-lokal", "bmp"), False),
    ("product-attributes", {}, True),
    ("product-attributes", {"missing_attributes": ["Komposisi"]}, False),
    ("product-checked", attested("product-checked"), True),
    ("product-checked", attested("product-label"), False),
    ("product-label", attested("product-label"), True),
    ("product-label", attested("product-checked"), False),
    ("product-packed-to-travel", attested("product-packed-to-travel"), True),
    ("product-packed-to-travel", attested("product-label"), False),
    ("product-weight", {"weight_grams": 1}, True),
    ("product-weight", {"weight_grams": None}, False),
    ("product-brand", verified("merek"), True),
    ("product-brand", verified("sni"), False),
    ("product-photos", {"photos": [Photo(900, 1200), LARGE, Photo(1200, 1)]}, True),
    ("product-photos", {"photos": [LARGE, LARGE]}, False),
    ("product-photos", {"photos": [LARGE, LARGE, SMALL]}, False),
    ("product-photo-words", {"photos": [LARGE]}, True),
    ("product-photo-words", {"photos": [Photo(1600, 1200, has_words=False)]}, False),
    ("product-description", {"title": "Keripik", "description": words(40)}, True),
    ("product-description", {"title": "Keripik", "description": words(39)}, False),
    ("product-description", {"title": words(40), "description": words(40)}, False),
    ("product-english", {"title_en": "Chips", "description_en": "Thin."}, True),
    ("product-english", {"title_en": "Chips"}, False),
    ("product-price", {"price": Decimal(1)}, True),
    ("product-price", {"price": None}, False),
    ("product-lead-time", {"stock": 0}, True),
    ("product-lead-time", {"is_made_to_order": True, "lead_time_days": 1}, True),
    ("product-lead-time", {"is_made_to_order": True}, False),
    ("product-lead-time", {}, False),
    ("product-capacity", {"capacity_per_month": 1}, True),
    ("product-capacity", {"capacity_per_month": None}, False),
]
#: Of those that are not asked of everything: where they are, and where they are not.
PLACES: dict[str, tuple[list[str], list[str]]] = {
    "product-halal": (["makanan/camilan", "minuman", "jasa/katering"], ["kerajinan/kayu", "jasa/cetak"]),
    "product-food-permit": (["makanan/camilan", "minuman"], ["jasa/katering", "kecantikan"]),
    "product-toy-standard": (["mainan-seni/mainan-edukatif"], ["mainan-seni", "makanan"]),
    "product-domestic": (["makanan", "fesyen/batik"], ["jasa/katering"]),
    "product-label": (["makanan/camilan", "minuman", "kecantikan"], ["kerajinan/kayu", "jasa/katering"]),
    "product-packed-to-travel": (["makanan", "fesyen/batik"], ["jasa/katering"]),
    "product-weight": (["makanan", "fesyen/batik"], ["jasa/katering"]),
    "product-brand": (["makanan", "fesyen/batik"], ["jasa/katering"]),
}


def facts_for(found: Criterion, facts: dict[str, Any]) -> ProductFacts | ShopFacts:
    return ProductFacts(**facts) if found.subject == "product" else ShopFacts(**facts)


@pytest.mark.parametrize(("code", "facts", "is_met"), CASES)
def test_what_is_just_enough_and_what_is_just_not(code: str, facts: dict[str, Any], is_met: bool) -> None:
    found = SHIPPED.by_code[code]

    finding = found.look(facts_for(found, facts))

    assert finding.is_met is is_met


@pytest.mark.parametrize("code", PLACES)
def test_what_is_not_asked_of_everything_is_asked_where_it_belongs(code: str) -> None:
    asked, spared = PLACES[code]

    found = {place for place in [*asked, *spared] if SHIPPED.by_code[code].is_asked_in(place, "", "")}

    assert found == set(asked)


def test_no_requirement_is_left_out_of_the_tables() -> None:
    narrow = {
        found.code
        for found in SHIPPED.criteria
        if found.categories or found.except_categories or found.product_classes or found.sectors
    }

    for is_met in (True, False):
        assert {code for code, _facts, met in CASES if met is is_met} == set(SHIPPED.by_code)
    assert set(PLACES) == narrow


def test_what_has_to_be_there_before_a_product_is_handed_in() -> None:
    blocking = {found.code for found in SHIPPED.criteria if found.is_blocking and found.subject == "product"}

    assert blocking == {
        *("product-attributes", "product-weight", "product-photos", "product-photo-words"),
        *("product-description", "product-price", "product-lead-time"),
    }


@pytest.mark.parametrize(
    ("score", "level", "is_ready"),
    [
        (0, "rintisan", False),
        (39, "rintisan", False),
        (40, "tumbuh", False),
        (64, "tumbuh", False),
        (65, "siap", True),
        (84, "siap", True),
        (85, "unggul", True),
        (100, "unggul", True),
    ],
)
def test_level_at_every_limit(score: int, level: str, is_ready: bool) -> None:
    reached = SHIPPED.level_at(score)

    assert reached is not None
    assert (reached.code, reached.counts_as_ready) == (level, is_ready)
