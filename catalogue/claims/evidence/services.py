"""Writes of evidence: within the shop's quota, noted in the claim's history."""

import logging
from functools import partial
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from catalogue.claims.evidence.exceptions import QuotaUsedUp, TooManyFiles
from catalogue.claims.evidence.inspection import Inspected, inspect_evidence
from catalogue.claims.evidence.models import ClaimEvidence
from catalogue.claims.exceptions import ClaimNotOpen
from catalogue.claims.history import ClaimEvent
from catalogue.claims.models import Claim
from catalogue.claims.services import lock_claim, record_event

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
    _check_room(locked, inspected)
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
    try:
        evidence.save()
        record_event(locked, ClaimEvent.Action.EVIDENCE_ADDED, by=by, words=inspected.name)
    except BaseException:
        evidence.file.storage.delete(str(evidence.file.name))
        raise
    logger.info("evidence added", extra={"claim": locked.pk, "evidence": evidence.pk})
    return evidence


def _lock_quota(claim: Claim) -> None:
    """Uploads of one shop wait for each other here: a count of rows that nobody can lock would let all in."""
    shops = Claim._meta.get_field("shop").remote_field.model._default_manager
    shops.select_for_update(no_key=True).filter(pk=claim.shop_id).values_list("pk", flat=True).get()


def _locked_and_open(claim: Claim) -> Claim:
    locked = lock_claim(claim)
    if not locked.is_open:
        raise ClaimNotOpen(locked.get_state_display())
    return locked


def _check_room(claim: Claim, inspected: Inspected) -> None:
    if ClaimEvidence.objects.filter(claim=claim, put_aside_at=None).count() >= FILES_PER_CLAIM:
        raise TooManyFiles(inspected.name, most=FILES_PER_CLAIM)
    used = ClaimEvidence.objects.filter(shop=claim.shop_id).aggregate(files=Count("pk"), size=Sum("size"))
    too_much = (used["size"] or 0) + len(inspected.data) > BYTES_PER_SHOP
    if used["files"] >= FILES_PER_SHOP or too_much:
        raise QuotaUsedUp(inspected.name, files=FILES_PER_SHOP, megabytes=BYTES_PER_SHOP >> 20)


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
