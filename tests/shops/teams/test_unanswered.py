"""Requests to join that no owner answers: the office of the region sees them and decides, nobody else."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.factories import UserFactory
from shops.factories import MembershipFactory, RegionFactory, ShopFactory
from shops.models import Partner, ShopMembership
from shops.teams.models import JoinRequest
from shops.teams.requests import refuse_request

PAGE = "/cms/permintaan-bergabung/"
Asked = Callable[..., JoinRequest]


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def asked(db: None) -> Asked:
    """`asked(8)`: a request that is so many days old, for a shop in Kota Madiun with an owner."""

    def make(days: int = 8, code: str = "35.77", has_owner: bool = True) -> JoinRequest:
        shop = ShopFactory(region=RegionFactory(code=code))
        if has_owner:
            MembershipFactory(shop=shop)
        request = JoinRequest.objects.create(nib="1234567890123", shop=shop, user=UserFactory())
        JoinRequest.objects.update(created_at=timezone.now() - dt.timedelta(days=days))
        return request

    return make


@pytest.fixture
def desk(curator_of: Callable[..., Any]) -> Client:
    return signed_in(curator_of("35.77"))


def decide(client: Client, request: JoinRequest, **sent: str) -> Any:
    return client.post(f"{PAGE}{request.pk}/", {"action": "accept", "role": "manager", **sent})


def test_who_waits_too_long_is_taken_into_the_team(
    asked: Asked, desk: Client, django_capture_on_commit_callbacks: Any
) -> None:
    request = asked()
    owner = ShopMembership.objects.get(shop=request.shop).user

    page = desk.get(PAGE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        decide(desk, request)

    assert request.user.email in page and owner.get_full_name() in page
    assert ShopMembership.objects.get(shop=request.shop, user=request.user).role == "manager"
    assert sorted(message.to[0] for message in mail.outbox) == sorted([request.user.email, owner.email])
    assert any("Dinas sudah menjawab" in message.subject for message in mail.outbox)


def test_who_is_refused_sees_nothing_of_the_shop(asked: Asked, desk: Client) -> None:
    request = asked()

    decide(desk, request, action="refuse")

    request.refresh_from_db()
    assert request.state == "refused"
    assert not ShopMembership.objects.filter(user=request.user).exists()


def test_the_owner_answers_first(asked: Asked, desk: Client) -> None:
    fresh = asked(days=6)

    assert list(desk.get(PAGE).context["page"]) == []
    assert decide(desk, fresh).status_code == 404


def test_a_shop_without_an_owner_does_not_wait(asked: Asked, desk: Client) -> None:
    request = asked(days=0, has_owner=False)

    decide(desk, request, role="owner")

    assert ShopMembership.objects.get(shop=request.shop).role == "owner"


def test_what_was_answered_meanwhile_is_gone(asked: Asked, desk: Client) -> None:
    request = asked()
    refuse_request(request=request, by=ShopMembership.objects.get(shop=request.shop).user)

    assert decide(desk, request).status_code == 404


@pytest.mark.parametrize("sent", [{"role": "dewa"}, {"role": "\x00"}, {"role": "", "action": "<script>"}])
def test_a_role_that_does_not_exist_changes_nothing(asked: Asked, desk: Client, sent: dict[str, str]) -> None:
    request = asked()

    assert decide(desk, request, **sent).status_code == 302

    request.refresh_from_db()
    assert request.state == "pending"


@pytest.mark.parametrize(
    ("place", "status"),
    [(("35.77",), 200), (("35",), 200), (("35.77", "shop"), 200), (("35.77", "product"), 404)],
)
def test_page_is_of_who_decides_on_shops_there(
    asked: Asked, curator_of: Callable[..., Any], place: tuple[str, ...], status: int
) -> None:
    request = asked()
    client = signed_in(curator_of(*place))

    page, menu = client.get(PAGE), client.get("/cms/").content.decode()

    assert (page.status_code, PAGE in menu) == (status, status == 200)
    assert decide(client, request).status_code == (302 if status == 200 else 404)


def test_elsewhere_the_request_is_unknown(asked: Asked, curator_of: Callable[..., Any]) -> None:
    request = asked()
    client = signed_in(curator_of("33.74"))

    assert list(client.get(PAGE).context["page"]) == []
    assert decide(client, request).status_code == 404
    assert all(other.get(PAGE).status_code in (302, 403) for other in (Client(), signed_in(UserFactory())))


def test_closed_shops_and_unknown_numbers_are_left_out(asked: Asked, desk: Client) -> None:
    closed = asked()
    Partner.objects.filter(pk=closed.shop_id).update(state="closed")
    unknown = JoinRequest.objects.create(nib="9999999999999", user=UserFactory())

    assert list(desk.get(PAGE).context["page"]) == []
    assert decide(desk, unknown).status_code == 404


def test_page_costs_the_same_for_two_and_for_twenty(asked: Asked, desk: Client) -> None:
    # 1 session, 2 person, 3-4 rights, 5 profile, 6 scope, 7 count, 8 rows, 9 owners; 10-12 Wagtail's menu
    counts = []
    for more in (2, 18):
        for _number in range(more):
            asked()
        desk.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            desk.get(PAGE)
        counts.append(len(queries))

    assert counts == [12, 12]
