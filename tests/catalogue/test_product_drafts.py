"""A draft waits beside the live product; publishing brings all of it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Revision

from accounts.factories import UserFactory
from catalogue.drafts import product_to_read
from catalogue.exceptions import NotEditable, SkuTaken, StockBelowAllocated
from catalogue.factories import CategoryFactory
from catalogue.models import Product
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product, save_draft
from catalogue.services.stock import set_price_and_stock
from catalogue.signals import products_changed
from media.factories import ImageFactory


def face(product: Product) -> dict[str, Any]:
    """What the public sees of the product, read afresh."""
    row = Product.objects.select_related("category").get(pk=product.pk)
    return {
        "title": row.title,
        "description": row.description,
        "category": row.category.name,
        "attributes": {value.attribute.code: value.value for value in row.attribute_values.all()},
        "pictures": [(child.image_id, child.caption) for child in row.images.order_by("display_order")],
    }


@pytest.fixture
def edited(content: ProductContent) -> ProductContent:
    """The same product with everything changed."""
    first = content.pictures[0]
    return replace(
        content,
        title="Keripik Tempe Pedas",
        description="Renyah, tipis dan pedas.",
        category=CategoryFactory(name="Camilan"),
        attributes={"materials": "kedelai, cabai"},
        pictures=[Picture(image_id=ImageFactory().pk, caption="Isi"), replace(first, caption="Bungkus baru")],
    )


def test_new_product_is_a_draft_with_stock_record_and_revision(draft: Product) -> None:
    record = draft.stockrecords.get()

    assert not Product.objects.browsable().filter(pk=draft.pk).exists()
    assert (record.price, record.num_in_stock, record.partner_id) == (15_000, 10, draft.shop_id)
    assert draft.latest_revision.object_str == "Keripik Tempe"


def test_draft_is_read_for_showing_in_two_queries(
    draft: Product, edited: ProductContent, seller: Any, django_assert_num_queries: Any
) -> None:
    save_draft(product=draft, content=edited, by=seller)
    gone = edited.pictures[0].image_id
    revision = Product.objects.get(pk=draft.pk).latest_revision
    revision.content["images"].append({**revision.content["images"][0], "pk": None, "image": gone + 1_000})

    with django_assert_num_queries(2):
        shown = product_to_read(revision.content)
        pictures = [(row.image.pk, row.alt_text) for row in shown.images.all()]
        attributes = {row.attribute.code: row.value for row in shown.attribute_values.all()}

    whole = Product.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert (shown.pk, shown.title) == (whole.pk, "Keripik Tempe Pedas")
    assert pictures == [(row.image_id, row.alt_text) for row in whole.images.all()]
    assert attributes == {row.attribute.code: row.value for row in whole.attribute_values.all()}


def test_live_product_stays_as_it_was_while_an_edit_waits(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    before = face(live)

    save_draft(product=live, content=edited, by=seller)

    assert face(live) == before
    assert Product.objects.get(pk=live.pk).has_unpublished_changes


def test_publishing_brings_title_category_attributes_and_pictures(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    revision = save_draft(product=live, content=edited, by=seller)
    assert revision is not None

    revision.publish(skip_permission_checks=True)

    assert face(live) == {
        "title": "Keripik Tempe Pedas",
        "description": "Renyah, tipis dan pedas.",
        "category": "Camilan",
        "attributes": {"materials": "kedelai, cabai"},
        "pictures": [(picture.image_id, picture.caption) for picture in edited.pictures],
    }


def test_second_edit_of_a_draft_builds_on_the_first(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    save_draft(product=live, content=edited, by=seller)

    save_draft(product=live, content=replace(edited, title="Keripik Tempe Manis"), by=seller)

    latest = Product.objects.get(pk=live.pk).get_latest_revision_as_object()
    assert latest.title == "Keripik Tempe Manis"
    assert [child.image_id for child in latest.images.all()] == [p.image_id for p in edited.pictures]


def test_edit_that_changes_nothing_makes_no_draft(
    live: Product, content: ProductContent, seller: Any
) -> None:
    revision = save_draft(product=live, content=content, by=seller)

    assert revision is None
    assert not Product.objects.get(pk=live.pk).has_unpublished_changes


def test_checking_a_draft_does_not_write_its_attributes_live(live: Product, edited: ProductContent) -> None:
    before = face(live)
    product = Product.objects.get(pk=live.pk)
    product.attr.materials = "rahasia dapur"

    product.full_clean()
    product.save_revision()

    assert face(live) == before


def test_publishing_an_old_revision_brings_back_no_column_of_the_row(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    revision = save_draft(product=live, content=edited, by=seller)
    assert revision is not None
    Product.objects.filter(pk=live.pk).update(is_public=False, rating=4.5)

    Revision.objects.get(pk=revision.pk).publish(skip_permission_checks=True)

    row = Product.objects.get(pk=live.pk)
    assert (row.is_public, row.rating, row.slug) == (False, 4.5, "keripik-tempe")


def test_draft_survives_a_picture_and_a_category_deleted_meanwhile(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    save_draft(product=live, content=edited, by=seller)
    gone = edited.pictures[0].image_id
    Product._meta.get_field("images").related_model._meta.get_field("image").related_model.objects.get(
        pk=gone
    ).delete()
    edited.category.delete()

    draft = Product.objects.get(pk=live.pk).get_latest_revision_as_object()

    assert [child.image_id for child in draft.images.all()] == [edited.pictures[1].image_id]
    assert draft.category_id == live.category_id


def test_listeners_that_wait_for_the_commit_see_the_published_children(
    draft: Product, django_capture_on_commit_callbacks: Any
) -> None:
    seen: list[int] = []

    def look(product_ids: list[int], **kwargs: Any) -> None:
        transaction.on_commit(lambda: seen.append(Product.objects.get(pk=draft.pk).images.count()))

    draft.images.all().delete()
    products_changed.connect(look)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            draft.latest_revision.publish(skip_permission_checks=True)
    finally:
        products_changed.disconnect(look)

    assert seen
    assert set(seen) == {1}


def test_product_locked_by_a_colleague_may_not_be_edited(
    live: Product, edited: ProductContent, seller: Any
) -> None:
    Product.objects.filter(pk=live.pk).update(locked=True, locked_by=UserFactory())

    with pytest.raises(NotEditable):
        save_draft(product=live, content=edited, by=seller)


def test_title_without_a_latin_letter_still_gets_an_address(
    content: ProductContent, draft: Product, seller: Any
) -> None:
    product = create_product(
        shop=draft.shop,
        content=replace(content, title="辣椒🌶"),
        price=Decimal(1),
        stock=None,
        by=seller,
    )

    assert product.slug


def test_content_that_does_not_fit_is_refused_and_leaves_nothing(
    content: ProductContent, draft: Product, seller: Any
) -> None:
    with pytest.raises(ValidationError):
        create_product(
            shop=draft.shop, content=replace(content, title=""), price=Decimal(1), stock=1, by=seller
        )

    assert Product.objects.count() == 1


def test_draft_that_arrives_twice_is_one(content: ProductContent, draft: Product, seller: Any) -> None:
    base, edit = draft.latest_revision_id, replace(content, title="Keripik 100 g")

    first = save_draft(product=draft, content=edit, by=seller, base=base)
    second = save_draft(product=draft, content=edit, by=seller, base=base)

    assert (first is None, second) == (False, None)


def test_sku_is_taken_once_per_shop(content: ProductContent, draft: Product, seller: Any) -> None:
    taken = draft.stockrecords.get().partner_sku

    with pytest.raises(SkuTaken):
        create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, sku=taken, by=seller)

    assert Product.objects.count() == 1


def test_price_and_stock_change_at_once_and_tell_the_index(live: Product, seller: Any) -> None:
    told: list[int] = []

    def note(product_ids: list[int], **kwargs: Any) -> None:
        told.extend(product_ids)

    products_changed.connect(note)
    try:
        set_price_and_stock(product=live, price=Decimal(17_500), stock=None, by=seller)
    finally:
        products_changed.disconnect(note)

    record = live.stockrecords.get()
    assert (record.price, record.num_in_stock) == (17_500, None)
    assert told == [live.pk]


def test_stock_may_not_fall_below_what_is_promised(live: Product, seller: Any) -> None:
    live.stockrecords.update(num_allocated=4)

    with pytest.raises(StockBelowAllocated) as refusal:
        set_price_and_stock(product=live, price=Decimal(1), stock=3, by=seller)

    assert (refusal.value.requested, refusal.value.allocated) == (3, 4)
