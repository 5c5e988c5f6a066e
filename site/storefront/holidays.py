"""What shoppers are told while a shop is on holiday."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext

from freshness.showing import holds_until
from media.languages import in_indonesian
from shops.holidays.queries import planned_for
from shops.models import Partner


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """Until when a shop is away, in our words, and what it says of it itself, if anything."""

    words: str
    note: str


def holiday_notice(shop: Partner, at: dt.datetime | None = None) -> HolidayNotice | None:
    """What is said of the shop's holiday; None while it is open.

    A page that says so, or will, is kept no longer than that is true.
    """
    holiday = planned_for(shop, at)
    if holiday is None:
        return None
    if not holiday.is_running(at):
        holds_until(holiday.begins_at())
        return None
    holds_until(holiday.ends_at())
    words = gettext("This shop is on holiday up to and including %(last)s. It sends again from %(open)s.") % {
        "last": date_format(holiday.last_day, "DATE_FORMAT"),
        "open": date_format(holiday.last_day + dt.timedelta(days=1), "DATE_FORMAT"),
    }
    return HolidayNotice(words, in_indonesian(holiday.note))
