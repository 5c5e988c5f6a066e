"""A shop in any state, brought there by the services."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.factories import UserFactory
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from shops.standing.services import move_shop
from shops.standing.states import ShopMove, ShopState

ShopIn = Callable[[str], Partner]

#: How a shop comes into each state.
WAYS: dict[ShopState, list[ShopMove]] = {
    ShopState.DRAFT: [],
    ShopState.SUBMITTED: [ShopMove.SUBMIT],
    ShopState.APPROVED: [ShopMove.SUBMIT, ShopMove.APPROVE],
    ShopState.RETURNED: [ShopMove.SUBMIT, ShopMove.RETURN],
    ShopState.SUSPENDED: [ShopMove.SUBMIT, ShopMove.APPROVE, ShopMove.SUSPEND],
    ShopState.CLOSED: [ShopMove.CLOSE],
}


@pytest.fixture
def officer(db: None) -> Any:
    return UserFactory(first_name="Bagus", last_name="Kurator")


@pytest.fixture
def owner(db: None) -> Any:
    return UserFactory(first_name="Sekar")


@pytest.fixture
def shop_in(owner: Any, officer: Any) -> ShopIn:
    """A shop of `owner` in this state."""

    def make(state: str) -> Partner:
        shop = ShopFactory(state=Partner.State.DRAFT)
        MembershipFactory(shop=shop, user=owner)
        for move in WAYS[ShopState(state)]:
            by = owner if move == ShopMove.SUBMIT else officer
            shop = move_shop(shop=shop, move=move, by=by, reason="Alasan.")
        return shop

    return make
