"""Claims with a story: entered by sellers with a sheet of evidence, and decided by a curator."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import User
from catalogue.claims.services import ClaimEntry
from catalogue.models import Claim, ClaimKind, Product
from demo.claims import ClaimPlan, play_claim
from demo.moments import chance, date_claim
from demo.owners import owner_of
from shops.generator.claim_numbers import claim_number
from shops.models import Partner, StockRecord

FILE = Path(__file__).parent / "data" / "claims.toml"
Entry = Mapping[str, Any]


@cache
def claim_stories() -> list[Entry]:
    """The stories in the order of the file."""
    stories: list[Entry] = tomllib.loads(FILE.read_text(encoding="utf-8"))["claim"]
    return stories


@dataclass(frozen=True)
class Registry:
    """The claims with a story during one load."""

    shops: Mapping[str, Partner]
    curator: User
    now: dt.datetime

    def play(self) -> int:
        """Enter and decide what is not there yet; returns how many claims are new."""
        kinds = ClaimKind.objects.in_bulk(field_name="code")
        return sum(self._play(story, kinds[story["kind"]]) for story in claim_stories())

    def _play(self, story: Entry, kind: ClaimKind) -> bool:
        shop, product = self.shops[story["shop"]], _product(story)
        entry = self._entry(story, kind, shop, product)
        if Claim.objects.filter(shop=shop, kind=kind, number=entry.number).exists():
            return False
        plan = ClaimPlan(story["until"], story.get("reason", ""), story.get("words", ""), is_pdf=True)
        claim = play_claim(shop=shop, entry=entry, plan=plan, by=owner_of(shop), curator=self.curator)
        date_claim(claim, by=dt.timedelta(days=chance(entry.number, 2, 9), hours=3))
        return True

    def _entry(self, story: Entry, kind: ClaimKind, shop: Partner, product: Product | None) -> ClaimEntry:
        today = self.now.date()
        issued = today + dt.timedelta(days=story["issued"])
        key = story.get("key") or f"{story['shop']} {story.get('sku', '')} cerita"
        number = claim_number(
            kind.code, key=key, regency=shop.regency_id, year=issued.year, month=issued.month
        )
        return ClaimEntry(
            kind=kind,
            product=product,
            number=number,
            issuer=kind.issuer,
            issued_on=issued,
            expires_on=today + dt.timedelta(days=story["ends"]) if "ends" in story else None,
        )


def _product(story: Entry) -> Product | None:
    if "sku" not in story:
        return None
    record = StockRecord.objects.select_related("product").get(partner_sku=story["sku"])
    product: Product = record.product
    return product
