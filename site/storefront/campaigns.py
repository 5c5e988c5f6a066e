"""Campaigns as pages show them: cards, dates in words, what is left of the time, and what came of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from catalogue.zones import times_in_words
from freshness.showing import holds_until
from media.renditions import Picture, Size, picture
from promotions.models import CampaignPage


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """One campaign in a list. `state` is upcoming, running or ended, `state_label` the same in words."""

    title: str
    url: str
    picture: Picture | None
    state: str
    state_label: str
    dates: str
    place: str
    introduction: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """What is left: `words` as the server says them, `until` for a script that says it more exactly.

    `before` stands before the words, `after` replaces all of it when the moment has come.
    """

    before: str
    words: str
    until: dt.datetime
    after: str


@dataclass(frozen=True, slots=True)
class Result:
    """One true number of an ended campaign, with what it counts."""

    number: int
    label: str


def campaign_cards(campaigns: Iterable[CampaignPage], at: dt.datetime | None = None) -> list[CampaignCard]:
    """Cards of campaigns that came from `for_cards()`.

    A running campaign has its header as wide as it is drawn, for it is shown larger.
    """
    moment = at or timezone.now()
    return [_card(campaign, moment) for campaign in campaigns]


def running_campaigns() -> dict[str, list[CampaignCard]] | None:
    """What the home page shows of campaigns: those that run now; None when there are none. One query."""
    now = timezone.now()
    current = CampaignPage.objects.shown().filter(ends_at__gt=now).for_cards().order_by("ends_at", "pk")
    running = [card for card in campaign_cards(current, now) if card.state == CampaignPage.State.RUNNING]
    return {"cards": running} if running else None


def _card(campaign: CampaignPage, at: dt.datetime) -> CampaignCard:
    state = campaign.state_at(at)
    holds_until(campaign.next_change(at))
    size = Size.COVER if state is CampaignPage.State.RUNNING else Size.CARD
    return CampaignCard(
        title=campaign.title,
        url=campaign.get_url() or "",
        picture=picture(campaign.header, size, alt=""),
        state=state.value,
        state_label=str(state.label),
        dates=dates_in_words(campaign),
        place=place_in_words(campaign),
        introduction=campaign.introduction,
    )


def place_in_words(campaign: CampaignPage) -> str:
    """The place with its region, as far as they are known."""
    region = campaign.region.name if campaign.region else ""
    return ", ".join(part for part in (campaign.place, region) if part and part != region) or region


def dates_in_words(campaign: CampaignPage) -> str:
    """The window in the campaign's own time zone: "21–30 November 2026", with hours when it is one day."""
    start, end = (moment.astimezone(campaign.zone.clock) for moment in (campaign.starts_at, campaign.ends_at))
    # Midnight ends the day before.
    last = end - dt.timedelta(minutes=1)
    full = date_format(last, "DATE_FORMAT")
    if start.date() == last.date():
        return f"{full}, {times_in_words(campaign.zone, start, end)}"
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{full}"
    if start.year == last.year:
        return f"{date_format(start, 'j F')} – {full}"
    return f"{date_format(start, 'j F Y')} – {full}"


def countdown(campaign: CampaignPage, at: dt.datetime | None = None) -> Countdown | None:
    """What is left until the start or the end; None when it is over."""
    moment = at or timezone.now()
    state = campaign.state_at(moment)
    if state is CampaignPage.State.UPCOMING:
        words = left_in_words(campaign.starts_at - moment)
        return Countdown(gettext("Begins in"), words, campaign.starts_at, gettext("It has begun."))
    if state is CampaignPage.State.RUNNING:
        words = left_in_words(campaign.ends_at - moment)
        return Countdown(gettext("Ends in"), words, campaign.ends_at, gettext("It is over."))
    return None


def left_in_words(left: dt.timedelta) -> str:
    """Whole days, rounded up as people count them; hours on the last day."""
    hours = -(-int(left.total_seconds()) // 3600)
    if hours <= 24:
        return ngettext("%(number)d hour", "%(number)d hours", max(hours, 1)) % {"number": max(hours, 1)}
    days = -(-hours // 24)
    return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}


def results(*, shops: int, regencies: int, featured: int, on_sale: int) -> Sequence[Result]:
    """What an ended campaign can show of itself: only what can be counted now; zeros are left out."""
    counted = (
        Result(shops, ngettext("shop took part", "shops took part", shops)),
        Result(regencies, ngettext("regency or city took part", "regencies and cities took part", regencies)),
        Result(featured, ngettext("product was featured", "products were featured", featured)),
        Result(on_sale, ngettext("of them is still on sale", "of them are still on sale", on_sale)),
    )
    return [result for result in counted if result.number]


def whatsapp_share(text: str, url: str) -> str:
    """The address that opens WhatsApp with a text and a link to send on."""
    return f"https://wa.me/?{urlencode({'text': f'{text} {url}'})}"
