"""Generated rows are plausible, and the same for the same seed."""

import json
import statistics
from collections import Counter
from pathlib import Path

import pytest

from catalogue.claims.models import Claim
from catalogue.models import Product
from shops.generator.rows import Place, ProductRow, RowMaker, ShopRow
from shops.generator.vocabulary import vocabulary
from shops.models import Partner

REFERENCE = Path(__file__).resolve().parents[3] / "catalogue" / "data"
PLACES = [
    Place("35.07", "Kabupaten Malang", 2_700_000),
    Place("35.77", "Kota Madiun", 200_000),
    Place("62.71", "Kota Palangkaraya", 300_000),
]


def catalogue(seed: int, shops: int, products: int) -> tuple[list[ShopRow], list[ProductRow]]:
    maker = RowMaker(seed, PLACES)
    made = [maker.shop(number) for number in range(shops)]
    return made, [maker.product(number, made) for number in range(products)]


def test_the_same_seed_gives_the_same_catalogue() -> None:
    first, second, other = catalogue(7, 20, 200), catalogue(7, 20, 200), catalogue(8, 20, 200)

    assert first == second
    assert first != other


def test_a_larger_catalogue_begins_with_the_smaller_one() -> None:
    shops, products = catalogue(7, 20, 100)

    more_shops, more_products = catalogue(7, 20, 300)

    assert more_shops == shops
    assert more_products[:100] == products


def test_the_order_in_which_places_are_given_does_not_matter() -> None:
    forward, backward = RowMaker(3, PLACES), RowMaker(3, PLACES[::-1])

    shops = [(forward.shop(number), backward.shop(number)) for number in range(50)]

    assert all(one == two for one, two in shops)


def test_shops_spread_by_population() -> None:
    shops, _ = catalogue(1, 1_000, 0)

    share = Counter(shop.place.code for shop in shops)

    assert share["35.07"] / 1_000 == pytest.approx(2.7 / 3.2, abs=0.05)
    assert share["35.77"] > 0


def test_prices_scatter_log_normally_around_the_median_of_their_goods() -> None:
    _, products = catalogue(1, 300, 6_000)
    goods = next(goods for goods in vocabulary().goods if goods.category == "makanan/camilan/keripik")

    prices = [product.price for product in products if product.goods == goods]

    assert statistics.median(prices) == pytest.approx(goods.price, rel=0.15)
    assert statistics.mean(prices) > statistics.median(prices)
    assert all(price % 100 == 0 for price in prices)


def test_a_product_is_of_its_shops_sector_and_named_in_both_languages() -> None:
    shops, products = catalogue(2, 60, 500)

    for product in products:
        assert product.goods.sector == shops[product.shop].sector
        assert product.title[0] != product.title[1]
        assert (
            product.title[0].partition(" Khas ")[0].removesuffix(f" {product.size}") in product.description[0]
        )
        assert "{" not in product.description[0] + product.description[1]


def test_every_state_of_a_claim_occurs() -> None:
    _, products = catalogue(2, 60, 3_000)

    states = {claim.state for product in products for claim in product.claims}

    assert states == set(Claim.State.values)


def test_the_vocabulary_uses_only_words_the_catalogue_knows() -> None:
    rows = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in REFERENCE.glob("*.json")}
    classes = {entry["slug"] for entry in rows["product_classes"]}
    kinds = {entry["code"]: entry["applies_to"] for entry in rows["claim_kinds"]}

    for goods in vocabulary().goods:
        assert goods.unit in Product.Unit.values, goods.category
        assert goods.sector in Partner.Sector.values, goods.category
        assert goods.product_class in classes, goods.category
        assert all(kinds[kind] == "product" for kind in goods.claims), goods.category
