"""Wagtail's record of what a product uses."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from catalogue.factories import CategoryFactory
from catalogue.models import Product, ProductImage
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import save_draft
from catalogue.signals import drafts_changed, products_changed
from media.factories import ImageFactory
from search.models import PendingChange
from shops.readiness.models import PendingCheck


def users_of(picture: int) -> list[str]:
    """The keys of the products that Wagtail knows to show this picture."""
    kind = ProductImage._meta.get_field("image").related_model
    references = ReferenceIndex.get_references_to(kind.objects.get(pk=picture))
    return list(references.values_list("object_id", flat=True))


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What signals said during the test, in order."""
    said: list[str] = []

    def product(**kwargs: Any) -> None:
        said.append("product")

    def draft(**kwargs: Any) -> None:
        said.append("draft")

    products_changed.connect(product)
    drafts_changed.connect(draft)
    yield said
    products_changed.disconnect(product)
    drafts_changed.disconnect(draft)


def test_a_draft_uses_its_first_pictures_and_a_live_product_its_own(
    draft: Product, content: ProductContent, seller: Any
) -> None:
    first, second = content.pictures[0].image_id, ImageFactory().pk
    assert users_of(first) == [str(draft.pk)]

    revision = save_draft(
        product=draft, content=replace(content, pictures=[Picture(image_id=second)]), by=seller
    )
    assert (users_of(first), users_of(second)) == ([str(draft.pk)], [])
    assert revision is not None
    revision.publish(skip_permission_checks=True)

    assert (users_of(first), users_of(second)) == ([], [str(draft.pk)])


def test_a_draft_alone_is_no_news_of_what_uses_what(
    live: Product, content: ProductContent, seller: Any
) -> None:
    with CaptureQueriesContext(connection) as queries:
        save_draft(product=live, content=replace(content, title="Keripik Baru"), by=seller)

    asked = [query["sql"] for query in queries if "referenceindex" in query["sql"]]
    assert asked == []


def test_another_category_is_noted_by_itself(live: Product) -> None:
    live.category = CategoryFactory(name="Camilan")

    live.save(update_fields=["category"])

    assert ReferenceIndex.get_references_to(live.category).get().object_id == str(live.pk)


def test_a_draft_is_measured_anew_and_neither_indexed_nor_shown(
    live: Product, content: ProductContent, seller: Any, told: list[str]
) -> None:
    PendingCheck.objects.all().delete()
    PendingChange.objects.all().delete()

    save_draft(product=live, content=replace(content, title="Keripik Baru"), by=seller)

    assert told == ["draft"]
    assert PendingCheck.objects.get().product_id == live.pk
    assert not PendingChange.objects.exists()
