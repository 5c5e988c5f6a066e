"""Many claims entered, proven, handed in and verified at once: the same rows as one by one."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.factories import UserFactory
from catalogue.claims.evidence import services as evidence
from catalogue.claims.evidence.exceptions import QuotaUsedUp, TooManyFiles
from catalogue.claims.evidence.services import add_evidence, add_evidence_together
from catalogue.claims.exceptions import ClaimNotOpen, ClaimNotSubmitted, ClaimRunOut, EvidenceMissing
from catalogue.claims.services import ClaimEntry, create_claim, submit_claim, verify_claim
from catalogue.claims.together import create_claims, submit_claims, verify_claims
from catalogue.factories import ClaimKindFactory, ProductFactory
from catalogue.models import Claim, ClaimEvidence, ClaimKind
from media.factories import picture_file
from shops.factories import ShopFactory
from shops.letters import letters_withheld
from tests.rows import written_by

pytestmark = pytest.mark.django_db
#: Outboxes: what claims stand on is noted there once for all of them.
OUTBOXES = {"search.PendingChange", "readiness.PendingCheck", "freshness.Change"}
Entries = Callable[..., list[tuple[Any, ClaimEntry]]]


@pytest.fixture
def by(db: None) -> Any:
    return UserFactory()


@pytest.fixture
def entries(db: None) -> Entries:
    """`entries(3)`: so many claims, the first of three about its shop, the others about a product of it."""
    shop = ShopFactory()
    of_product = ClaimKindFactory(code="uji", needs_evidence=True)
    of_shop = ClaimKindFactory(code="uji-toko", needs_evidence=True, applies_to=ClaimKind.AppliesTo.SHOP)
    about = [(of_shop, None), *((of_product, ProductFactory(shop=shop)) for _number in range(2))]

    def write(many: int = 3, **changes: Any) -> list[tuple[Any, ClaimEntry]]:
        written = []
        for place in range(many):
            kind, product = about[place % 3]
            entry = ClaimEntry(kind=kind, product=product, number=f"UJI/{place}", issuer="Dinas")
            written.append((shop, replace(entry, **changes)))
        return written

    return write


@pytest.fixture
def proven(entries: Entries, by: Any) -> Callable[..., list[Claim]]:
    def enter(many: int = 3, **changes: Any) -> list[Claim]:
        claims = create_claims(entries=entries(many, **changes), by=by)
        add_evidence_together(uploads=[(claim, picture_file()) for claim in claims], by=by)
        return claims

    return enter


def same(together: Callable[[], Any], singly: Callable[[], Any]) -> None:
    with letters_withheld():
        one_by_one, at_once = written_by(singly), written_by(together)
    assert at_once.keys() - OUTBOXES == one_by_one.keys() - OUTBOXES
    for table in at_once.keys() - OUTBOXES:
        assert at_once[table] == one_by_one[table], table
    for table in OUTBOXES - {"freshness.Change", "readiness.PendingCheck"}:
        assert set(at_once.get(table, {})) == set(one_by_one.get(table, {})), table


def test_entering_together_writes_what_one_by_one_writes(entries: Entries, by: Any) -> None:
    given = entries()

    same(
        lambda: create_claims(entries=given, by=by),
        lambda: [create_claim(shop=shop, entry=entry, by=by) for shop, entry in given],
    )


def test_proving_together_writes_what_one_by_one_writes(entries: Entries, by: Any) -> None:
    claims = create_claims(entries=entries(), by=by)

    same(
        lambda: add_evidence_together(uploads=[(claim, picture_file()) for claim in claims], by=by),
        lambda: [add_evidence(claim=claim, upload=picture_file(), by=by) for claim in claims],
    )


def test_handing_in_together_writes_what_one_by_one_writes(proven: Any, by: Any) -> None:
    claims = proven()

    same(
        lambda: submit_claims(claims=claims, by=by),
        lambda: [submit_claim(claim=claim, by=by) for claim in claims],
    )


def test_verifying_together_writes_what_one_by_one_writes(proven: Any, by: Any) -> None:
    claims = submit_claims(claims=proven(), by=by)

    same(
        lambda: verify_claims(claims=claims, by=by),
        lambda: [verify_claim(claim=claim, by=by) for claim in claims],
    )


def test_twenty_cost_what_three_cost(entries: Entries, by: Any) -> None:
    # each act: claims held, but for the first; claims and events written; products of the shops, and notes of
    #   kept pages, index and readiness; what uses what: claims, what is known, what is new
    # evidence: shops held, files counted twice, files and events
    costs = []
    for many in (3, 3, 20):
        given = entries(many)
        with CaptureQueriesContext(connection) as queries:
            claims = create_claims(entries=given, by=by)
            add_evidence_together(uploads=[(claim, picture_file()) for claim in claims], by=by)
            verify_claims(claims=submit_claims(claims=claims, by=by), by=by)
        costs.append(len(queries))

    assert costs[1] == costs[2] == 49


@pytest.mark.parametrize("wrong", [{"value": Decimal(3)}, {"issuer": "x" * 300}])
def test_one_that_does_not_fit_stops_all(entries: Entries, by: Any, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        create_claims(entries=[*entries(2), *entries(1, **wrong)], by=by)

    assert not Claim.objects.exists()


def test_one_without_evidence_stops_all(proven: Any, entries: Entries, by: Any) -> None:
    bare = create_claims(entries=entries(1), by=by)

    with pytest.raises(EvidenceMissing):
        submit_claims(claims=[*proven(), *bare], by=by)

    assert not Claim.objects.exclude(state="draft").exists()


def test_what_waits_is_not_handed_in_again_and_a_draft_is_not_verified(proven: Any, by: Any) -> None:
    waiting, drafts = submit_claims(claims=proven(), by=by), proven()

    with pytest.raises(ClaimNotOpen):
        submit_claims(claims=[*drafts, *waiting], by=by)
    with pytest.raises(ClaimNotOpen):
        add_evidence_together(uploads=[(waiting[0], picture_file())], by=by)
    with pytest.raises(ClaimNotSubmitted):
        verify_claims(claims=[*waiting, *drafts], by=by)

    assert not Claim.objects.filter(state="verified").exists()


def test_what_ran_out_while_it_waited_is_not_verified(proven: Any, by: Any) -> None:
    claims = submit_claims(claims=proven(), by=by)
    Claim.objects.filter(pk=claims[1].pk).update(expires_on=dt.date(2020, 1, 1))

    with pytest.raises(ClaimRunOut):
        verify_claims(claims=claims, by=by)

    with pytest.raises(ValidationError):
        submit_claims(claims=proven(expires_on=dt.date(2020, 1, 1)), by=by)


def test_the_files_of_all_count_against_claim_and_shop(
    entries: Entries, by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = create_claims(entries=entries(), by=by)
    nine = [(claims[0], picture_file()) for _number in range(9)]
    monkeypatch.setattr(evidence, "FILES_PER_SHOP", 2)

    with pytest.raises(QuotaUsedUp):
        add_evidence_together(uploads=[(claim, picture_file()) for claim in claims], by=by)
    monkeypatch.setattr(evidence, "FILES_PER_SHOP", 200)
    with pytest.raises(TooManyFiles):
        add_evidence_together(uploads=nine, by=by)

    assert not ClaimEvidence.objects.exists()
