"""Reads of holidays."""

import datetime as dt

from shops.holidays.models import Holiday
from shops.models import Partner


def planned_for(shop: Partner, at: dt.datetime | None = None) -> Holiday | None:
    """The holiday that runs or is still to come, else None."""
    holiday: Holiday | None = getattr(shop, "holiday", None)
    if holiday is None or holiday.is_over(at):
        return None
    holiday.shop = shop  # so that its zone is known without asking again
    return holiday
