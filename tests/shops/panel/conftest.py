"""A shop with a team, and a signed-in member of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product, ProductClass
from shops.factories import MembershipFactory
from shops.models import Partner, ShopMembership

Form = dict[str, Any]


@pytest.fixture
def shop(draft: Product) -> Partner:
    return draft.shop


@pytest.fixture
def owner(shop: Partner, seller: Any) -> Any:
    MembershipFactory(shop=shop, user=seller, role=ShopMembership.Role.OWNER)
    return seller


@pytest.fixture
def signed_in() -> Callable[[Any], Client]:
    def sign_in(person: Any) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def owner_client(owner: Any, signed_in: Callable[[Any], Client]) -> Client:
    return signed_in(owner)


@pytest.fixture
def member(shop: Partner) -> Callable[[str], Any]:
    """A new person with this role in the shop's team."""

    def join(role: str) -> Any:
        return MembershipFactory(shop=shop, user=UserFactory(), role=role).user

    return join


@pytest.fixture
def typed(draft: Product, food: ProductClass) -> Form:
    """A form a seller has filled in, without pictures."""
    return {
        "title": "Rempeyek Kacang",
        "description": "Gurih, sekali gigit habis.",
        "category": str(draft.category_id),
        "product_class": str(food.pk),
        "price": "12.500",
        "stock": "30",
        "unit": "pak",
        "min_order": "1",
        "lead_time_days": "0",
        "attr-materials": "tepung beras, kacang tanah",
        "pictures-TOTAL_FORMS": "8",
        "pictures-INITIAL_FORMS": "0",
    }
