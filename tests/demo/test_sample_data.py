"""The sample files say what they must: real places, known words, enough of everything, nothing twice."""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import Claim, Product
from demo.exceptions import SampleDataInvalid
from demo.samples import SampleClaim, SampleProduct, SampleShop, parse_claim, sample_shops
from shops.generator.claim_numbers import claim_number
from shops.models import Partner

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ROOT / "shops" / "regions" / "data"
SHOPS = sample_shops()
PRODUCTS = [product for shop in SHOPS for product in shop.products]


def reference(name: str) -> Any:
    return json.loads((ROOT / "catalogue" / "data" / f"{name}.json").read_text(encoding="utf-8"))


def leaves(nodes: list[dict[str, Any]], above: str = "") -> Iterator[str]:
    for node in nodes:
        path = f"{above}/{node['slug']}".lstrip("/")
        if "children" in node:
            yield from leaves(node["children"], path)
        else:
            yield path


def claims() -> Iterator[tuple[SampleShop, SampleProduct | None, SampleClaim]]:
    for shop in SHOPS:
        yield from ((shop, None, claim) for claim in shop.claims)
        yield from ((shop, product, claim) for product in shop.products for claim in product.claims)


KINDS = {kind["code"]: kind for kind in reference("claim_kinds")}


def test_there_are_enough_shops_places_and_products() -> None:
    regencies = {shop.region[:5] for shop in SHOPS}

    assert len(SHOPS) >= 42
    assert len(regencies) >= 16
    assert len(PRODUCTS) >= 330


def test_every_region_is_in_the_shipped_list() -> None:
    with gzip.open(REGIONS / "villages.csv.gz", "rt", encoding="utf-8") as lines:
        villages = {row["code"] for row in csv.DictReader(lines)}

    missing = {shop.code: shop.region for shop in SHOPS if shop.region not in villages}

    assert not missing


def test_every_product_hangs_on_a_leaf_of_the_category_tree() -> None:
    known = set(leaves(reference("categories")))

    unknown = {product.sku: product.category for product in PRODUCTS if product.category not in known}

    assert not unknown


def test_every_root_of_the_category_tree_has_a_product() -> None:
    roots = {node["slug"] for node in reference("categories")}

    used = Counter(product.category.split("/")[0] for product in PRODUCTS)

    assert roots == used.keys()


def test_every_product_has_the_attributes_that_its_class_requires() -> None:
    required = {
        entry["slug"]: {row["code"] for row in entry["attributes"] if row["required"]}
        for entry in reference("product_classes")
    }

    lacking = {
        product.sku: missing
        for product in PRODUCTS
        if (missing := required[product.product_class] - product.attributes.keys())
    }

    assert not lacking


def test_every_attribute_value_has_the_type_its_class_says() -> None:
    types = {
        (entry["slug"], row["code"]): {"text": (str,), "integer": (int,), "float": (int, float)}[row["type"]]
        for entry in reference("product_classes")
        for row in entry["attributes"]
    }

    wrong = [
        (product.sku, code)
        for product in PRODUCTS
        for code, value in product.attributes.items()
        if not isinstance(value, types[product.product_class, code])
    ]

    assert not wrong


@pytest.mark.parametrize("field", ["description", "description_en"])
def test_descriptions_are_long_enough_and_no_two_are_alike(field: str) -> None:
    texts = [getattr(product, field) for product in PRODUCTS]

    short = [product.sku for product in PRODUCTS if len(getattr(product, field).split()) < 40]

    assert not short
    assert len(set(texts)) == len(texts)


def test_every_product_speaks_of_itself_in_a_sentence_of_its_own() -> None:
    first_lines = [product.description.split("\n\n")[0] for product in PRODUCTS]

    repeated = [line for line, times in Counter(first_lines).items() if times > 1]

    assert not repeated
    assert all(len(line.split()) >= 15 for line in first_lines)


def test_titles_differ_within_a_shop_and_articles_everywhere() -> None:
    skus = Counter(product.sku for product in PRODUCTS)

    for shop in SHOPS:
        titles = [product.title for product in shop.products]
        assert len(set(titles)) == len(titles), shop.code

    assert max(skus.values()) == 1


def test_shops_differ_in_code_name_and_telephone() -> None:
    for field in ("code", "name", "phone", "story"):
        values = [getattr(shop, field) for shop in SHOPS]
        assert len(set(values)) == len(values), field


def test_contacts_reach_nobody() -> None:
    for shop in SHOPS:
        assert shop.phone.startswith("+62 999 "), shop.code  # no Indonesian area or operator has this code
        assert shop.email.endswith("@example.com")
        assert shop.website.endswith(".example.com/")


def test_words_chosen_from_lists_are_on_the_lists() -> None:
    for shop in SHOPS:
        assert shop.size_class in Partner.SizeClass.values, shop.code
        assert shop.sector in Partner.Sector.values, shop.code
        assert shop.kind in Partner.Kind.values, shop.code
    for product in PRODUCTS:
        assert product.unit in Product.Unit.values, product.sku


def test_prices_are_whole_rupiah_and_made_to_order_goods_say_how_long_they_take() -> None:
    for product in PRODUCTS:
        assert product.price == product.price.to_integral_value() > 0, product.sku
        assert product.min_order >= 1, product.sku
        assert product.lead_time_days > 0 or not product.is_made_to_order, product.sku


def test_every_claim_kind_is_used_in_the_place_it_applies_to() -> None:
    used = Counter(claim.kind for _, _, claim in claims())

    misplaced = [
        (shop.code, product.sku if product else None, claim.kind)
        for shop, product, claim in claims()
        if KINDS[claim.kind]["applies_to"] != ("product" if product else "shop")
    ]

    assert not misplaced
    assert used.keys() == KINDS.keys()


def test_every_state_of_a_claim_is_present_several_times() -> None:
    states = Counter(claim.state for _, _, claim in claims())

    assert states.keys() == set(Claim.State.values)
    assert min(states.values()) >= 5


def test_a_refusal_or_revocation_has_a_reason_from_the_list_and_nothing_else_has() -> None:
    needs_words = {entry["code"]: entry.get("needs_words", False) for entry in reference("refusal_reasons")}

    for shop, _, claim in claims():
        place = (shop.code, claim)
        assert bool(claim.reason) == (claim.state in {"refused", "revoked"}), place
        assert not claim.reason or claim.words or not needs_words[claim.reason], place


def test_values_stand_where_the_kind_has_one_and_inside_its_range() -> None:
    for shop, product, claim in claims():
        kind = KINDS[claim.kind]
        place = (shop.code, product.sku if product else None, claim.kind)
        assert (claim.value is not None) == kind["has_value"], place
        if claim.value is not None:
            assert kind["value_min"] <= claim.value <= kind["value_max"], place


def test_verified_tkdn_values_spread_over_every_rung_of_the_ladder() -> None:
    values = [c.value or Decimal(0) for _, _, c in claims() if c.kind == "tkdn" and c.state == "verified"]

    assert sum(value >= 40 for value in values) >= 30
    assert sum(25 <= value < 40 for value in values) >= 15
    assert sum(value < 25 for value in values) >= 8


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_invented_numbers_fit_the_pattern_of_their_kind(kind: str) -> None:
    numbers = {claim_number(kind, key=f"kunci {n}", regency="35.77", year=2025, month=11) for n in range(200)}

    assert all(re.fullmatch(KINDS[kind]["number_pattern"], number) for number in numbers)
    assert re.fullmatch(KINDS[kind]["number_pattern"], KINDS[kind]["number_example"])
    assert len(numbers) > 10


def test_the_same_key_gives_the_same_number() -> None:
    first, second, other = (
        claim_number("nib", key=key, regency="35.77", year=2025, month=1) for key in ("a", "a", "b")
    )

    assert first == second != other


def test_a_claim_is_read_with_all_its_parts() -> None:
    text = "tkdn:41.25 refused -60 tidak-lengkap: Lampiran: kurang."

    claim = parse_claim(text)

    assert claim == SampleClaim(
        "tkdn", "refused", Decimal("41.25"), -60, "tidak-lengkap", "Lampiran: kurang."
    )


@pytest.mark.parametrize("text", ["", "tkdn", "tkdn verified 300", "TKDN verified", "tkdn:abc verified"])
def test_a_claim_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(SampleDataInvalid, match="not a claim"):
        parse_claim(text)
