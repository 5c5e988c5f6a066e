"""Deciding on shops in the CMS: who may, what is offered, and no way round the services."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from accounts.factories import UserFactory
from catalogue.factories import ClaimFactory
from catalogue.services.reference import load_reference_data
from shops.curation.scope import scope_of
from shops.curation.services import CURATOR_PERMISSIONS, permissions_named
from shops.factories import RegionFactory, ShopFactory
from shops.models import Partner
from shops.readiness.reference import load_requirements
from shops.review.models import RegionalGroup
from shops.standing.queries import shops_waiting
from shops.standing.services import return_shop, submit_shop
from tests.shops.standing.conftest import ShopIn


def curator_of(code: str) -> Any:
    """A curator who looks after this region alone."""
    group = Group.objects.create(name=f"Kurator {code}")
    group.permissions.add(*permissions_named(CURATOR_PERMISSIONS))
    RegionalGroup.objects.create(group=group, region=RegionFactory(code=code))
    person = UserFactory()
    person.groups.add(group)
    return person


def page_of(shop: Partner) -> str:
    return reverse("shop_decision", args=[shop.pk])


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("state", "sent", "after"),
    [
        ("submitted", {"move": "approve"}, "approved"),
        ("submitted", {"move": "return", "reason": "Nama salah."}, "returned"),
        ("submitted", {"move": "return", "reason": " "}, "submitted"),
        ("submitted", {"move": "suspend", "reason": "x"}, "submitted"),
        ("approved", {"move": "suspend", "reason": "Tiruan."}, "suspended"),
        ("suspended", {"move": "reinstate"}, "approved"),
        ("submitted", {}, "submitted"),
    ],
)
def test_curator_decides_by_the_table(shop_in: ShopIn, state: str, sent: dict[str, str], after: str) -> None:
    shop, curator = shop_in(state), curator_of("33.74")

    answer = signed_in(curator).post(page_of(shop), sent)

    shop.refresh_from_db()
    assert shop.state == after
    assert answer.status_code == (302 if after != state else 422)
    if after != state:
        assert shop.state_changes.latest("pk").by == curator


@pytest.mark.parametrize(
    ("who", "status"),
    [("33.74", 200), ("33", 200), ("35.77", 404), ("superuser", 200), ("no right", 404)],
)
def test_shop_is_there_for_curators_of_its_region_alone(shop_in: ShopIn, who: str, status: int) -> None:
    shop = shop_in("submitted")
    if who == "superuser":
        person = UserFactory(is_superuser=True, is_staff=True)
    elif who == "no right":
        person = UserFactory()
        group = Group.objects.create(name="Editor saja")
        group.permissions.add(*permissions_named(("wagtailadmin.access_admin",)))
        person.groups.add(group)
    else:
        person = curator_of(who)

    answers = [signed_in(person).get(page_of(shop)), signed_in(person).post(page_of(shop), {})]

    assert [answer.status_code for answer in answers] == [status, 422 if status == 200 else 404]


def test_page_loads_what_backs_the_shop_up_by_the_rules_that_its_owner_sees(
    shop_in: ShopIn, owner: Any
) -> None:
    load_reference_data()
    load_requirements()
    shop = shop_in("submitted")
    ClaimFactory(shop=shop, product=None, kind__code="npwp", number="NPWP-7", state="submitted")
    ClaimFactory(shop=shop, product=None, kind__code="merek", number="DRAF-7", state="draft")
    desk, address = signed_in(curator_of("33.74")), reverse("curation:shop_backing", args=[shop.pk])
    desk.get(address)

    with CaptureQueriesContext(connection) as queries:
        page = desk.get(address).text

    seen_by_owner = signed_in(owner).get(f"/penjual/{shop.slug}/kesiapan/").context["readiness"]
    assert f'data-part="{address}"' in desk.get(page_of(shop)).text
    assert "NPWP-7" in page and "DRAF-7" not in page
    assert seen_by_owner.todo and all(escape(item.label) in page for item in seen_by_owner.todo)
    assert len(queries) <= 15
    assert signed_in(curator_of("35.77")).get(address).status_code == 404


def test_owner_does_not_decide_on_the_own_shop(shop_in: ShopIn, owner: Any) -> None:
    shop = shop_in("submitted")

    answer = signed_in(owner).post(page_of(shop), {"move": "approve"})

    shop.refresh_from_db()
    assert (answer.status_code, shop.state) == (403, "submitted")


def test_plain_editor_cannot_change_the_state(shop_in: ShopIn) -> None:
    shop = shop_in("submitted")
    edit = reverse("wagtailsnippets_partner_partner:edit", args=[shop.pk])
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    sent = {
        "name": "Nama Baru",
        "state": "approved",
        "kind": shop.kind,
        "sector": shop.sector,
        "size_class": shop.size_class,
        "region": shop.region_id,
    }

    page = client.get(edit).text
    client.post(edit, sent)

    shop.refresh_from_db()
    assert page_of(shop) in page
    assert (shop.name, shop.state) == ("Nama Baru", "submitted")


def test_waiting_shops_are_of_the_scope_and_keep_their_place(
    shop_in: ShopIn, owner: Any, officer: Any
) -> None:
    first, second = shop_in("submitted"), shop_in("submitted")
    elsewhere = ShopFactory(state="draft", region=RegionFactory(code="35.77"))
    submit_shop(shop=elsewhere, by=owner)
    submit_shop(shop=return_shop(shop=first, by=officer, reason="Belum."), by=owner)

    here = [shop.pk for shop in shops_waiting(scope_of(curator_of("33.74")))]
    everywhere = shops_waiting(scope_of(UserFactory(is_superuser=True)))

    assert here == [first.pk, second.pk]
    assert [shop.pk for shop in everywhere] == [first.pk, second.pk, elsewhere.pk]


def test_decision_page_costs_the_same_however_long_the_history(
    shop_in: ShopIn, owner: Any, officer: Any
) -> None:
    shop = shop_in("submitted")
    client = signed_in(UserFactory(is_superuser=True, is_staff=True))
    client.get(page_of(shop))
    counts = []
    for more in (1, 10):
        for _number in range(more):
            shop = submit_shop(shop=return_shop(shop=shop, by=officer, reason="Belum."), by=owner)
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(shop))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15


def test_shop_that_was_handed_in_anew_is_looked_at_again_first(shop_in: ShopIn, owner: Any) -> None:
    shop, curator = shop_in("submitted"), curator_of("33.74")
    seen = signed_in(curator).get(page_of(shop)).context["form"]["seen"].value()
    return_shop(shop=shop, by=curator, reason="Nama salah.")
    submit_shop(shop=shop, by=owner)

    answer = signed_in(curator).post(page_of(shop), {"move": "approve", "seen": seen}, follow=True)

    shop.refresh_from_db()
    assert shop.state == "submitted"
    assert "sesudah Anda membuka" in answer.text


def test_shop_as_the_page_shows_it_is_decided_on(shop_in: ShopIn) -> None:
    shop, client = shop_in("submitted"), signed_in(curator_of("33.74"))
    seen = client.get(page_of(shop)).context["form"]["seen"].value()

    client.post(page_of(shop), {"move": "approve", "seen": seen})

    shop.refresh_from_db()
    assert shop.state == "approved" and seen
