"""Times of day as the people of a region read them on their clocks: `{% load zones %}`."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from catalogue.zones import Zone, zone_of

register = template.Library()


@register.filter
def time_in(moment: dt.datetime | None, region_code: str | None) -> str:
    """`{{ starts_at|time_in:"51.71" }}` → `pukul 09.00 WITA`, in English `09:00 WITA`; empty for None.

    The region is named by its Kemendagri code; without one it is WIB. A moment without a zone is the site's.
    """
    if moment is None:
        return ""
    zone = zone_of(region_code)
    return _time(_local(moment, zone), zone)


@register.filter
def moment_in(moment: dt.datetime | None, region_code: str | None) -> str:
    """`{{ starts_at|moment_in:"91.71" }}` → `21 November 2026, pukul 09.00 WIT`: its date as well."""
    if moment is None:
        return ""
    zone = zone_of(region_code)
    local = _local(moment, zone)
    return f"{date_format(local, 'DATE_FORMAT')}, {_time(local, zone)}"


def _local(moment: dt.datetime, zone: Zone) -> dt.datetime:
    aware = moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    return aware.astimezone(ZoneInfo(zone.name))


def _time(local: dt.datetime, zone: Zone) -> str:
    return gettext("%(time)s %(zone)s") % {"time": date_format(local, "TIME_FORMAT"), "zone": zone.label}
