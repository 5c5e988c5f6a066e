"""The table of moves: which lead where, what each leaves behind, and who is told."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.core.mail import EmailMessage
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from shops.models import Partner
from shops.regions.factories import RegionFactory
from shops.standing.exceptions import MoveNotAllowed, ReasonMissing
from shops.standing.queries import history_of
from shops.standing.services import (
    approve_shop,
    enter_shop,
    move_shop,
    return_shop,
    submit_shop,
    suspend_shop,
)
from shops.standing.states import STEPS, ShopMove, ShopState, staff_moves_from
from tests.races import at_once, errors_among
from tests.shops.standing.conftest import ShopIn

#: Where each move leads from each state; every other pair is refused.
TABLE = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "approve"): "approved",
    ("submitted", "return"): "returned",
    ("approved", "suspend"): "suspended",
    ("suspended", "reinstate"): "approved",
    ("draft", "close"): "closed",
    ("submitted", "close"): "closed",
    ("approved", "close"): "closed",
    ("returned", "close"): "closed",
    ("suspended", "close"): "closed",
}


@pytest.mark.parametrize("state", ShopState.values)
@pytest.mark.parametrize("move", ShopMove.values)
def test_every_move_from_every_state(shop_in: ShopIn, officer: Any, state: str, move: str) -> None:
    shop = shop_in(state)
    logged = shop.state_changes.count()
    after = TABLE.get((state, move))

    if after is None:
        with pytest.raises(MoveNotAllowed):
            move_shop(shop=shop, move=ShopMove(move), by=officer, reason="Alasan.")
    else:
        move_shop(shop=shop, move=ShopMove(move), by=officer, reason="Alasan.")

    shop.refresh_from_db()
    assert shop.state == (after or state)
    assert shop.state_changes.count() == logged + (after is not None)


def test_a_shop_that_staff_enter_is_a_draft_whose_history_begins(officer: Any) -> None:
    region = RegionFactory()

    shop = Partner(name="Rajut Bu Ningsih", region=region, sector="fesyen", state="approved")
    enter_shop(shop=shop, by=officer)

    assert (shop.state, shop.slug) == ("draft", "rajut-bu-ningsih")
    assert [(change.before, change.after, change.who) for change in history_of(shop)] == [
        ("", "draft", "Bagus Kurator")
    ]


@pytest.mark.parametrize("move", ShopMove)
def test_move_that_touches_a_living_says_why(shop_in: ShopIn, officer: Any, move: ShopMove) -> None:
    shop = shop_in(min(STEPS[move].before))

    if STEPS[move].needs_reason:
        with pytest.raises(ReasonMissing):
            move_shop(shop=shop, move=move, by=officer, reason=" \n")
    else:
        move_shop(shop=shop, move=move, by=officer)

    shop.refresh_from_db()
    assert (shop.state == STEPS[move].after) is not STEPS[move].needs_reason


def test_every_change_says_who_when_and_why(shop_in: ShopIn, owner: Any, officer: Any) -> None:
    shop = shop_in("returned")
    submit_shop(shop=shop, by=owner)

    told = [(change.before, change.after, change.who, change.reason) for change in history_of(shop)]

    assert told == [
        ("returned", "submitted", "Sekar", ""),
        ("submitted", "returned", "Bagus Kurator", "Alasan."),
        ("draft", "submitted", "Sekar", "Alasan."),
    ]
    assert all(change.at for change in history_of(shop))


def test_history_costs_one_query_however_long_it_is(
    shop_in: ShopIn, officer: Any, owner: Any, django_assert_num_queries: Any
) -> None:
    shop = shop_in("submitted")
    for _number in range(9):
        shop = return_shop(shop=shop, by=officer, reason="Belum.")
        shop = submit_shop(shop=shop, by=owner)

    with django_assert_num_queries(1):
        names = [change.who for change in history_of(shop)]

    assert len(names) == 19


def test_nameless_member_of_staff_is_the_office(shop_in: ShopIn, officer: Any) -> None:
    officer.first_name = officer.last_name = ""
    officer.save()

    change = history_of(shop_in("returned"))[0]

    assert change.who == "dinas"
    assert officer.email not in change.who


@pytest.mark.parametrize(
    ("state", "moves"),
    [
        ("draft", ["close"]),
        ("submitted", ["approve", "return", "close"]),
        ("approved", ["suspend", "close"]),
        ("returned", ["close"]),
        ("suspended", ["reinstate", "close"]),
        ("closed", []),
    ],
)
def test_staff_are_offered_the_moves_that_lead_on(state: str, moves: list[str]) -> None:
    assert staff_moves_from(state) == moves


@pytest.mark.parametrize("move", ["approve", "return", "suspend", "reinstate", "close"])
def test_owners_are_told_by_mail_in_the_sites_language(
    shop_in: ShopIn,
    officer: Any,
    owner: Any,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    move: str,
) -> None:
    shop = shop_in(min(STEPS[ShopMove(move)].before))

    with django_capture_on_commit_callbacks(execute=True):
        move_shop(shop=shop, move=ShopMove(move), by=officer, reason="Karena <hujan> & angin.")

    letter = mailoutbox[-1]
    assert letter.to == [owner.email]
    assert shop.name in letter.subject
    assert "Karena <hujan> & angin." in letter.body


def test_who_hands_a_shop_in_gets_a_receipt_and_its_curators_hear_of_it(
    shop_in: ShopIn, owner: Any, curator_of: Callable[..., Any], mailoutbox: list[EmailMessage]
) -> None:
    shop = shop_in("draft")
    here = curator_of(shop.region_id, "shop")
    curator_of(shop.region_id, "product")

    submit_shop(shop=shop, by=owner)

    told = {letter.to[0]: letter.body for letter in mailoutbox}
    assert set(told) == {owner.email, here.email}
    assert f"/penjual/{shop.slug}/" in told[owner.email] and f"/{shop.pk}/keputusan/" in told[here.email]


def test_owner_who_closes_the_shop_needs_no_mail_about_it(
    shop_in: ShopIn,
    owner: Any,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shop = shop_in("draft")

    with django_capture_on_commit_callbacks(execute=True):
        move_shop(shop=shop, move=ShopMove.CLOSE, by=owner, reason="Pindah usaha.")

    assert mailoutbox == []


def test_mail_server_that_is_down_changes_nothing(
    shop_in: ShopIn,
    officer: Any,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.MAIL_SERVER = {"EMAIL_BACKEND": "tests.shops.unreachable_mail.EmailBackend"}
    shop = shop_in("submitted")

    with django_capture_on_commit_callbacks(execute=True):
        approve_shop(shop=shop, by=officer)

    assert Partner.objects.get(pk=shop.pk).is_public


def test_name_of_a_shop_cannot_add_lines_to_a_mails_head(
    shop_in: ShopIn,
    officer: Any,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    shop = shop_in("approved")
    shop.name = "Toko\nBcc: semua@example.com"
    shop.save()

    with django_capture_on_commit_callbacks(execute=True):
        suspend_shop(shop=shop, by=officer, reason="Uji.")

    assert "\n" not in mailoutbox[-1].subject


@pytest.mark.django_db(transaction=True)
def test_of_officers_deciding_at_once_one_decides_and_the_others_are_told(
    shop_in: ShopIn, officer: Any
) -> None:
    shop = shop_in("submitted")
    moves = [
        partial(move_shop, shop=shop, move=move, by=officer, reason="Belum.")
        for move in [ShopMove.APPROVE, ShopMove.RETURN] * 2
    ]

    outcomes = at_once(*moves, may_raise=MoveNotAllowed)

    assert len(errors_among(outcomes)) == 3
    (decided,) = [outcome.state for outcome in outcomes if isinstance(outcome, Partner)]
    assert Partner.objects.get(pk=shop.pk).state == decided
    assert shop.state_changes.filter(before="submitted").count() == 1
