"""Importing the register."""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.models import Claim, ClaimKind
from shops.claims.models import ClaimProposal, RegisterImport
from shops.claims.register.entries import Entry, Problem, read_register
from shops.claims.register.matching import Candidate, best_match, shop_index, titles_of
from shops.claims.register.names import name_key, plain, words_of

logger = logging.getLogger(__name__)

BATCH = 500
#: Problems that a report names; the rest is counted.
MOST_PROBLEMS = 200


@dataclass(slots=True)
class Certificate:
    """One certificate with all its rows, and the shops that it may belong to."""

    first: Entry
    value: Decimal
    candidates: Sequence[Candidate]
    rows: list[int] = field(default_factory=list)
    types: dict[str, None] = field(default_factory=dict)
    brands: dict[str, None] = field(default_factory=dict)
    codes: dict[str, None] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        self.rows.append(entry.row)
        self.types.update(dict.fromkeys(filter(None, [entry.type.strip("-")])))
        self.brands.update(dict.fromkeys(entry.brands))
        self.codes.update(dict.fromkeys(filter(None, [entry.hs_code, entry.kbli])))


@dataclass(slots=True)
class RegisterReport:
    """What an import found; `problems` holds the first ones, `refused` counts all."""

    rows: int = 0
    certificates: int = 0
    without_value: int = 0
    ended: int = 0
    unknown: int = 0
    refused: int = 0
    proposed: int = 0
    known: int = 0
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, problem: Problem) -> None:
        self.refused += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def import_register(*, path: Path, kind: ClaimKind, by: Any = None, dry_run: bool = False) -> RegisterReport:
    """Read an export for `by` and propose its certificates; a dry run and a refused file save nothing.

    A certificate that was proposed to a shop before, or stands there as a claim, is not proposed again; the
    reading is kept all the same, so that the list in the CMS names every one. Raises RegisterRefused.
    """
    report = RegisterReport()
    certificates = _certificates(path, report)
    fresh = list(_proposals(certificates, kind, report))
    report.proposed = len(fresh)
    if not dry_run:
        _save(path, fresh, report, by)
    logger.info("register read", extra={"rows": report.rows, "proposed": report.proposed, "dry": dry_run})
    return report


def _certificates(path: Path, report: RegisterReport) -> dict[str, Certificate]:
    """Certificates by their hash; rows of companies that are no shop here are counted and forgotten."""
    index, today = shop_index(), timezone.localdate()
    found: dict[str, Certificate] = {}
    for row in read_register(path):
        report.rows += 1
        if isinstance(row, Problem):
            report.refuse(row)
        elif row.value is None:
            report.without_value += 1
        elif row.expires_on < today:
            report.ended += 1
        elif candidates := index.candidates(row.company):
            key = certificate_hash(row)
            found.setdefault(key, Certificate(row, row.value, candidates)).add(row)
        else:
            report.unknown += 1
    report.certificates = len(found)
    return found


def certificate_hash(entry: Entry) -> str:
    """What makes one certificate: company, product, value and last day; brands and types are lines of it."""
    parts = [name_key(entry.company), " ".join(words_of(entry.product)), entry.value, entry.expires_on]
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _proposals(
    certificates: dict[str, Certificate], kind: ClaimKind, report: RegisterReport
) -> Iterator[ClaimProposal]:
    items = iter(certificates.items())
    while batch := list(islice(items, BATCH)):
        shops = {candidate.shop.key for _hash, found in batch for candidate in found.candidates}
        titles, known = titles_of(shops), _known(batch, shops, kind)
        for key, certificate in batch:
            for candidate in certificate.candidates:
                proposal = _proposal(key, certificate, candidate, titles.get(candidate.shop.key, {}), kind)
                if _identities(proposal) & known:
                    report.known += 1
                else:
                    yield proposal


Identity = tuple[Any, ...]


def _identities(proposal: ClaimProposal) -> set[Identity]:
    """By what a proposal, and a claim of the same content, is known already."""
    same_claim = (proposal.shop_id, proposal.product_id, proposal.value, proposal.expires_on)
    return {(proposal.certificate, proposal.shop_id), same_claim}


def _known(batch: list[tuple[str, Certificate]], shops: set[int], kind: ClaimKind) -> set[Identity]:
    """Certificates of the batch that were proposed before, and claims of its shops that hold: two queries."""
    proposed = ClaimProposal.objects.filter(certificate__in=[key for key, _found in batch])
    held = Claim.objects.verified().filter(shop__in=shops, kind=kind)
    return {
        *proposed.order_by().values_list("certificate", "shop_id"),
        *held.order_by().values_list("shop_id", "product_id", "value", "expires_on"),
    }


def _proposal(
    key: str, certificate: Certificate, candidate: Candidate, titles: dict[int, str], kind: ClaimKind
) -> ClaimProposal:
    first = certificate.first
    match = best_match(
        candidate,
        province=first.province,
        product=first.product,
        brands=list(certificate.brands),
        products=titles,
    )
    return ClaimProposal(
        certificate=key,
        kind=kind,
        shop_id=candidate.shop.key,
        product_id=match.product,
        score=Decimal(str(match.score)),
        agreement=dict(match.parts),
        rows=shortened(map(str, certificate.rows), 200),
        company=first.company,
        province=first.province[:100],
        product_name=first.product,
        specification=first.specification[:2000],
        types=shortened(certificate.types, 2000),
        brands=shortened(certificate.brands, 2000),
        codes=shortened(certificate.codes, 200),
        group=first.group[:200],
        value=certificate.value,
        expires_on=first.expires_on,
    )


def shortened(parts: Any, most: int) -> str:
    """The parts with commas between, cut with an ellipsis where they are too long."""
    text = ", ".join(parts)
    return text if len(text) <= most else f"{text[: most - 1]}…"


@transaction.atomic
def _save(path: Path, proposals: list[ClaimProposal], report: RegisterReport, by: Any) -> None:
    with path.open("rb") as file:
        fingerprint = hashlib.file_digest(file, "sha256").hexdigest()
    source = RegisterImport.objects.create(
        file_name=plain(path.name)[:200], fingerprint=fingerprint, rows=report.rows, by=by
    )
    for proposal in proposals:
        proposal.source = source
    ClaimProposal.objects.bulk_create(proposals, batch_size=BATCH, ignore_conflicts=True)
