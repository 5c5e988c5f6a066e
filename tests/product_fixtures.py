"""A seller's product and the people around it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from accounts.factories import UserFactory
from catalogue.factories import CategoryFactory, ProductClassFactory
from catalogue.models import Product, ProductAttribute, ProductClass
from catalogue.services.content import Picture, ProductContent
from catalogue.services.drafts import create_product
from media.factories import ImageFactory
from shops.curation.services import (
    ensure_curation_workflow,
    ensure_curator_group,
    ensure_regional_curators,
)
from shops.factories import RegionFactory, ShopFactory


@pytest.fixture
def food(db: None) -> ProductClass:
    """A class with a text and a number."""
    product_class: ProductClass = ProductClassFactory(name="Makanan")
    ProductAttribute.objects.create(
        product_class=product_class, name="Komposisi", code="materials", type="text", required=True
    )
    ProductAttribute.objects.create(
        product_class=product_class, name="Masa simpan", code="shelf_life_days", type="integer"
    )
    return product_class


@pytest.fixture
def content(food: ProductClass) -> ProductContent:
    """What the seller wrote first."""
    return ProductContent(
        title="Keripik Tempe",
        description="Renyah dan tipis.",
        category=CategoryFactory(name="Keripik"),
        product_class=food,
        attributes={"materials": "kedelai, tepung beras", "shelf_life_days": 90},
        pictures=[Picture(image_id=ImageFactory().pk, caption="Satu bungkus")],
    )


@pytest.fixture
def seller(db: None) -> Any:
    return UserFactory()


@pytest.fixture
def curator(db: None) -> Any:
    """A curator for the whole country."""
    ensure_curation_workflow()
    person = UserFactory()
    person.groups.add(ensure_curator_group())
    return person


@pytest.fixture
def curator_of(db: None) -> Callable[..., Any]:
    """`curator_of("33.74", "claim")`: a person who decides on claims in Kota Semarang; no kinds for all."""
    ensure_curation_workflow()

    def appoint(code: str, *kinds: str) -> Any:
        person = UserFactory()
        person.groups.add(ensure_regional_curators(region=RegionFactory(code=code), kinds=kinds))
        return person

    return appoint


@pytest.fixture
def draft(content: ProductContent, seller: Any) -> Product:
    """A product that has never been public."""
    return create_product(shop=ShopFactory(), content=content, price=Decimal(15_000), stock=10, by=seller)


@pytest.fixture
def live(draft: Product, seller: Any) -> Product:
    """The same product, published."""
    draft.latest_revision.publish(skip_permission_checks=True)
    return Product.objects.get(pk=draft.pk)
