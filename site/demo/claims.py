"""The claims of the sample shops: entered, proven and decided as people would, many at once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from accounts.models import User
from catalogue.claims.evidence.services import add_evidence, add_evidence_together
from catalogue.claims.expiry import expire_claims
from catalogue.claims.reasons import RefusalReason
from catalogue.claims.services import (
    ClaimEntry,
    create_claim,
    refuse_claim,
    revoke_claim,
    submit_claim,
    verify_claim,
)
from catalogue.claims.together import create_claims, submit_claims, verify_claims
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
#: The states that a claim comes to by way of being verified.
HAVE_BEEN_VERIFIED = (State.VERIFIED, State.EXPIRED, State.REVOKED)


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


@dataclass(frozen=True)
class Told:
    """A sample claim as its shop writes it, with the dates that will be true of it."""

    shop: Partner
    entry: ClaimEntry
    dates: ClaimDates
    sample: SampleClaim


def play_claim(*, shop: Partner, entry: ClaimEntry, plan: ClaimPlan, by: User, curator: User) -> Claim:
    """Enter a claim with a sheet of evidence and bring it as far as its plan says; it expires later."""
    claim = create_claim(shop=shop, entry=entry, by=by)
    add_evidence(claim=claim, upload=_evidence_of(claim, is_pdf=plan.is_pdf), by=by)
    if plan.until == State.DRAFT:
        return claim
    claim = submit_claim(claim=claim, by=by)
    if plan.until in HAVE_BEEN_VERIFIED:
        claim = verify_claim(claim=claim, by=curator)
    return _turn_down(claim, plan, curator)


def _turn_down(claim: Claim, plan: ClaimPlan, curator: User) -> Claim:
    """Refuse or revoke it, where that is how its plan ends."""
    if plan.until not in (State.REFUSED, State.REVOKED):
        return claim
    decide = refuse_claim if plan.until == State.REFUSED else revoke_claim
    reason = RefusalReason.objects.get(code=plan.reason)
    return decide(claim=claim, by=curator, reason=reason, words=plan.words)


def _evidence_of(claim: Claim, *, is_pdf: bool = False) -> "ContentFile[bytes]":
    lines = [
        str(claim.kind),
        f"Nomor: {claim.number}",
        f"Untuk: {claim.product or claim.shop}",
        f"Penerbit: {claim.issuer}",
    ]
    lines.append("Contoh, bukan dokumen.")
    return sheet("sertifikat.pdf", lines) if is_pdf else photo_of_sheet("sertifikat.jpg", lines)


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
        dated = self._play([self._told(*one) for one in stated])
        if dated:
            date_claims(dated, self._now)
            expire_claims()
            date_endings(dated)
        return len(dated)

    def _told(self, sample: SampleClaim, subject: Subject) -> Told:
        return Told(subject.shop, *self._entry(sample, subject), sample)

    def _play(self, told: Sequence[Told]) -> dict[int, ClaimDates]:
        """The claims' keys, and the dates that are true of them; meanwhile an expired one still holds."""
        entered: list[tuple[Claim, Told]] = []
        for by, some in self._owners.share((one.shop, one) for one in told):
            claims = create_claims(entries=[(one.shop, one.entry) for one in some], by=by)
            uploads = [(claim, _evidence_of(claim)) for claim in claims]
            add_evidence_together(uploads=uploads, by=by)
            pairs = list(zip(claims, some, strict=True))
            submit_claims(claims=[claim for claim, one in pairs if one.sample.state != State.DRAFT], by=by)
            entered += pairs
        verified = [claim for claim, one in entered if one.sample.state in HAVE_BEEN_VERIFIED]
        verify_claims(claims=verified, by=self._curator)
        for claim, one in entered:
            _turn_down(claim, ClaimPlan(one.sample.state, one.sample.reason, one.sample.words), self._curator)
        return {claim.pk: one.dates for claim, one in entered}

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
