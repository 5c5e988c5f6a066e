"""Every computed rule, case by case."""

from decimal import Decimal
from typing import Any

import pytest

from shops.readiness.facts import Photo, ProductFacts, ShopFacts
from shops.readiness.rules import RULES, Subject
from tests.shops.readiness.criteria import LARGE, SMALL, criterion

FORTY = " ".join(f"kata{number}" for number in range(40))
TITLE = "Keripik Tempe Sagu"

#: Rule, what is asked, the facts, how many there are (None: not to be measured), whether it is met.
PRODUCTS: list[tuple[str, dict[str, int], dict[str, Any], int | None, bool]] = [
    ("photos", {"at_least": 3, "each_at_least": 1200}, {"photos": [LARGE] * 3}, 3, True),
    ("photos", {"at_least": 3, "each_at_least": 1200}, {"photos": [Photo(900, 1200)] * 3}, 3, True),
    ("photos", {"at_least": 3, "each_at_least": 1200}, {"photos": [LARGE, LARGE, SMALL]}, 2, False),
    ("photos", {"at_least": 3, "each_at_least": 1200}, {}, 0, False),
    ("photo_words", {"at_least": 1}, {"photos": [LARGE]}, 1, True),
    ("photo_words", {"at_least": 1}, {"photos": [Photo(1600, 1200, False)]}, 0, False),
    ("photo_words", {"at_least": 1}, {}, 0, False),
    ("description", {"at_least": 40}, {"title": TITLE, "description": FORTY}, 40, True),
    ("description", {"at_least": 40}, {"title": TITLE, "description": FORTY + " lagi"}, 41, True),
    ("description", {"at_least": 40}, {"title": TITLE, "description": FORTY.rpartition(" ")[0]}, 39, False),
    ("description", {"at_least": 40}, {"title": TITLE, "description": f"{TITLE}. " * 20}, 0, False),
    ("description", {"at_least": 40}, {"title": TITLE, "description": "enak " * 60}, 2, False),
    ("description", {"at_least": 40}, {"title": FORTY, "description": FORTY}, 0, False),
    ("description", {"at_least": 40}, {"title": TITLE, "description": "… — !!! " * 40}, 0, False),
    ("description", {"at_least": 40}, {"title": TITLE}, 0, False),
    ("english", {}, {"title_en": "Chips", "description_en": "Thin."}, 2, True),
    ("english", {}, {"title_en": "Chips", "description_en": "  "}, 1, False),
    ("english", {}, {}, 0, False),
    ("attributes", {}, {}, 1, True),
    ("attributes", {}, {"missing_attributes": ["Komposisi"]}, 0, False),
    ("price", {}, {"price": Decimal(1)}, 1, True),
    ("price", {}, {"price": Decimal(0)}, 0, False),
    ("price", {}, {"price": None}, 0, False),
    ("weight", {}, {"weight_grams": 1}, 1, True),
    ("weight", {}, {"weight_grams": 0}, 0, False),
    ("weight", {}, {"weight_grams": None}, 0, False),
    ("lead_time", {}, {"stock": 0}, 1, True),
    ("lead_time", {}, {"stock": None}, 0, False),
    ("lead_time", {}, {"stock": None, "lead_time_days": 2}, 1, True),
    ("lead_time", {}, {"is_made_to_order": True, "lead_time_days": 7}, 1, True),
    ("lead_time", {}, {"is_made_to_order": True, "stock": 5}, 0, False),
    ("capacity", {"at_least": 1}, {"capacity_per_month": 3_000}, 3_000, True),
    ("capacity", {"at_least": 1}, {"capacity_per_month": None}, 0, False),
]
SHOPS: list[tuple[str, dict[str, int], dict[str, Any], int | None, bool]] = [
    ("story", {"at_least": 30}, {"story": FORTY}, 40, True),
    ("story", {"at_least": 30}, {"story": "Toko kami menjual."}, 3, False),
    ("story", {"at_least": 30}, {"story": "laris " * 30}, 2, False),
    ("story", {"at_least": 30}, {}, 0, False),
    ("address", {}, {"address": "Jl. Melati 12"}, 1, True),
    ("address", {}, {"address": "  "}, 0, False),
    ("logo", {}, {"has_logo": True}, 1, True),
    ("logo", {}, {}, 0, False),
    ("cover", {}, {"has_cover": True}, 1, True),
    ("cover", {}, {}, 0, False),
    ("contacts", {"at_least": 2}, {"contacts": 2}, 2, True),
    ("contacts", {"at_least": 2}, {"contacts": 1}, 1, False),
    ("website", {}, {"website": "https://example.com"}, 1, True),
    ("website", {}, {}, 0, False),
    ("employees", {}, {"employees": 1}, 1, True),
    ("employees", {}, {"employees": None}, 0, False),
    ("public_products", {"at_least": 3}, {"public_products": 3}, 3, True),
    ("public_products", {"at_least": 3}, {"public_products": 2}, 2, False),
    ("ready_products", {"at_least": 1}, {"ready_products": 1}, 1, True),
    ("ready_products", {"at_least": 1}, {}, 0, False),
    ("complete_products", {"at_least": 1}, {"complete_products": {"digital": 2}}, 2, True),
    ("complete_products", {"at_least": 1}, {"complete_products": {"packaging": 2}}, 0, False),
    ("answers_in_time", {"at_least": 80}, {"answered_in_time": 80}, 80, True),
    ("answers_in_time", {"at_least": 80}, {"answered_in_time": 79}, 79, False),
    ("answers_in_time", {"at_least": 80}, {"answered_in_time": 0}, 0, False),
    ("answers_in_time", {"at_least": 80}, {"answered_in_time": None}, None, False),
]


@pytest.mark.parametrize(("rule", "asked", "facts", "have", "is_met"), PRODUCTS)
def test_every_rule_of_a_product(
    rule: str, asked: dict[str, int], facts: dict[str, Any], have: int | None, is_met: bool
) -> None:
    finding = criterion("x", rule=rule, **asked).look(ProductFacts(**facts))

    assert (finding.have, finding.is_met) == (have, is_met)


@pytest.mark.parametrize(("rule", "asked", "facts", "have", "is_met"), SHOPS)
def test_every_rule_of_a_shop(
    rule: str, asked: dict[str, int], facts: dict[str, Any], have: int | None, is_met: bool
) -> None:
    finding = criterion("x", rule=rule, subject="shop", **asked).look(ShopFacts(**facts))

    assert (finding.have, finding.is_met) == (have, is_met)


def test_no_rule_is_left_out_of_the_tables() -> None:
    tried = {"product": {case[0] for case in PRODUCTS}, "shop": {case[0] for case in SHOPS}}

    for subject in Subject.values:
        assert tried[subject] == {code for code, rule in RULES.items() if rule.subject == subject}
