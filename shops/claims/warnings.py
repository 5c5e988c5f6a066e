"""Warning shops that claims end in 60, 30 and 7 days: once each, by mail; the to-do list says so too.

Noting and telling are two steps. A warning that is noted and not told is told by the next run. Where a
worker sends mail, a letter is queued in the transaction that marks its warnings told, so a run that is killed
anywhere neither loses nor doubles one.
"""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.utils import timezone

from catalogue.models import Claim
from catalogue.zones import days_by_zone, zone_of
from shops.claims.models import STAGES, ClaimWarning
from shops.claims.team import addresses_of_team
from shops.letters import send_letter
from shops.models import Partner

logger = logging.getLogger(__name__)

BATCH = 1_000


def warn_of_endings(*, on: dt.date | None = None) -> int:
    """Note what is due and tell each shop in one letter; returns how many warnings were told."""
    note_warnings(on=on)
    return tell_warnings()


def note_warnings(*, on: dt.date | None = None) -> int:
    """Note each claim's nearest stage that has come and was not noted before; returns how many are new.

    A claim that is verified a few days before its end has one warning, not three at once.
    """
    before = ClaimWarning.objects.count()
    for batch in _in_batches(_due(on)):
        ClaimWarning.objects.bulk_create(batch, ignore_conflicts=True)
    return ClaimWarning.objects.count() - before


def _due(on: dt.date | None) -> Iterator[ClaimWarning]:
    days = {zone: on or day for zone, day in days_by_zone().items()}
    furthest = max(days.values()) + dt.timedelta(days=max(STAGES))
    ending = Claim.objects.verified(on).filter(expires_on__lte=furthest).order_by("pk")
    for key, last_day, region in ending.values_list("pk", "expires_on", "shop__region_id").iterator():
        if last_day is None:
            continue
        left = (last_day - days[zone_of(region)]).days
        stages = [stage for stage in STAGES if left <= stage]
        if stages:
            yield ClaimWarning(claim_id=key, days=min(stages), last_day=last_day)


def _in_batches(warnings: Iterator[ClaimWarning]) -> Iterator[list[ClaimWarning]]:
    batch: list[ClaimWarning] = []
    for warning in warnings:
        batch.append(warning)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def tell_warnings() -> int:
    """Send what is noted and not told, a letter a shop, each in a transaction of its own."""
    untold = ClaimWarning.objects.filter(told_at=None)
    shops = list(untold.order_by().values_list("claim__shop", flat=True).distinct())
    return sum(_tell_shop(key) for key in sorted(shops))


@transaction.atomic
def _tell_shop(shop_key: int) -> int:
    warnings = _locked_warnings(shop_key)
    ClaimWarning.objects.filter(pk__in=[warning.pk for warning in warnings]).update(told_at=timezone.now())
    shop = Partner.objects.get(pk=shop_key)
    holding = [warning for warning in warnings if _still_holds(warning)]
    if holding:
        _write(shop, _nearest(holding))
    return len(warnings)


def _locked_warnings(shop_key: int) -> list[ClaimWarning]:
    """The shop's untold ones, those left out that another run is telling now."""
    untold = ClaimWarning.objects.filter(told_at=None, claim__shop=shop_key)
    skips = connection.features.has_select_for_update_skip_locked
    locked = untold.select_for_update(no_key=True, of=("self",), skip_locked=skips)
    return list(locked.select_related("claim__kind", "claim__product").order_by("last_day", "pk"))


def _still_holds(warning: ClaimWarning) -> bool:
    claim = warning.claim
    return claim.state == Claim.State.VERIFIED and claim.expires_on == warning.last_day


def _nearest(warnings: Iterable[ClaimWarning]) -> list[ClaimWarning]:
    """One line a claim, should a run have been missed and two stages stand together."""
    of_claim: dict[int, list[ClaimWarning]] = defaultdict(list)
    for warning in warnings:
        of_claim[warning.claim_id].append(warning)
    return [min(stages, key=lambda warning: warning.days) for stages in of_claim.values()]


def _write(shop: Partner, warnings: list[ClaimWarning]) -> None:
    people = addresses_of_team(shop)
    send_letter(name="claims_ending", to=people, context={"shop": shop, "warnings": warnings})
    logger.info("warned of endings", extra={"shop": shop.pk, "claims": len(warnings), "people": len(people)})
