"""Times of day as the people of a region read them on their clocks: `{% load zones %}`."""

import datetime as dt

from django import template
from django.utils import timezone

from catalogue.zones import moment_in_words, times_in_words, zone_of

register = template.Library()


@register.filter
def time_in(moment: dt.datetime | None, region_code: str | None) -> str:
    """`{{ starts_at|time_in:"51.71" }}` → `pukul 09.00 WITA`, in English `09:00 WITA`; empty for None.

    The region is named by its Kemendagri code; without one it is WIB. A moment without a zone is the site's.
    """
    if moment is None:
        return ""
    return times_in_words(zone_of(region_code), _aware(moment))


@register.filter
def moment_in(moment: dt.datetime | None, region_code: str | None) -> str:
    """`{{ starts_at|moment_in:"91.71" }}` → `21 November 2026, pukul 09.00 WIT`: its date as well."""
    if moment is None:
        return ""
    return moment_in_words(zone_of(region_code), _aware(moment))


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
