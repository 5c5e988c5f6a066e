"""Going on holiday and coming back. Both change what everyone sees at once; no curator is asked."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.zones import zone_of
from shops.holidays.exceptions import HolidayBackwards, HolidayOver, HolidayTooLong
from shops.holidays.models import Holiday
from shops.models import Partner
from shops.signals import shops_changed

logger = logging.getLogger(__name__)

MOST_DAYS = 92


@transaction.atomic
def set_holiday(*, shop: Partner, first_day: dt.date, last_day: dt.date, note: str = "", by: Any) -> Holiday:
    """Keep the shop's holiday in place of any it had; both days count, on the clocks of its region.

    Raises HolidayBackwards, HolidayOver and HolidayTooLong.
    """
    locked = Partner.objects.select_for_update(no_key=True).get(pk=shop.pk)
    if last_day < first_day:
        raise HolidayBackwards
    if last_day < timezone.now().astimezone(zone_of(locked.region_id).clock).date():
        raise HolidayOver
    if (last_day - first_day).days >= MOST_DAYS:
        raise HolidayTooLong
    holiday, _created = Holiday.objects.update_or_create(
        shop=locked, defaults={"first_day": first_day, "last_day": last_day, "note": note.strip()}
    )
    _tell(locked, "holiday set", by)
    return holiday


@transaction.atomic
def end_holiday(*, shop: Partner, by: Any) -> None:
    """Open again at once, or drop a holiday that has not begun; nothing happens without one."""
    locked = Partner.objects.select_for_update(no_key=True).get(pk=shop.pk)
    deleted, _kinds = Holiday.objects.filter(shop=locked).delete()
    if deleted:
        _tell(locked, "holiday ended", by)


def _tell(shop: Partner, event: str, by: Any) -> None:
    """The shop's page and those of its products say so from now on."""
    shops_changed.send(sender=Holiday, shop_ids=[shop.pk])
    logger.info(event, extra={"shop": shop.pk, "by": by.pk})
