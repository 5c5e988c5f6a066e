"""A shop with a claim and the people around it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.services import submit_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimKind, RefusalReason
from shops.factories import MembershipFactory, ShopFactory
from shops.models import Partner
from tests.catalogue.claims.files import pdf, upload


@pytest.fixture
def nib(db: None) -> ClaimKind:
    """A kind about shops with a pattern and evidence."""
    kind: ClaimKind = ClaimKindFactory(
        nib=True, number_pattern=r"\d{13}", number_example="0000123456789", needs_evidence=True
    )
    return kind


@pytest.fixture
def shop(db: None) -> Partner:
    return ShopFactory()


@pytest.fixture
def owner(shop: Partner) -> Any:
    return MembershipFactory(shop=shop).user


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    def sign_in(person: Any) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def seller_client(owner: Any, client_of: Callable[[Any], Client]) -> Client:
    return client_of(owner)


@pytest.fixture
def draft_claim(shop: Partner, nib: ClaimKind, owner: Any) -> Claim:
    """With its document."""
    claim = ClaimFactory(shop=shop, product=None, kind=nib, number="1234567890123", state="draft")
    add_evidence(claim=claim, upload=upload(pdf()), by=owner)
    return claim


@pytest.fixture
def waiting(draft_claim: Claim, owner: Any) -> Claim:
    return submit_claim(claim=draft_claim, by=owner)


@pytest.fixture
def reason(db: None) -> RefusalReason:
    found: RefusalReason = RefusalReasonFactory()
    return found
