"""What shoppers are told while a shop is on holiday."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext

from freshness.showing import holds_until
from shops.holidays.queries import planned_for
from shops.models import Partner


def holiday_in_words(shop: Partner, at: dt.datetime | None = None) -> str:
    """Until when the shop is away and what it says itself; empty while it is open.

    A page that says so, or will, is kept no longer than that is true.
    """
    holiday = planned_for(shop, at)
    if holiday is None:
        return ""
    if not holiday.is_running(at):
        holds_until(holiday.begins_at())
        return ""
    holds_until(holiday.ends_at())
    words = gettext("This shop is on holiday up to and including %(last)s. It sends again from %(open)s.") % {
        "last": date_format(holiday.last_day, "DATE_FORMAT"),
        "open": date_format(holiday.last_day + dt.timedelta(days=1), "DATE_FORMAT"),
    }
    return f"{words} {holiday.note}".strip()
