"""A number stated elsewhere becomes the claim that a curator verifies: one record, however it stood."""

import datetime as dt
from typing import Any

import pytest

from accounts.factories import UserFactory
from catalogue.claims.services import refuse_claim, revoke_claim, verify_claim
from catalogue.claims.stated import submit_stated_number
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimKind
from shops.claims.queries import claims_waiting
from shops.curation.scope import EVERYWHERE
from shops.factories import ShopFactory
from shops.models import Partner

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "1234567890123", "9998887776665"


@pytest.fixture
def nib() -> ClaimKind:
    found: ClaimKind = ClaimKindFactory(
        nib=True, number_pattern=r"\d{13}", number_example="0000123456789", needs_evidence=True
    )
    return found


@pytest.fixture
def shop() -> Partner:
    found: Partner = ShopFactory()
    return found


@pytest.fixture
def owner() -> Any:
    return UserFactory()


def state_number(shop: Partner, owner: Any, number: str = NUMBER) -> Claim | None:
    return submit_stated_number(shop=shop, code="nib", number=number, by=owner)


def test_it_waits_for_a_curator_without_a_document(nib: ClaimKind, shop: Partner, owner: Any) -> None:
    claim = state_number(shop, owner)

    assert claim is not None
    assert (claim.state, claim.number, claim.product, claim.issuer) == ("submitted", NUMBER, None, nib.issuer)
    assert list(claims_waiting(EVERYWHERE)) == [claim] and not Claim.objects.verified().exists()
    assert list(claim.events.values_list("action", "by")) == [("created", owner.pk), ("submitted", owner.pk)]


@pytest.mark.parametrize("verified", [False, True])
def test_what_waits_or_holds_with_this_number_stays_as_it_is(
    nib: ClaimKind, shop: Partner, owner: Any, verified: bool
) -> None:
    first = state_number(shop, owner)
    if verified:
        verify_claim(claim=first, by=UserFactory())

    again = state_number(shop, owner)

    assert again == first and Claim.objects.get().events.count() == (3 if verified else 2)


def test_what_waits_takes_a_corrected_number_and_keeps_its_place(
    nib: ClaimKind, shop: Partner, owner: Any
) -> None:
    first = state_number(shop, owner)
    since = first.submitted_at if first else None

    state_number(shop, owner, OTHER)

    claim = Claim.objects.get()
    assert (claim.number, claim.state, claim.submitted_at) == (OTHER, "submitted", since)
    assert claim.events.filter(action="edited", words="number").count() == 1


def test_a_refused_one_waits_again_with_the_new_number(nib: ClaimKind, shop: Partner, owner: Any) -> None:
    first = state_number(shop, owner)
    refuse_claim(claim=first, by=UserFactory(), reason=RefusalReasonFactory(), words="Salah satu angka.")

    state_number(shop, owner, OTHER)

    claim = Claim.objects.get()
    assert (claim.number, claim.state, claim.refusal_in_words) == (OTHER, "submitted", "")


def test_a_new_number_beside_a_verified_one_is_a_claim_of_its_own(
    nib: ClaimKind, shop: Partner, owner: Any
) -> None:
    verify_claim(claim=state_number(shop, owner), by=UserFactory())

    state_number(shop, owner, OTHER)

    states = dict(Claim.objects.values_list("number", "state"))
    assert states == {NUMBER: "verified", OTHER: "submitted"}


def test_what_was_revoked_or_has_ended_is_not_brought_back(nib: ClaimKind, shop: Partner, owner: Any) -> None:
    verify_claim(claim=state_number(shop, owner), by=UserFactory())
    revoke_claim(claim=Claim.objects.get(), by=UserFactory(), reason=RefusalReasonFactory())
    ended = dt.date(2020, 1, 1)
    ClaimFactory(
        shop=shop, product=None, kind=nib, number=NUMBER, state="expired", issued_on=None, expires_on=ended
    )

    claim = state_number(shop, owner)

    assert claim is not None and claim.expires_on is None
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["expired", "revoked", "submitted"]


@pytest.mark.parametrize("number", ["", "  ", "12", "abc"])
def test_what_is_no_number_of_the_kind_makes_no_claim(
    nib: ClaimKind, shop: Partner, owner: Any, number: str
) -> None:
    assert state_number(shop, owner, number) is None
    assert not Claim.objects.exists()


def test_a_kind_that_is_not_in_use_makes_no_claim(nib: ClaimKind, shop: Partner, owner: Any) -> None:
    ClaimKind.objects.update(is_active=False)

    assert state_number(shop, owner) is None
