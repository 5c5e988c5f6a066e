"""The campaigns of a shop in the seller panel."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.factories import UserFactory
from promotions.factories import campaign
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner, ShopMembership


@pytest.fixture
def shop(db: None) -> Partner:
    return ShopFactory()


def client_of(shop: Partner, role: str = ShopMembership.Role.VIEWER) -> Client:
    client = Client()
    client.force_login(MembershipFactory(shop=shop, user=UserFactory(), role=role).user)
    return client


def address(shop: Partner) -> str:
    return f"/penjual/{shop.slug}/kampanye/"


def test_campaigns_of_the_shop_are_listed_and_no_others(home: Any, shop: Partner) -> None:
    campaign(home, title="Pasar Senin", shops=[shop], days=(-9, -2))
    campaign(home, title="Pekan Batik", shops=[shop])
    campaign(home, title="Kampanye orang lain", shops=[ShopFactory()])

    response = client_of(shop).get(address(shop))

    rows = response.context["campaigns"]
    assert [(row.title, row.state) for row in rows] == [("Pekan Batik", "running"), ("Pasar Senin", "ended")]
    assert all(row.url for row in rows)


def test_shop_without_campaigns_is_told_how_they_come(shop: Partner) -> None:
    page = client_of(shop).get(address(shop)).content.decode()

    assert "belum ikut kampanye" in page


def test_list_costs_the_same_for_two_and_for_twenty(home: Any, shop: Partner) -> None:
    # 1 session, 2 user, 3 shop with role, 4 campaigns, 5 mark of the frame
    client = client_of(shop)
    counts = []
    for total in (2, 20):
        while shop.enrolments.count() < total:
            campaign(home, title=f"Pasar {shop.enrolments.count()}", shops=[shop])
        client.get(address(shop))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(shop))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15
