"""Curators who decide on the same proposals at once: each is decided once, whoever is faster."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from accounts.factories import UserFactory
from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Claim
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.register import decisions
from shops.claims.register.decisions import DecidedTogether, decide_together
from shops.factories import ShopFactory
from tests.races import at_once, skip_without_two_writers

PROPOSALS = 8

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def proposals() -> list[ClaimProposal]:
    kind, shop = ClaimKindFactory(tkdn=True), ShopFactory()
    source = RegisterImport.objects.create(file_name="tkdn.xls", fingerprint="0" * 64, rows=PROPOSALS)
    return [
        ClaimProposal.objects.create(
            source=source,
            kind=kind,
            shop=shop,
            product=ProductFactory(shop=shop),
            certificate=str(number),
            company="PT ROTAN JAYA",
            product_name="Keranjang",
            value=45,
            expires_on="2030-12-31",
            score="0.9",
        )
        for number in range(PROPOSALS)
    ]


def decide_at_once(proposals: list[ClaimProposal]) -> list[DecidedTogether]:
    """Two curators accept all of them, one from the end."""
    return at_once(
        *[
            partial(decide_together, proposals=chosen, accept=True, by=UserFactory())
            for chosen in (proposals, proposals[::-1])
        ]
    )


def test_two_curators_at_once_make_one_claim_of_each(proposals: list[ClaimProposal]) -> None:
    reports = decide_at_once(proposals)

    assert sum(report.decided for report in reports) == PROPOSALS
    assert sum(report.by_colleagues for report in reports) == PROPOSALS
    assert Claim.objects.verified().count() == PROPOSALS


@pytest.mark.services  # it asks for PostgreSQL
def test_without_the_lock_they_would_make_two(
    proposals: list[ClaimProposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shows that the test above sees the race: with the guard off, one certificate becomes two claims."""
    skip_without_two_writers()
    gate = threading.Barrier(2, timeout=20)

    def look_only(proposal: ClaimProposal) -> ClaimProposal:
        found = ClaimProposal.objects.select_related("kind", "source").get(pk=proposal.pk)
        assert found.is_open
        gate.wait()
        return found

    looked: Callable[..., ClaimProposal] = look_only
    monkeypatch.setattr(decisions, "_locked_and_open", looked)

    decide_at_once(proposals[:1])

    assert Claim.objects.verified().count() == 2
