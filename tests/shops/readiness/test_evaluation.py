"""The pure function: score, level, order of what is to be done, and what never happens to a score."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from shops.readiness.evaluation import Requirements, evaluate
from shops.readiness.facts import Photo, ProductFacts, ShopFacts
from shops.readiness.reference import shipped
from tests.shops.readiness.criteria import LARGE, LEVELS, PACKAGING, criterion, shipped_requirements

FOOD = {"category": "makanan/camilan/keripik", "product_class": "makanan-minuman"}


def asked(*criteria: Any) -> Requirements:
    return Requirements(criteria=criteria, levels=LEVELS)


def test_score_is_the_weight_of_what_is_met() -> None:
    requirements = asked(
        criterion("label", weight=3),
        criterion("weight", rule="weight", weight=6, dimension=PACKAGING),
        criterion("price", rule="price", weight=1),
    )

    readiness = evaluate(requirements, ProductFacts(weight_grams=250, price=Decimal(1)))

    assert (readiness.score, readiness.level, readiness.next_level) == (70, LEVELS[2], None)
    assert [(part.code, part.score) for part in readiness.dimensions] == [("digital", 25), ("packaging", 100)]
    assert [(item.code, item.points) for item in readiness.todo] == [("label", 30)]
    assert [met.code for met in readiness.met] == ["weight", "price"]


def test_todo_begins_with_what_blocks_then_with_what_brings_most() -> None:
    requirements = asked(
        criterion("small", weight=1),
        criterion("large", weight=9),
        criterion("needed", weight=2, is_blocking=True),
        criterion("photos", rule="photos", at_least=3, each_at_least=1200, weight=4, is_blocking=True),
    )

    readiness = evaluate(requirements, ProductFacts(photos=[LARGE]))

    assert [item.code for item in readiness.todo] == ["photos", "needed", "large", "small"]
    assert [item.code for item in readiness.blocking] == ["photos", "needed"]
    assert (readiness.todo[0].have, readiness.todo[0].want) == (1, 3)
    assert not readiness.may_submit


def test_nothing_that_blocks_is_enough_to_submit() -> None:
    requirements = asked(criterion("needed", is_blocking=True), criterion("nice"))

    readiness = evaluate(requirements, ProductFacts(attested=frozenset({"needed"})))

    assert readiness.may_submit
    assert [item.code for item in readiness.todo] == ["nice"]


def test_what_cannot_be_measured_yet_counts_neither_way() -> None:
    requirements = asked(
        criterion("orders", subject="shop", rule="answers_in_time", at_least=80, weight=50),
        criterion("logo", subject="shop", rule="logo", weight=1),
    )

    unmeasured = evaluate(requirements, ShopFacts(has_logo=True))
    slow = evaluate(requirements, ShopFacts(has_logo=True, answered_in_time=10))

    assert (unmeasured.score, unmeasured.todo) == (100, [])
    assert [item.code for item in unmeasured.not_measurable] == ["orders"]
    assert (slow.score, [item.code for item in slow.todo]) == (1, ["orders"])


def test_one_of_several_kinds_of_claim_is_enough() -> None:
    requirements = asked(criterion("permit", claim_kinds=frozenset({"pirt", "bpom-md"})))

    without = evaluate(requirements, ProductFacts(claims=frozenset({"halal"})))
    with_one = evaluate(requirements, ProductFacts(claims=frozenset({"halal", "bpom-md"})))

    assert (without.score, with_one.score) == (0, 100)


def test_requirement_is_asked_only_where_it_applies() -> None:
    requirements = asked(
        criterion("halal", claim_kinds=frozenset({"halal"}), categories=("makanan", "jasa/katering")),
        criterion("weight", rule="weight", except_categories=("jasa",)),
        criterion("size", product_classes=frozenset({"fesyen"})),
        criterion("smoke", sectors=frozenset({"perikanan"})),
        criterion("nib", subject="shop", claim_kinds=frozenset({"nib"})),
    )

    def codes(**facts: str) -> list[str]:
        return [item.code for item in requirements.asked_of(ProductFacts(**facts))]

    assert codes(**FOOD) == ["halal", "weight"]
    assert codes(category="kerajinan/kayu", product_class="kerajinan") == ["weight"]
    assert codes(category="makanan-hewan") == ["weight"]
    assert codes(category="jasa/katering/nasi-kotak") == ["halal"]
    assert codes(category="fesyen/batik", product_class="fesyen", sector="perikanan") == [
        "weight",
        "size",
        "smoke",
    ]
    assert [item.code for item in requirements.asked_of(ShopFacts())] == ["nib"]


def test_nothing_asked_is_nothing_missing() -> None:
    readiness = evaluate(asked(), ProductFacts())

    assert (readiness.score, readiness.may_submit, readiness.is_empty) == (100, True, True)


def test_level_is_the_highest_that_the_score_reaches() -> None:
    requirements = asked()

    reached = {score: requirements.level_at(score) for score in (0, 39, 40, 64, 65, 100)}

    assert [level.code for level in reached.values() if level] == [
        *("rintisan", "rintisan", "tumbuh", "tumbuh", "siap", "siap"),
    ]
    assert Requirements().level_at(50) is None
    assert Requirements(levels=LEVELS[1:]).level_at(3) == LEVELS[1]


def test_words_are_those_of_the_readers_language() -> None:
    requirements = asked(
        criterion(
            "x", name="Pasang foto", name_en="Add photos", help="Tiga.", help_en="Three.", example="Satu"
        )
    )
    item = evaluate(requirements, ProductFacts()).todo[0]

    with translation.override("en"):
        english = (item.label, item.help, item.example)

    assert (item.label, item.help) == ("Pasang foto", "Tiga.")
    assert english == ("Add photos", "Three.", "Satu")


# --- adding evidence never lowers a score ------------------------------------------------------------

PHOTOS = st.lists(
    st.builds(Photo, width=st.integers(1, 3_000), height=st.integers(1, 3_000), has_words=st.booleans()),
    max_size=4,
)
WORDS = st.lists(st.sampled_from([f"kata{n}" for n in range(60)] + ["keripik", "tempe"]), max_size=60)
KINDS = st.frozensets(st.sampled_from(["halal", "pirt", "bpom-md", "nib", "npwp", "merek", "tkdn", "sni"]))
CODES = st.frozensets(st.sampled_from([row["code"] for row in shipped("requirements")]))
CATEGORIES = st.sampled_from(
    ["makanan/camilan", "kerajinan/kayu", "jasa/katering", "mainan-seni/mainan-edukatif", ""]
)


SHIPPED = shipped_requirements()
PRODUCTS = st.builds(
    ProductFacts,
    title=st.just("Keripik Tempe"),
    description=WORDS.map(" ".join),
    category=CATEGORIES,
    photos=PHOTOS,
    price=st.none() | st.decimals(0, 10_000, places=0),
    stock=st.none() | st.integers(0, 9),
    is_made_to_order=st.booleans(),
    lead_time_days=st.integers(0, 9),
    weight_grams=st.none() | st.integers(0, 9),
    capacity_per_month=st.none() | st.integers(0, 9),
    missing_attributes=st.lists(st.just("Bahan"), max_size=2),
    claims=KINDS,
    attested=CODES,
)


@settings(max_examples=150, deadline=None)
@given(
    product=PRODUCTS, claims=KINDS, attested=CODES, photos=PHOTOS, words=WORDS, english=st.text(max_size=9)
)
def test_adding_evidence_to_a_product_never_lowers_it(
    product: ProductFacts, claims: Any, attested: Any, photos: Any, words: Any, english: str
) -> None:
    more = replace(
        product,
        claims=product.claims | claims,
        attested=product.attested | attested,
        photos=[*product.photos, *photos],
        description=f"{product.description} {' '.join(words)}",
        title_en=english or product.title_en,
        price=product.price or Decimal(5_000),
        lead_time_days=product.lead_time_days or 3,
        weight_grams=product.weight_grams or 100,
        capacity_per_month=product.capacity_per_month or 30,
        missing_attributes=list(product.missing_attributes)[:-1],
    )

    before, after = evaluate(SHIPPED, product), evaluate(SHIPPED, more)

    assert after.score >= before.score
    assert all(
        later.score >= earlier.score
        for earlier, later in zip(before.dimensions, after.dimensions, strict=True)
    )
    assert {item.code for item in after.todo} <= {item.code for item in before.todo}
    assert after.may_submit or not before.may_submit


DIMENSIONS = [row["code"] for row in shipped("dimensions")]
COUNTS = st.dictionaries(st.sampled_from(DIMENSIONS), st.integers(0, 5))
SHOPS = st.builds(
    ShopFacts,
    story=WORDS.map(" ".join),
    contacts=st.integers(0, 3),
    has_logo=st.booleans(),
    public_products=st.integers(0, 5),
    complete_products=COUNTS,
    answered_in_time=st.none() | st.integers(0, 100),
    claims=KINDS,
    attested=CODES,
)


@settings(max_examples=150, deadline=None)
@given(shop=SHOPS, claims=KINDS, attested=CODES, words=WORDS, number=st.integers(0, 4), counts=COUNTS)
def test_adding_evidence_to_a_shop_never_lowers_it(
    shop: ShopFacts, claims: Any, attested: Any, words: Any, number: int, counts: dict[str, int]
) -> None:
    more = replace(
        shop,
        claims=shop.claims | claims,
        attested=shop.attested | attested,
        story=f"{shop.story} {' '.join(words)}",
        address="Jl. Melati 12",
        has_logo=True,
        has_cover=True,
        website="https://example.com",
        employees=3,
        contacts=shop.contacts + number,
        public_products=shop.public_products + number,
        complete_products={
            code: shop.complete_products.get(code, 0) + counts.get(code, 0) for code in DIMENSIONS
        },
    )

    before, after = evaluate(SHIPPED, shop), evaluate(SHIPPED, more)

    assert after.score >= before.score
    assert {item.code for item in after.todo} <= {item.code for item in before.todo}
