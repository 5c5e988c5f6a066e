"""Twenty uploads at once find room for as many files as the quota has left, and no more."""

import threading
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from catalogue.claims.evidence import services
from catalogue.claims.evidence.exceptions import QuotaUsedUp
from catalogue.claims.evidence.services import add_evidence
from catalogue.factories import ClaimFactory
from catalogue.models import Claim, ClaimEvidence
from shops.factories import ShopFactory
from tests.catalogue.claims.files import pdf, upload
from tests.races import at_once, errors_among, skip_without_two_writers

UPLOADS, ROOM = 20, 5

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    monkeypatch.setattr(services, "FILES_PER_SHOP", ROOM)
    shop = ShopFactory()
    return [ClaimFactory(state="draft", shop=shop) for _number in range(UPLOADS)]


def upload_together(claims: list[Claim]) -> Counter[str]:
    data = pdf()
    sending = [partial(add_evidence, claim=claim, upload=upload(data), by=None) for claim in claims]
    outcomes = at_once(*sending, may_raise=QuotaUsedUp)
    told = len(errors_among(outcomes))
    return Counter(kept=len(outcomes) - told, told=told)


def test_uploads_at_once_stay_within_the_quota(claims: list[Claim]) -> None:
    outcomes = upload_together(claims)

    assert outcomes == {"kept": ROOM, "told": UPLOADS - ROOM}
    assert ClaimEvidence.objects.count() == ROOM


@pytest.mark.services  # it asks for PostgreSQL
def test_without_the_lock_they_would_not(claims: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the test above sees the race: with the guard off, too many get in."""
    skip_without_two_writers()
    gate = threading.Barrier(UPLOADS, timeout=20)
    checked: Callable[..., None] = services._check_room

    def check_together(*args: object) -> None:
        checked(*args)
        gate.wait()

    monkeypatch.setattr(services, "_lock_quota", lambda claim: None)
    monkeypatch.setattr(services, "_check_room", check_together)

    upload_together(claims)

    assert ClaimEvidence.objects.count() > ROOM
