"""Reads of holidays."""

import datetime as dt

from shops.holidays.models import Holiday
from shops.models import Partner


def holiday_of(shop: Partner, at: dt.datetime | None = None) -> Holiday | None:
    """The holiday the shop is on at this moment (default: now), else None; nothing can be ordered meanwhile.

    Asks nothing when the shop came with `holiday` selected.
    """
    holiday = planned_for(shop)
    return holiday if holiday and holiday.is_running(at) else None


def planned_for(shop: Partner, at: dt.datetime | None = None) -> Holiday | None:
    """The holiday that runs or is still to come, else None."""
    holiday: Holiday | None = getattr(shop, "holiday", None)
    if holiday is None or holiday.is_over(at):
        return None
    holiday.shop = shop  # so that its zone is known without asking again
    return holiday
