"""A shop's number changed by two of the office at once, or while a curator verifies the old one."""

from functools import partial

import pytest
from django.db import transaction

from accounts.factories import UserFactory
from catalogue.claims.exceptions import ClaimNotSubmitted
from catalogue.claims.services import lock_claim, verify_claim
from catalogue.claims.stated import submit_stated_number
from catalogue.factories import ClaimKindFactory
from catalogue.models import Claim
from shops.factories import ShopFactory
from shops.models import Partner
from shops.profiles.office import edit_shop
from tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
OLD, NEW, OTHER = "1234567890123", "9998887776665", "5554443332221"


@pytest.fixture
def shop() -> Partner:
    ClaimKindFactory(nib=True, number_pattern=r"\d{13}", number_example="0000123456789")
    found: Partner = ShopFactory(nib=OLD)
    return found


def state_again(shop: Partner, number: str) -> Partner:
    """As the office's form does, which each has open for itself."""
    opened = Partner.objects.get(pk=shop.pk)
    opened.nib = number
    return edit_shop(shop=opened, fields=["nib"], by=UserFactory())


def test_two_of_the_office_leave_one_claim_for_the_number_that_stands(shop: Partner) -> None:
    claim = submit_stated_number(shop=shop, code="nib", number=OLD, by=UserFactory())
    verify_claim(claim=claim, by=UserFactory())

    at_once(partial(state_again, shop, NEW), partial(state_again, shop, OTHER))

    shop.refresh_from_db()
    standing = Claim.objects.filter(state__in=["submitted", "verified"])
    assert [(claim.number, claim.state) for claim in standing] == [(shop.nib, "submitted")]
    assert Claim.objects.get(number=OLD).state == "revoked"


def verify_what_was_seen(claim: Claim) -> Claim:
    """As the curator's screen does: what has changed since it was opened is not verified."""
    with transaction.atomic():
        if lock_claim(claim).updated_at != claim.updated_at:
            raise ClaimNotSubmitted
        return verify_claim(claim=claim, by=UserFactory())


def test_a_curator_who_verifies_at_that_moment_leaves_nothing_public(shop: Partner) -> None:
    claim = submit_stated_number(shop=shop, code="nib", number=OLD, by=UserFactory())
    assert claim is not None

    at_once(
        partial(verify_what_was_seen, claim), partial(state_again, shop, NEW), may_raise=ClaimNotSubmitted
    )

    assert not Claim.objects.verified().exists()
    waiting = Claim.objects.get(state="submitted")
    assert waiting.number == NEW
