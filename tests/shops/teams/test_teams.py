"""A shop's team: invitations, requests, roles, and the owner that a shop always keeps."""

import datetime as dt
import re
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.factories import UserFactory
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Invitation, JoinRequest, Partner, ShopMembership
from shops.teams import services, views
from shops.teams.exceptions import LastOwner, TooManyInvitations
from shops.teams.invitations import SAME_FOR, invite
from shops.teams.requests import request_to_join
from shops.teams.services import remove_member
from tests.races import at_once, skip_without_two_writers

NIB = "1234567890123"
Invite = Callable[[str], str]


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def confirmed(email: str) -> Any:
    """A person who has confirmed this address."""
    person = UserFactory(email=email)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


@pytest.fixture
def owner(db: None) -> ShopMembership:
    return MembershipFactory(shop=ShopFactory(nib=NIB))


@pytest.fixture
def invited(
    owner: ShopMembership,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Invite:
    """Invites an address as a manager and returns the path of the link in the letter."""

    def send(email: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            invite(shop=owner.shop, email=email, role="manager", by=owner.user)
        found = re.search(r"https?://[^/]+(/penjual/undangan/\S+)", mailoutbox[-1].body)
        assert found
        return found[1]

    return send


def test_invited_person_accepts_with_the_confirmed_address(owner: ShopMembership, invited: Invite) -> None:
    path, person = invited("Baru@Example.com"), confirmed("baru@example.com")

    page = signed_in(person).get(path)
    done = signed_in(person).post(path)

    assert owner.shop.name in page.text
    assert done.headers["Location"] == f"/penjual/{owner.shop.slug}/"
    assert ShopMembership.objects.get(shop=owner.shop, user=person).role == "manager"


def test_token_is_kept_as_a_digest_only(invited: Invite) -> None:
    token = invited("baru@example.com").rstrip("/").rpartition("/")[2]

    row = Invitation.objects.values().get()

    assert len(token) >= 40
    assert token not in str(row)


@pytest.mark.parametrize("end", ["used", "cancelled", "expired", "made up", "shop closed", "sent again"])
def test_link_that_does_not_hold_looks_the_same_however_it_ended(
    owner: ShopMembership, invited: Invite, end: str
) -> None:
    path, person = invited("baru@example.com"), confirmed("baru@example.com")
    invitation = Invitation.objects.all()
    if end == "used":
        signed_in(person).post(path)
        ShopMembership.objects.filter(user=person).delete()
    elif end == "cancelled":
        signed_in(owner.user).post(f"/penjual/{owner.shop.slug}/tim/undangan/{invitation.get().pk}/batal/")
    elif end == "expired":
        invitation.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    elif end == "made up":
        path = "/penjual/undangan/rahasia/"
    elif end == "shop closed":
        Partner.objects.update(state="closed")
    else:
        invitation.update(created_at=timezone.now() - SAME_FOR)
        invited("baru@example.com")

    answer = signed_in(person).post(path)

    assert answer.status_code == 404
    assert owner.shop.name not in answer.text
    assert not ShopMembership.objects.filter(user=person).exists()


def test_a_button_pressed_twice_sends_one_letter_and_its_link_holds(
    owner: ShopMembership, invited: Invite, mailoutbox: list[Any]
) -> None:
    paths = {invited("baru@example.com"), invited("baru@example.com")}

    page = signed_in(confirmed("baru@example.com")).get(paths.pop())

    assert (len(mailoutbox), paths, page.status_code) == (1, set(), 200)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_accepted_and_comes_again_is_led_to_the_shop(
    owner: ShopMembership, invited: Invite, method: str
) -> None:
    path, person = invited("baru@example.com"), confirmed("baru@example.com")
    desk = signed_in(person)
    desk.post(path)

    again, by_somebody_else = (getattr(client, method)(path) for client in (desk, signed_in(UserFactory())))

    assert (again.status_code, by_somebody_else.status_code) == (302, 404)
    assert again.headers["Location"] == f"/penjual/{owner.shop.slug}/"


@pytest.mark.parametrize("address", ["lain@example.com", "unconfirmed"])
def test_invitation_is_for_its_confirmed_address_alone(invited: Invite, address: str) -> None:
    path = invited("baru@example.com")
    person = UserFactory(email="baru@example.com") if address == "unconfirmed" else confirmed(address)

    answer = signed_in(person).post(path)

    assert answer.status_code == 403
    assert "baru@example.com" in answer.text
    assert not ShopMembership.objects.filter(user=person).exists()


def test_anonymous_is_told_to_sign_in_and_comes_back(client: Client, invited: Invite) -> None:
    path = invited("baru@example.com")

    page = client.get(path)

    assert f"/akun/login/?next={path}" in page.text
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_who_is_in_the_team_is_not_invited_and_is_told_where_to_change_the_role(
    owner: ShopMembership,
) -> None:
    page = signed_in(owner.user).post(
        f"/penjual/{owner.shop.slug}/tim/undang/", {"email": owner.user.email.upper(), "role": "viewer"}
    )

    assert page.status_code == 422
    assert "sudah ada di tim" in page.text
    assert not Invitation.objects.exists()


def test_who_came_in_meanwhile_keeps_the_role_they_have(owner: ShopMembership, invited: Invite) -> None:
    path, person = invited("baru@example.com"), confirmed("baru@example.com")
    MembershipFactory(shop=owner.shop, user=person, role="owner")

    answer = signed_in(person).post(path)

    assert answer.headers["Location"] == f"/penjual/{owner.shop.slug}/"
    assert ShopMembership.objects.get(shop=owner.shop, user=person).role == "owner"


def test_owner_cannot_send_spam(owner: ShopMembership) -> None:
    with pytest.raises(TooManyInvitations):
        for number in range(40):
            invite(shop=owner.shop, email=f"a{number}@example.com", role="viewer", by=owner.user)

    assert Invitation.objects.count() == 20


def test_owner_decides_who_joins(owner: ShopMembership) -> None:
    asked = [UserFactory(), UserFactory()]
    for person in asked:
        request_to_join(nib=NIB, user=person)
    first, second = JoinRequest.objects.order_by("pk")
    base = f"/penjual/{owner.shop.slug}/tim/permintaan/"

    signed_in(owner.user).post(f"{base}{first.pk}/terima/", {"role": "stock_keeper"})
    signed_in(owner.user).post(f"{base}{second.pk}/tolak/")
    late = signed_in(owner.user).post(f"{base}{second.pk}/terima/", {"role": "owner"}, follow=True)

    assert ShopMembership.objects.get(user=asked[0]).role == "stock_keeper"
    assert not ShopMembership.objects.filter(user=asked[1]).exists()
    assert any(message.level_tag == "error" for message in late.context["messages"])


def test_last_owner_neither_leaves_nor_is_demoted(owner: ShopMembership) -> None:
    client, base = signed_in(owner.user), f"/penjual/{owner.shop.slug}/tim/"

    answers = [
        client.post(f"{base}keluar/", follow=True),
        client.post(f"{base}anggota/{owner.pk}/peran/", {"role": "viewer"}, follow=True),
        client.post(f"{base}anggota/{owner.pk}/keluarkan/", follow=True),
    ]

    owner.refresh_from_db()
    assert owner.role == "owner"
    assert all("error" in [m.level_tag for m in answer.context["messages"]] for answer in answers)


def test_button_for_leaving_may_be_pressed_twice(owner: ShopMembership, monkeypatch: Any) -> None:
    member = MembershipFactory(shop=owner.shop, role="viewer")
    leave = views.remove_member

    def after_another(**who: Any) -> None:
        leave(**who)
        leave(**who)

    monkeypatch.setattr(views, "remove_member", after_another)

    answer = signed_in(member.user).post(f"/penjual/{owner.shop.slug}/tim/keluar/")

    assert answer.headers["Location"] == "/penjual/"
    assert not ShopMembership.objects.filter(pk=member.pk).exists()


def leave_at_once(owner: ShopMembership) -> int:
    """Two owners leave at the same moment; how many are left."""
    members = [owner, MembershipFactory(shop=owner.shop)]
    leaving = [partial(remove_member, member=member, by=member.user) for member in members]
    at_once(*leaving, may_raise=LastOwner)
    return owner.shop.memberships.filter(role="owner").count()


@pytest.mark.django_db(transaction=True)
def test_of_two_owners_leaving_at_once_one_stays(owner: ShopMembership) -> None:
    assert leave_at_once(owner) == 1


@pytest.mark.services  # it asks for PostgreSQL
@pytest.mark.django_db(transaction=True)
def test_race_is_real_without_the_lock(owner: ShopMembership, monkeypatch: pytest.MonkeyPatch) -> None:
    skip_without_two_writers()
    both = threading.Barrier(2)
    counted = services.owner_count

    def count_then_wait(shop: Partner) -> int:
        number = counted(shop)
        both.wait(timeout=10)
        return number

    monkeypatch.setattr(services, "lock_shop", lambda pk: Partner.objects.get(pk=pk))
    monkeypatch.setattr(services, "owner_count", count_then_wait)

    assert leave_at_once(owner) == 0


def test_rows_of_another_shop_are_not_reached_through_ones_own(owner: ShopMembership) -> None:
    other = MembershipFactory()
    invitation = invite(shop=other.shop, email="a@example.com", role="viewer", by=other.user)
    client, base = signed_in(owner.user), f"/penjual/{owner.shop.slug}/tim/"

    answers = [
        client.post(f"{base}anggota/{other.pk}/keluarkan/").status_code,
        client.post(f"{base}undangan/{invitation.pk}/batal/").status_code,
    ]

    assert answers == [404, 404]
    assert ShopMembership.objects.filter(pk=other.pk).exists()


def test_team_page_costs_the_same_for_two_and_for_twenty(owner: ShopMembership) -> None:
    # 1 session, 2 user, 3 shop with role, 4 members, 5 invitations, 6 requests, 7 mark of the frame
    client, address, counts = signed_in(owner.user), f"/penjual/{owner.shop.slug}/tim/", []
    client.get(address)
    for more in (2, 16):
        for _number in range(more):
            MembershipFactory(shop=owner.shop, role="viewer")
            request_to_join(nib=NIB, user=UserFactory())
            invite(
                shop=owner.shop,
                email=f"a{Invitation.objects.count()}@example.com",
                role="viewer",
                by=owner.user,
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts == [7, 7]
