"""What is read of products and shops, from rows and from drafts, at the same cost for any number."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalogue.factories import CategoryFactory, ClaimFactory, ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimKind, Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product, save_draft
from media.factories import ImageFactory
from shops.factories import MembershipFactory, ShopFactory
from shops.queries import get_product_for
from shops.readiness.facts import Photo
from shops.readiness.models import Snapshot
from shops.readiness.product_facts import facts_of_product, facts_of_products
from shops.readiness.queries import readiness_of_product, readiness_of_shop
from shops.readiness.shop_facts import facts_of_shops

pytestmark = pytest.mark.django_db


def test_draft_is_read_as_the_seller_edits_it(
    draft: Product, content: ProductContent, food: Any, seller: Any
) -> None:
    wood = CategoryFactory(name="Kayu")
    large = ImageFactory()
    edited = replace(
        content,
        title="Judul baru",
        category=wood,
        pictures=[*content.pictures, Picture(image_id=large.pk)],
        attributes={"shelf_life_days": 30},
        weight_grams=250,
    )
    save_draft(product=draft, content=edited, by=seller)

    facts = facts_of_products([draft.pk])[draft.pk]

    assert (facts.title, facts.category, facts.weight_grams) == ("Judul baru", "kayu", 250)
    assert [photo.width for photo in facts.photos] == [large.width] * 2
    assert [photo.has_words for photo in facts.photos] == [True, bool(large.alt_text)]
    assert facts.missing_attributes == ["Komposisi"]
    assert (facts.price, facts.stock) == (Decimal(15_000), 10)


def test_live_product_is_read_from_its_row_and_an_edit_of_it_from_the_draft(
    live: Product, content: ProductContent, seller: Any
) -> None:
    before = facts_of_products([live.pk])[live.pk]
    save_draft(product=live, content=replace(content, title="Menunggu", pictures=[]), by=seller)

    after = facts_of_products([live.pk])[live.pk]

    assert (before.title, len(before.photos), before.missing_attributes) == ("Keripik Tempe", 1, [])
    assert (after.title, len(after.photos)) == ("Menunggu", 0)


def test_picture_deleted_since_the_draft_is_not_counted(
    draft: Product, content: ProductContent, seller: Any
) -> None:
    gone = ImageFactory()
    edited = replace(content, pictures=[*content.pictures, Picture(image_id=gone.pk)])
    save_draft(product=draft, content=edited, by=seller)
    gone.delete()

    facts = facts_of_products([draft.pk])[draft.pk]

    assert len(facts.photos) == 1


@pytest.mark.parametrize("state", [state for state in Claim.State.values if state != "verified"])
def test_only_verified_claims_count(state: str) -> None:
    product = ProductFactory()
    ClaimFactory(product=product, kind=ClaimKindFactory(code="halal"), state=state)

    facts = facts_of_products([product.pk])[product.pk]

    assert facts.claims == frozenset()


def test_claims_of_a_product_are_its_own_and_its_shops() -> None:
    product = ProductFactory()
    ClaimFactory(product=product, kind=ClaimKindFactory(code="halal"))
    ClaimFactory(product=None, shop=product.shop, kind=ClaimKindFactory(nib=True))
    ClaimFactory(product=ProductFactory(shop=product.shop), kind=ClaimKindFactory(code="sni", name="SNI"))
    ClaimFactory(kind=ClaimKindFactory(code="pirt", name="P-IRT"))
    yesterday = timezone.localdate() - dt.timedelta(days=2)
    ClaimFactory(product=product, kind=ClaimKindFactory(code="bpom-md", name="MD"), expires_on=yesterday,
                 issued_on=yesterday)  # fmt: skip
    ClaimKind.objects.filter(code="sni").update(is_active=False)

    of_product = facts_of_products([product.pk])[product.pk].claims
    of_shop = facts_of_shops([product.shop_id])[product.shop_id].claims

    assert (of_product, of_shop) == (frozenset({"halal", "nib"}), frozenset({"nib"}))


def test_claims_at_a_moment_are_those_decided_before_it() -> None:
    product = ProductFactory()
    claim = ClaimFactory(product=product, kind=ClaimKindFactory(code="halal"))
    Claim.objects.filter(pk=claim.pk).update(reviewed_at=timezone.now() - dt.timedelta(days=10))

    earlier = facts_of_products([product.pk], timezone.now() - dt.timedelta(days=20))
    later = facts_of_products([product.pk], timezone.now() - dt.timedelta(days=5))

    assert (earlier[product.pk].claims, later[product.pk].claims) == (frozenset(), frozenset({"halal"}))


def test_shop_is_read_with_what_its_products_have_reached(rules: None) -> None:
    shop = ShopFactory(address="Jl. Melati 12", logo=ImageFactory(), phone="+6281200000000", employees=7)
    for dimensions, is_complete in (({"packaging": 100}, True), ({"packaging": 40, "digital": 100}, False)):
        product = ProductFactory(shop=shop)
        Snapshot.objects.create(
            shop=shop, product=product, score=50, dimensions=dimensions, is_complete=is_complete
        )
    ProductFactory(shop=shop, live=False)

    facts = facts_of_shops([shop.pk])[shop.pk]

    assert (facts.has_logo, facts.has_cover, facts.contacts, facts.employees) == (True, False, 1, 7)
    assert (facts.public_products, facts.ready_products) == (2, 1)
    assert (facts.complete_products["packaging"], facts.complete_products["digital"]) == (1, 2)


def test_readiness_says_what_is_missing_for_this_kind_of_product(rules: None) -> None:
    food = CategoryFactory._meta.model.objects.get(full_slug="makanan/camilan")
    wood = CategoryFactory._meta.model.objects.get(full_slug="kerajinan")

    edible = readiness_of_product(ProductFactory(category=food))
    wooden = readiness_of_product(ProductFactory(category=wood))

    assert {"product-halal", "product-food-permit"} <= {item.code for item in edible.todo}
    assert not {"product-halal", "product-food-permit"} & {item.code for item in wooden.todo}
    assert "product-photos" in {item.code for item in edible.blocking}
    assert not edible.may_submit


def test_new_shop_is_not_blamed_for_orders_it_never_had(rules: None) -> None:
    readiness = readiness_of_shop(ShopFactory(state="draft"))

    assert [item.code for item in readiness.not_measurable] == ["shop-answers-in-time"]
    assert "shop-answers-in-time" not in {item.code for item in readiness.todo}
    assert readiness.level is not None
    assert readiness.level.code == "rintisan"


Reader = Callable[[list[int]], Any]


@pytest.mark.parametrize("edited", [False, True])
def test_product_that_is_here_has_the_facts_that_the_database_gives(
    live: Product, content: ProductContent, seller: Any, edited: bool
) -> None:
    member = MembershipFactory(shop=live.shop)
    if edited:
        save_draft(product=live, content=replace(content, title="Keripik Tempe Baru"), by=seller)

    found = get_product_for(member.user, live.shop.slug, live.pk)

    assert facts_of_product(found) == facts_of_products([live.pk])[live.pk]


@pytest.mark.parametrize("reader", [facts_of_products, lambda ids: facts_of_shops(ids)])
def test_facts_cost_the_same_for_two_and_for_twenty(
    reader: Reader, content: ProductContent, seller: Any
) -> None:
    # Products: 1 rows with their drafts, 2 pictures of rows, 3 pictures of drafts, 4 values, 5 claims,
    # 6 attestations, 7 required attributes.
    # Shops: 1 claims, 2 attestations, 3 dimensions, 4 snapshots of products, 5 rows and how much is public.
    def make() -> int:
        shop = ShopFactory()
        draft = create_product(shop=shop, content=content, price=Decimal(1), stock=1, by=seller)
        ProductFactory(shop=shop, image=True)
        Snapshot.objects.create(shop=shop, product=draft, score=1, is_complete=False)
        return shop.pk

    counts, shop_ids = [], []
    for total in (2, 20):
        while len(shop_ids) < total:
            shop_ids.append(make())
        products = list(Product.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            reader(products if reader is facts_of_products else shop_ids)
        counts.append(len(queries))

    assert counts == ([7, 7] if reader is facts_of_products else [5, 5])


def test_photos_say_their_size() -> None:
    picture = ImageFactory()
    product = ProductFactory(image=picture)

    facts = facts_of_products([product.pk])[product.pk]

    assert list(facts.photos) == [Photo(picture.width, picture.height, bool(picture.alt_text))]
