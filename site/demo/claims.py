"""The claims of the sample shops: entered and decided as people would, where somebody looks for it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile

from accounts.models import User
from catalogue.claims.evidence.services import add_evidence
from catalogue.claims.expiry import expire_claims
from catalogue.claims.history import ClaimEvent
from catalogue.claims.reasons import RefusalReason
from catalogue.claims.services import (
    ClaimEntry,
    create_claim,
    refuse_claim,
    revoke_claim,
    submit_claim,
    verify_claim,
)
from catalogue.models import Claim, ClaimKind, Product
from demo.evidence import photo_of_sheet, sheet
from demo.moments import chance, date_claims, date_endings
from demo.owners import Owners
from demo.samples import SampleClaim, SampleProduct, SampleShop
from shops.generator.claim_dates import ClaimDates, claim_dates
from shops.generator.claim_numbers import claim_number
from shops.models import Partner

#: An undated claim was issued between so many days ago.
UNDATED = (40, 600)
State = Claim.State


@dataclass(frozen=True)
class ClaimPlan:
    """How far a claim goes: to the state `until`; a refusal or revocation has a `reason` from the list.

    `is_pdf` says that the evidence came as a file of the issuer, not as a photo.
    """

    until: str
    reason: str = ""
    words: str = ""
    is_pdf: bool = False


@dataclass(frozen=True)
class Subject:
    """What a sample claim is about: a product, or the shop itself; `key` is its own number in the files."""

    shop: Partner
    product: Product | None
    key: str


#: A sample claim with what it is about.
Stated = tuple[SampleClaim, Subject]


def play_claim(*, shop: Partner, entry: ClaimEntry, plan: ClaimPlan, by: User, curator: User) -> Claim:
    """Enter a claim with a sheet of evidence and bring it as far as its plan says; it expires later."""
    claim = create_claim(shop=shop, entry=entry, by=by)
    add_evidence(claim=claim, upload=_evidence_of(claim, plan), by=by)
    if plan.until == State.DRAFT:
        return claim
    claim = submit_claim(claim=claim, by=by)
    if plan.until in (State.VERIFIED, State.EXPIRED, State.REVOKED):
        claim = verify_claim(claim=claim, by=curator)
    if plan.until in (State.REFUSED, State.REVOKED):
        decide = refuse_claim if plan.until == State.REFUSED else revoke_claim
        reason = RefusalReason.objects.get(code=plan.reason)
        claim = decide(claim=claim, by=curator, reason=reason, words=plan.words)
    return claim


def _evidence_of(claim: Claim, plan: ClaimPlan) -> "ContentFile[bytes]":
    lines = [
        str(claim.kind),
        f"Nomor: {claim.number}",
        f"Untuk: {claim.product or claim.shop}",
        f"Penerbit: {claim.issuer}",
    ]
    lines.append("Contoh, bukan dokumen.")
    return sheet("sertifikat.pdf", lines) if plan.is_pdf else photo_of_sheet("sertifikat.jpg", lines)


class ClaimWriter:
    """Writes claims whose dates lie where their state says, seen from the day of loading."""

    def __init__(self, now: dt.datetime, curator: User) -> None:
        self._now = now
        self._curator = curator
        self._kinds = ClaimKind.objects.in_bulk(field_name="code")
        self._owners = Owners(curator)

    def write(
        self,
        shops: Iterable[tuple[Partner, SampleShop]],
        products: Iterable[tuple[Product, SampleProduct]],
    ) -> int:
        """Add the claims of these shops and of these products; returns how many."""
        stated = [
            (claim, Subject(shop, None, sample.code)) for shop, sample in shops for claim in sample.claims
        ]
        stated += [
            (claim, Subject(product.shop, product, sample.sku))
            for product, sample in products
            for claim in sample.claims
        ]
        told = [(claim, subject) for claim, subject in stated if self._is_told(claim, subject)]
        rest = [(claim, subject) for claim, subject in stated if not self._is_told(claim, subject)]
        dated = dict([*(self._play(*one) for one in told), *self.write_verified(rest)])
        if dated:
            date_claims(dated, self._now)
            expire_claims()
            date_endings(dated)
        return len(dated)

    def _is_told(self, sample: SampleClaim, subject: Subject) -> bool:
        """Whether somebody can look for how it came: its owner, or who asks why it does not count."""
        return sample.state != State.VERIFIED or self._owners.of(subject.shop) != self._curator

    def write_verified(self, stated: Iterable[Stated]) -> Iterator[tuple[int, ClaimDates]]:
        """Add in bulk what the services would, but for a file; gives the key of each with its dates."""
        entries = [(subject, *self._entry(sample, subject)) for sample, subject in stated]
        claims = Claim.objects.bulk_create(
            [
                Claim(
                    shop=subject.shop,
                    **entry.as_columns(),
                    state=State.VERIFIED,
                    submitted_at=dates.submitted_at,
                    reviewed_at=dates.reviewed_at,
                    reviewed_by=self._curator,
                )
                for subject, entry, dates in entries
            ],
            batch_size=500,
        )
        actions = (ClaimEvent.Action.CREATED, ClaimEvent.Action.SUBMITTED, ClaimEvent.Action.VERIFIED)
        events = [
            ClaimEvent(claim=claim, action=action, by=self._curator) for claim in claims for action in actions
        ]
        ClaimEvent.objects.bulk_create(events, batch_size=500)
        for claim, (_subject, _entry, dates) in zip(claims, entries, strict=True):
            yield claim.pk, dates

    def _play(self, sample: SampleClaim, subject: Subject) -> tuple[int, ClaimDates]:
        """The claim's key, and the dates that are true of it; meanwhile an expired one still holds."""
        entry, dates = self._entry(sample, subject)
        claim = play_claim(
            shop=subject.shop,
            entry=entry,
            plan=ClaimPlan(sample.state, sample.reason, sample.words),
            by=self._owners.of(subject.shop),
            curator=self._curator,
        )
        return claim.pk, dates

    def _entry(self, sample: SampleClaim, subject: Subject) -> tuple[ClaimEntry, ClaimDates]:
        kind = self._kinds[sample.kind]
        days = -sample.issued_days if sample.issued_days else chance(f"{subject.key} {sample.kind}", *UNDATED)
        dates = claim_dates(sample.state, issued_days=days, validity_years=kind.validity_years, now=self._now)
        issued = dates.issued_on
        number = claim_number(
            kind.code,
            key=subject.key,
            regency=subject.shop.regency_id,
            year=issued.year,
            month=issued.month,
        )
        tomorrow = self._now.date() + dt.timedelta(days=1)
        entry = ClaimEntry(
            kind=kind,
            product=subject.product,
            number=number,
            issuer=kind.issuer,
            value=sample.value,
            issued_on=issued,
            expires_on=dates.expires_on and max(dates.expires_on, tomorrow),
        )
        return entry, dates
