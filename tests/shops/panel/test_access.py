"""What a stranger and a forged form cannot do; `tests/shops/access` has every role at every address."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from tests.shops.panel.conftest import Form


def test_stranger_changes_nothing_however_the_address_is_mixed(
    draft: Product, typed: Form, signed_in: Callable[[Any], Client]
) -> None:
    stranger = UserFactory()
    own = MembershipFactory(shop=ShopFactory(), user=stranger).shop
    client = signed_in(stranger)

    answers = [
        client.post(f"/penjual/{slug}/produk/{draft.pk}/{action}", typed).status_code
        for slug in (own.slug, draft.shop.slug, "tidak-ada")
        for action in ("", "harga-stok/", "ajukan/", "tarik/")
    ]

    fresh = Product.objects.get(pk=draft.pk)
    assert set(answers) == {404}
    assert (fresh.title, fresh.stockrecords.get().price) == ("Keripik Tempe", 15_000)
    assert not fresh.workflow_in_progress


def test_closed_shop_is_gone_for_its_team_too(draft: Product, owner_client: Client) -> None:
    Partner.objects.filter(pk=draft.shop_id).update(state=Partner.State.CLOSED)

    response = owner_client.get(f"/penjual/{draft.shop.slug}/")

    assert response.status_code == 404


def test_post_without_csrf_token_is_refused(draft: Product, owner: Any, typed: Form) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)

    response = client.post(f"/penjual/{draft.shop.slug}/produk/{draft.pk}/", typed)

    assert response.status_code == 403
