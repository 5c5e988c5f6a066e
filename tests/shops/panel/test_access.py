"""Who may open and do what: every role at every address with every method."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.factories import UserFactory
from catalogue.models import Product
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner, ShopMembership
from shops.panel.urls import urlpatterns
from tests.shops.panel.conftest import Form

ROLES = ["anonymous", "shopper", "other seller", "viewer", "stock_keeper", "manager", "owner"]

#: Status per role, in the order of ROLES. 302 after a POST: it was done; for the anonymous: sign in first.
TABLE: list[tuple[str, str, tuple[int, ...]]] = [
    ("GET", "", (302, 200, 200, 200, 200, 200, 200)),
    ("POST", "", (302, 405, 405, 405, 405, 405, 405)),
    ("GET", "{slug}/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "{slug}/", (405, 405, 405, 405, 405, 405, 405)),
    ("GET", "{slug}/diajukan/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "{slug}/diajukan/", (405, 405, 405, 405, 405, 405, 405)),
    ("GET", "{slug}/profil/", (302, 404, 404, 403, 403, 200, 200)),
    ("POST", "{slug}/profil/", (302, 404, 404, 403, 403, 302, 302)),
    ("GET", "{slug}/libur/", (302, 404, 404, 403, 403, 200, 200)),
    ("POST", "{slug}/libur/", (302, 404, 404, 403, 403, 302, 302)),
    ("GET", "{slug}/produk/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "{slug}/produk/", (405, 405, 405, 405, 405, 405, 405)),
    ("GET", "{slug}/produk/foto/", (405, 405, 405, 405, 405, 405, 405)),
    ("POST", "{slug}/produk/foto/", (302, 404, 404, 403, 403, 422, 422)),
    ("GET", "{slug}/produk/baru/ketikan/", (405, 405, 405, 405, 405, 405, 405)),
    ("POST", "{slug}/produk/baru/ketikan/", (302, 404, 404, 403, 403, 200, 200)),
    ("GET", "{slug}/produk/{pk}/ketikan/", (405, 405, 405, 405, 405, 405, 405)),
    ("POST", "{slug}/produk/{pk}/ketikan/", (302, 404, 404, 403, 403, 200, 200)),
    ("GET", "{slug}/produk/baru/", (302, 404, 404, 403, 403, 200, 200)),
    ("POST", "{slug}/produk/baru/", (302, 404, 404, 403, 403, 302, 302)),
    ("GET", "{slug}/produk/{pk}/", (302, 404, 404, 200, 200, 200, 200)),
    ("POST", "{slug}/produk/{pk}/", (302, 404, 404, 403, 403, 302, 302)),
    ("GET", "{slug}/produk/{pk}/harga-stok/", (302, 404, 404, 403, 200, 200, 200)),
    ("POST", "{slug}/produk/{pk}/harga-stok/", (302, 404, 404, 403, 302, 302, 302)),
    ("GET", "{slug}/produk/{pk}/ajukan/", (405, 405, 405, 405, 405, 405, 405)),
    ("POST", "{slug}/produk/{pk}/ajukan/", (302, 404, 404, 403, 403, 302, 302)),
    ("GET", "{slug}/produk/{pk}/tarik/", (405, 405, 405, 405, 405, 405, 405)),
    ("POST", "{slug}/produk/{pk}/tarik/", (302, 404, 404, 403, 403, 302, 302)),
]
CELLS = [
    (method, path, role, status)
    for method, path, statuses in TABLE
    for role, status in zip(ROLES, statuses, strict=True)
]


def client_of(role: str, shop: Partner) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    person = UserFactory()
    if role == "other seller":
        MembershipFactory(shop=ShopFactory(), user=person)
    elif role != "shopper":
        MembershipFactory(shop=shop, user=person, role=role)
    client.force_login(person)
    return client


@pytest.mark.parametrize(("method", "path", "role", "status"), CELLS)
def test_every_role_at_every_address(
    draft: Product, typed: Form, curator: Any, method: str, path: str, role: str, status: int
) -> None:
    client = client_of(role, draft.shop)
    typed |= {"first_day": "2099-12-07", "last_day": "2099-12-09"}
    address = "/penjual/" + path.format(slug=draft.shop.slug, pk=draft.pk)

    response = client.get(address) if method == "GET" else client.post(address, typed)

    assert response.status_code == status
    if role == "anonymous" and status == 302:
        assert response.headers["Location"].startswith("/akun/login/")


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


def test_every_address_of_the_panel_is_in_the_table_with_reading_and_writing() -> None:
    addresses = {
        str(route.pattern).replace("<slug:slug>", "{slug}").replace("<int:pk>", "{pk}")
        for route in urlpatterns
    }

    for method in ("GET", "POST"):
        assert {path for verb, path, _statuses in TABLE if verb == method} == addresses


def test_every_role_of_the_team_is_in_the_table() -> None:
    assert set(ShopMembership.Role.values) <= set(ROLES)
