"""A curator at the desk, and things that wait."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from catalogue.models import Product
from catalogue.services.content import ProductContent
from catalogue.services.curation import submit_product
from catalogue.services.drafts import create_product
from shops.factories import RegionFactory, ShopFactory

Waiting = Callable[..., Product]


def again(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


@pytest.fixture
def desk(curator: Any) -> Client:
    """A curator for the whole country in the CMS."""
    client = Client()
    client.force_login(curator)
    return client


@pytest.fixture
def waiting(content: ProductContent, seller: Any, curator: Any) -> Waiting:
    """`waiting("Brem", code="35.77")`: a product of a new shop there that was submitted."""

    def submit(title: str = "Keripik Tempe", code: str = "33.74", shop: Any = None) -> Product:
        shop = shop or ShopFactory(region=RegionFactory(code=code))
        product = create_product(
            shop=shop, content=replace(content, title=title), price=15_000, stock=3, by=seller
        )
        submit_product(product=product, by=seller)
        return again(product)

    return submit
