"""Products of one shop that are given the same SKU at the same moment."""

from contextlib import nullcontext
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from catalogue.exceptions import SkuTaken
from catalogue.models import Product
from catalogue.services import drafts, stock
from catalogue.services.content import ProductContent
from catalogue.services.drafts import create_product
from catalogue.services.stock import set_price_and_stock
from tests.races import at_once, errors_among


def make(draft: Product, content: ProductContent, seller: Any) -> Product:
    return create_product(shop=draft.shop, content=content, price=Decimal(1), stock=1, sku="K-1", by=seller)


def rename(product: Product, seller: Any) -> Any:
    return set_price_and_stock(product=product, price=Decimal(1), stock=1, sku="K-1", by=seller)


@pytest.mark.django_db(transaction=True)
def test_of_new_products_at_once_one_has_the_sku_and_the_other_is_told(
    draft: Product, content: ProductContent, seller: Any
) -> None:
    new = partial(make, draft, content, seller)

    outcomes = at_once(new, new, partial(rename, draft, seller), may_raise=SkuTaken)

    assert len(errors_among(outcomes)) == 2
    assert draft.shop.stockrecords.filter(partner_sku="K-1").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_the_database_refuses_the_second(
    draft: Product, content: ProductContent, seller: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (drafts, stock):
        monkeypatch.setattr(module, "unique_sku", lambda records, sku: nullcontext())
    new = partial(make, draft, content, seller)

    outcomes = at_once(new, new, may_raise=IntegrityError)

    assert len(errors_among(outcomes)) == 1
