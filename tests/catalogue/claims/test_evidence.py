"""Keeping evidence: open claims only, within the quota, noted in the history."""

from typing import Any

import pytest

from accounts.factories import UserFactory
from catalogue.claims.evidence import services
from catalogue.claims.evidence.exceptions import EvidenceRefused, QuotaUsedUp, TooManyFiles
from catalogue.claims.evidence.services import add_evidence, remove_evidence
from catalogue.claims.exceptions import ClaimNotOpen, EvidenceMissing
from catalogue.claims.services import refuse_claim, submit_claim
from catalogue.factories import ClaimFactory, ClaimKindFactory, RefusalReasonFactory
from catalogue.models import Claim, ClaimEvidence
from tests.catalogue.claims.files import HOSTILE, pdf, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Claim:
    return ClaimFactory(state="draft", kind=ClaimKindFactory(code="sni", needs_evidence=True))


@pytest.fixture
def seller() -> Any:
    return UserFactory()


def test_a_file_is_kept_in_private_under_a_name_of_ours(draft: Claim, seller: Any) -> None:
    evidence = add_evidence(claim=draft, upload=upload(pdf(2)), by=seller)

    assert (evidence.pages, evidence.name, evidence.uploaded_by) == (2, "sertifikat.pdf", seller)
    assert evidence.file.name.startswith("evidence/") and "sertifikat" not in evidence.file.name
    with pytest.raises(NotImplementedError):
        _address = evidence.file.url
    assert list(draft.events.values_list("action", "words")) == [("evidence-added", "sertifikat.pdf")]


def test_a_kind_that_needs_evidence_is_not_submitted_without(draft: Claim, seller: Any) -> None:
    with pytest.raises(EvidenceMissing):
        submit_claim(claim=draft, by=seller)
    add_evidence(claim=draft, upload=upload(pdf()), by=seller)

    assert submit_claim(claim=draft, by=seller).state == "submitted"


def test_nothing_is_added_to_or_taken_from_a_claim_that_waits(draft: Claim, seller: Any) -> None:
    evidence = add_evidence(claim=draft, upload=upload(pdf()), by=seller)
    submit_claim(claim=draft, by=seller)

    with pytest.raises(ClaimNotOpen):
        add_evidence(claim=draft, upload=upload(pdf()), by=seller)
    with pytest.raises(ClaimNotOpen):
        remove_evidence(evidence=evidence, by=seller)

    assert ClaimEvidence.objects.count() == 1


def test_a_file_of_a_draft_goes_for_good(
    draft: Claim, seller: Any, django_capture_on_commit_callbacks: Any
) -> None:
    evidence = add_evidence(claim=draft, upload=upload(pdf()), by=seller)
    storage, name = evidence.file.storage, evidence.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=evidence, by=seller)

    assert not ClaimEvidence.objects.exists()
    assert not storage.exists(name)


def test_what_a_curator_has_seen_is_put_aside_and_does_not_count_for_the_next_try(
    draft: Claim, seller: Any
) -> None:
    evidence = add_evidence(claim=draft, upload=upload(pdf()), by=seller)
    submit_claim(claim=draft, by=seller)
    refuse_claim(claim=draft, by=UserFactory(), reason=RefusalReasonFactory())

    remove_evidence(evidence=ClaimEvidence.objects.get(pk=evidence.pk), by=seller)

    assert ClaimEvidence.objects.get().put_aside_at is not None
    with pytest.raises(EvidenceMissing):
        submit_claim(claim=draft, by=seller)


@pytest.mark.parametrize("was_seen", [False, True])
def test_a_file_is_removed_once_however_often_the_button_is_pressed(
    draft: Claim, seller: Any, was_seen: bool
) -> None:
    key = add_evidence(claim=draft, upload=upload(pdf()), by=seller).pk
    if was_seen:
        submit_claim(claim=draft, by=seller)
        refuse_claim(claim=draft, by=UserFactory(), reason=RefusalReasonFactory())
    first, second = ClaimEvidence.objects.get(pk=key), ClaimEvidence.objects.get(pk=key)

    for pressed in (first, second):
        remove_evidence(evidence=pressed, by=seller)

    assert draft.events.filter(action="evidence-removed").count() == 1


def test_a_refused_file_leaves_nothing_behind(draft: Claim, seller: Any) -> None:
    with pytest.raises(EvidenceRefused):
        add_evidence(claim=draft, upload=upload(HOSTILE["script"]()), by=seller)

    assert not ClaimEvidence.objects.exists()
    assert not draft.events.exists()


def test_a_claim_takes_so_many_files(draft: Claim, seller: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "FILES_PER_CLAIM", 1)
    add_evidence(claim=draft, upload=upload(pdf()), by=seller)

    with pytest.raises(TooManyFiles, match="kedua"):
        add_evidence(claim=draft, upload=upload(pdf(), "kedua.pdf"), by=seller)


@pytest.mark.parametrize(("name", "limit"), [("FILES_PER_SHOP", 1), ("BYTES_PER_SHOP", len(pdf()) + 1)])
def test_a_shop_has_a_quota_over_all_its_claims(
    draft: Claim, seller: Any, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    monkeypatch.setattr(services, name, limit)
    other = ClaimFactory(state="draft", shop=draft.shop, product=draft.product)
    add_evidence(claim=other, upload=upload(pdf()), by=seller)
    elsewhere = ClaimFactory(state="draft")

    with pytest.raises(QuotaUsedUp):
        add_evidence(claim=draft, upload=upload(pdf()), by=seller)

    assert add_evidence(claim=elsewhere, upload=upload(pdf()), by=seller).pk
