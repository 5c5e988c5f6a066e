"""Indonesia's three time zones, by the province in which a place lies."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext


class Zone(NamedTuple):
    """One zone: what people call it, its IANA name, and its provinces by Kemendagri code."""

    label: str
    name: str
    provinces: frozenset[str]

    @property
    def clock(self) -> dt.tzinfo:
        """What `datetime.astimezone` takes."""
        return ZoneInfo(self.name)


def _zone(label: str, name: str, *provinces: str) -> Zone:
    return Zone(label, name, frozenset(" ".join(provinces).split()))


# Source: Keppres 41/1987 on the division of Indonesia into three zones, in force since 1 January 1988. It
# names the 27 provinces of its day; provinces split off since then keep the zone of the one they came from.
WIB: Final = _zone(
    "WIB",
    "Asia/Jakarta",
    "11 12 13 14 15 16 17 18 19 21",  # Sumatera and its islands
    "31 32 33 34 35 36",  # Jawa
    "61 62",  # Kalimantan Barat, Kalimantan Tengah
)
WITA: Final = _zone(
    "WITA",
    "Asia/Makassar",
    "51 52 53",  # Bali, Nusa Tenggara Barat and Timur
    "63 64 65",  # Kalimantan Selatan, Timur, Utara
    "71 72 73 74 75 76",  # Sulawesi
)
WIT: Final = _zone(
    "WIT",
    "Asia/Jayapura",
    "81 82",  # Maluku, Maluku Utara
    "91 92 93 94 95 96",  # Papua
)
ZONES: Final = (WIB, WITA, WIT)


def zone_of(region_code: str | None) -> Zone:
    """The zone of a region of any level: `"33.74"` → WIB; no region, or one that is not known, keeps WIB."""
    province = (region_code or "")[:2]
    return next((zone for zone in ZONES if province in zone.provinces), WIB)


def days_by_zone(moment: dt.datetime | None = None) -> Mapping[Zone, dt.date]:
    """The date in each zone at a moment (default: now). They differ from 22.00 WIB until midnight there."""
    at = moment or timezone.now()
    return {zone: at.astimezone(zone.clock).date() for zone in ZONES}


def end_of(day: dt.date, zone: Zone) -> dt.datetime:
    """The midnight with which a day ends in a zone; the calendar's last day, “for ever”, ends just before."""
    if day == dt.date.max:
        return dt.datetime.max.replace(tzinfo=zone.clock)
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=zone.clock)


def times_in_words(zone: Zone, *moments: dt.datetime) -> str:
    """Times of day on the clocks of a zone, with its name: `pukul 09.00 WITA`, `pukul 09.00–17.00 WITA`."""
    times = (date_format(moment.astimezone(zone.clock), "TIME_FORMAT") for moment in moments)
    return gettext("%(time)s %(zone)s") % {"time": "–".join(times), "zone": zone.label}


def moment_in_words(zone: Zone, moment: dt.datetime) -> str:
    """A moment as people of a zone say it: `21 November 2026, pukul 09.00 WIT`."""
    day = date_format(moment.astimezone(zone.clock), "DATE_FORMAT")
    return f"{day}, {times_in_words(zone, moment)}"
