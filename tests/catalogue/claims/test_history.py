"""Every change of a claim is kept with who, when and why."""

import datetime as dt
from typing import Any

import pytest

from accounts.factories import UserFactory
from catalogue.claims.exceptions import ClaimNotOpen, ClaimNotSubmitted, ClaimNotVerified, KindNotInUse
from catalogue.claims.expiry import expire_claims
from catalogue.claims.services import (
    refuse_claim,
    revoke_claim,
    submit_claim,
    verify_claim,
    withdraw_claim,
)
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimEvent, ClaimKind
from catalogue.services.reference import load_reference_data

pytestmark = pytest.mark.django_db


def history(claim: Claim) -> list[tuple[str, Any, Any, str]]:
    return list(claim.events.values_list("action", "by", "reason__code", "words"))


def test_history_tells_of_refusal_second_try_and_revocation() -> None:
    seller, curator, reason = UserFactory(), UserFactory(), RefusalReasonFactory()
    claim = ClaimFactory(state="draft")

    submit_claim(claim=claim, by=seller)
    refuse_claim(claim=claim, by=curator, reason=reason, words=" Halaman dua hilang. ")
    submit_claim(claim=claim, by=seller)
    verify_claim(claim=claim, by=curator)
    revoke_claim(claim=claim, by=curator, reason=reason, words="Ternyata palsu.")

    assert history(claim) == [
        ("submitted", seller.pk, None, ""),
        ("refused", curator.pk, reason.code, "Halaman dua hilang."),
        ("submitted", seller.pk, None, ""),
        ("verified", curator.pk, None, ""),
        ("revoked", curator.pk, reason.code, "Ternyata palsu."),
    ]


def test_expiry_is_nobodys_deed_and_stands_in_the_history() -> None:
    claim = ClaimFactory(expires_on=dt.date(2026, 11, 20), issued_on=None)

    expire_claims(on=dt.date(2026, 11, 21))

    assert history(claim) == [("expired", None, None, "")]


def test_a_second_try_forgets_the_words_of_the_refusal() -> None:
    claim = ClaimFactory(state="draft")
    submit_claim(claim=claim)
    refuse_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory(), words="Kabur.")

    again = submit_claim(claim=claim)

    assert (again.state, again.refused_for, again.refusal_reason) == ("submitted", None, "")


def test_a_claim_taken_back_is_a_draft_again() -> None:
    claim = submit_claim(claim=ClaimFactory(state="draft"))

    taken_back = withdraw_claim(claim=claim, by=UserFactory())

    assert taken_back.state == "draft"
    with pytest.raises(ClaimNotSubmitted):
        withdraw_claim(claim=claim, by=UserFactory())


@pytest.mark.parametrize("state", ["submitted", "verified", "revoked"])
def test_what_waits_or_holds_cannot_be_handed_in(state: str) -> None:
    claim = ClaimFactory(state=state)

    with pytest.raises(ClaimNotOpen):
        submit_claim(claim=claim)

    assert not ClaimEvent.objects.exists()


def test_a_kind_out_of_use_is_not_taken() -> None:
    claim = ClaimFactory(state="draft", kind=ClaimKindFactory(is_active=False))

    with pytest.raises(KindNotInUse):
        submit_claim(claim=claim)

    assert Claim.objects.get(pk=claim.pk).state == "draft"


@pytest.mark.parametrize("state", [state for state in Claim.State.values if state != "verified"])
def test_only_what_is_verified_is_revoked(state: str) -> None:
    claim = ClaimFactory(state=state)

    with pytest.raises(ClaimNotVerified):
        revoke_claim(claim=claim, by=UserFactory(), reason=RefusalReasonFactory())

    assert Claim.objects.get(pk=claim.pk).state == state


def test_the_same_number_at_two_shops_raises_a_flag_however_it_is_written() -> None:
    first = ClaimFactory(number="123/SJ-IND.8/TKDN/5/2026", state="submitted")
    second = ClaimFactory(number="123 sj-ind.8 tkdn 5 2026", state="verified")
    ClaimFactory(number="", state="submitted")
    ClaimFactory(number="", state="submitted")

    flagged = Claim.objects.with_twins().filter(has_twin=True)

    assert set(flagged) == {first, second}
    assert list(Claim.objects.twins_of(first)) == [second]


def test_the_same_number_twice_at_one_shop_or_in_a_draft_raises_none() -> None:
    claim = ClaimFactory(number="ID-1", state="submitted")
    ClaimFactory(number="ID-1", state="submitted", shop=claim.shop, product=claim.product)
    ClaimFactory(number="ID-1", state="draft")
    ClaimFactory(number="ID-1", state="submitted", kind=ClaimKindFactory(code="sni"))

    assert not Claim.objects.with_twins().filter(has_twin=True, shop=claim.shop).exists()
    assert list(Claim.objects.twins_of(claim)) == []


def test_the_number_of_a_standard_is_borne_by_several_shops_and_raises_none() -> None:
    load_reference_data()
    standard, permit = (ClaimKind.objects.get(code=code) for code in ("sni", "halal"))
    pairs = [
        [ClaimFactory(kind=kind, number=kind.number_example) for _shop in "ab"] for kind in (standard, permit)
    ]

    flagged = Claim.objects.with_twins().filter(has_twin=True)

    assert set(flagged) == set(pairs[1])
    assert [list(Claim.objects.twins_of(first)) for first, _second in pairs] == [[], [pairs[1][1]]]


def test_full_width_letters_and_digits_become_plain_and_other_digits_are_refused() -> None:
    kind = ClaimKindFactory(number_pattern=r"ID\d{3}", number_example="ID123")

    assert kind.clean_number("　ＩＤ１２３ ") == "ID123"
    with pytest.raises(Exception, match="ID123"):
        kind.clean_number("ID١٢٣")


def test_an_example_that_does_not_fit_its_pattern_is_refused() -> None:
    kind = ClaimKindFactory.build(number_pattern=r"ID\d{3}", number_example="12")

    with pytest.raises(Exception, match="number_example"):
        kind.clean()
