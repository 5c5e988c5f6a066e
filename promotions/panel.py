"""The campaigns that a shop is in, as a section of the seller panel."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.zones import zone_of
from promotions.models import CampaignPage
from shops.panel.access import Desk, Right, seller_page
from shops.panel.sections import Section

SECTION = Section(
    key="campaigns", label=_("Campaigns"), url_name="shop_campaigns:list", icon="calendar", order=35
)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign: its days on the clocks of where it is held."""

    title: str
    url: str
    state: str
    state_label: str
    first_day: dt.date
    last_day: dt.date


@require_safe
@seller_page(Right.LOOK)
def campaigns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Those the shop's products are shown in, the latest first: one query however many there are."""
    found = CampaignPage.objects.shown().with_shop(desk.shop).select_related("region", "locale")
    rows = [_row(campaign) for campaign in found.order_by("-starts_at", "-pk")]
    return render(request, "promotions/panel/campaigns.html", {"desk": desk, "campaigns": rows})


def _row(campaign: CampaignPage) -> CampaignRow:
    clock = zone_of(campaign.region_id).clock
    state = campaign.state_at()
    last_moment = campaign.ends_at - dt.timedelta(microseconds=1)
    return CampaignRow(
        title=campaign.title,
        url=campaign.get_url() or "",
        state=state.value,
        state_label=str(state.label),
        first_day=campaign.starts_at.astimezone(clock).date(),
        last_day=last_moment.astimezone(clock).date(),
    )
