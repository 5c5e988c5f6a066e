"""Writes of evidence: within the shop's quota, noted in the claim's history."""

import logging
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from catalogue.claims.evidence.exceptions import QuotaUsedUp, TooManyFiles
from catalogue.claims.evidence.inspection import Inspected, inspect_evidence
from catalogue.claims.evidence.models import ClaimEvidence
from catalogue.claims.exceptions import ClaimNotOpen
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim
from catalogue.claims.services import lock_claim, record_event
from catalogue.claims.together import lock_claims, record_events

logger = logging.getLogger(__name__)

FILES_PER_CLAIM = 8
#: What all evidence of one shop may be, files put aside included.
FILES_PER_SHOP = 200
BYTES_PER_SHOP = 256 * 1024 * 1024


def add_evidence(*, claim: Claim, upload: "File[bytes]", by: Any) -> ClaimEvidence:
    """Keep a file of an open claim. Raises an EvidenceRefused in words for its sender, and ClaimNotOpen."""
    inspected = inspect_evidence(upload)  # takes its time, so before anything is locked
    return _keep(claim, inspected, by)


@transaction.atomic
def _keep(claim: Claim, inspected: Inspected, by: Any) -> ClaimEvidence:
    _lock_quota(claim)
    locked = _locked_and_open(claim)
    _check_room([(locked, inspected)])
    evidence = _evidence(locked, inspected, by)
    try:
        evidence.save()
        record_event(locked, ClaimEvent.Action.EVIDENCE_ADDED, by=by, words=inspected.name)
    except BaseException:
        evidence.file.storage.delete(str(evidence.file.name))
        raise
    logger.info("evidence added", extra={"claim": locked.pk, "evidence": evidence.pk})
    return evidence


def _evidence(locked: Claim, inspected: Inspected, by: Any) -> ClaimEvidence:
    """The row in memory; its file is stored."""
    evidence = ClaimEvidence(
        claim=locked,
        shop_id=locked.shop_id,
        name=inspected.name,
        content_type=inspected.content_type,
        size=len(inspected.data),
        pages=inspected.pages,
        uploaded_by=by,
    )
    evidence.file.save(f"bukti{inspected.extension}", ContentFile(inspected.data), save=False)
    return evidence


def add_evidence_together(*, uploads: "Sequence[tuple[Claim, File[bytes]]]", by: Any) -> list[ClaimEvidence]:
    """Keep a file of each of these open claims, or of none. Raises what `add_evidence` raises."""
    inspected = [(claim, inspect_evidence(upload)) for claim, upload in uploads]
    kept: list[ClaimEvidence] = []
    try:
        with transaction.atomic():
            _keep_together(inspected, kept, by)
    except BaseException:
        for evidence in kept:
            evidence.file.storage.delete(str(evidence.file.name))
        raise
    logger.info("evidence added", extra={"files": len(kept)})
    return kept


def _keep_together(inspected: Sequence[tuple[Claim, Inspected]], kept: list[ClaimEvidence], by: Any) -> None:
    """Store file after file, each noted in `kept` as soon as it is there."""
    claims = [claim for claim, _one in inspected]
    _lock_quota(*claims)
    held = {claim.pk: claim for claim in lock_claims(claims)}
    if closed := [claim for claim in held.values() if not claim.is_open]:
        raise ClaimNotOpen(closed[0].get_state_display())
    _check_room(inspected)
    for claim, one in inspected:
        evidence = _evidence(held[claim.pk], one, by)
        kept.append(evidence)
    ClaimEvidence.objects.bulk_create(kept)
    names = [one.name for _claim, one in inspected]
    record_events(claims, ClaimEvent.Action.EVIDENCE_ADDED, by=by, words=names)


def _lock_quota(*claims: Claim) -> None:
    """Uploads of one shop wait for each other here: a count of rows that nobody can lock would let all in."""
    shops = Claim._meta.get_field("shop").remote_field.model._default_manager.order_by("pk")
    shop_ids = {claim.shop_id for claim in claims}
    list(shops.select_for_update(no_key=True).filter(pk__among=shop_ids).values_list("pk", flat=True))


def _locked_and_open(claim: Claim) -> Claim:
    locked = lock_claim(claim)
    if not locked.is_open:
        raise ClaimNotOpen(locked.get_state_display())
    return locked


def _check_room(inspected: Sequence[tuple[Claim, Inspected]]) -> None:
    """Whether each of these files fits in, with those before it kept already: two queries."""
    claims = {claim.pk for claim, _one in inspected}
    shops = {claim.shop_id for claim, _one in inspected}
    there = ClaimEvidence.objects.order_by()
    files = Counter(there.filter(claim__among=claims, put_aside_at=None).values_list("claim_id", flat=True))
    of_shops = Counter[int]()
    sizes = Counter[int]()
    for shop, size in there.filter(shop__among=shops).values_list("shop_id", "size"):
        of_shops[shop] += 1
        sizes[shop] += size
    for claim, one in inspected:
        files[claim.pk] += 1
        of_shops[claim.shop_id] += 1
        sizes[claim.shop_id] += len(one.data)
        if files[claim.pk] > FILES_PER_CLAIM:
            raise TooManyFiles(one.name, most=FILES_PER_CLAIM)
        if of_shops[claim.shop_id] > FILES_PER_SHOP or sizes[claim.shop_id] > BYTES_PER_SHOP:
            raise QuotaUsedUp(one.name, files=FILES_PER_SHOP, megabytes=BYTES_PER_SHOP >> 20)


@transaction.atomic
def remove_evidence(*, evidence: ClaimEvidence, by: Any) -> None:
    """Take a file from an open claim. One that curators may have seen is put aside and stays theirs to see.

    What is gone already stays gone, so a button may be pressed twice. Raises ClaimNotOpen.
    """
    locked = _locked_and_open(evidence.claim)
    if not ClaimEvidence.objects.filter(pk=evidence.pk, put_aside_at=None).exists():
        return
    record_event(locked, ClaimEvent.Action.EVIDENCE_REMOVED, by=by, words=evidence.name)
    if locked.submitted_at and evidence.uploaded_at <= locked.submitted_at:
        evidence.put_aside_at = timezone.now()
        evidence.save(update_fields=["put_aside_at"])
        return
    evidence.delete()
    transaction.on_commit(partial(evidence.file.storage.delete, str(evidence.file.name)), robust=True)
