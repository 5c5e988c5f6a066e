"""Places on the home page that other subjects fill: a campaign that runs now, the map of regions.

A room that has something to show offers it once, when the site starts:
`offer_slot("campaign", "components/campaign_card.html", running_campaign)`. The function gives the values the
template is included with, or None when there is nothing to show now; then the whole section is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StructValue

Content = Callable[[], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Offer:
    """What fills a slot: a template and the function that finds its values."""

    template: str
    content: Content


_offers: dict[str, Offer] = {}


def offer_slot(name: str, template: str, content: Content) -> None:
    """Fill the slot of that name from now on; the last one to offer is shown."""
    _offers[name] = Offer(template, content)


class Slot(StructValue):
    """A block's value. `template` and `content` are set by `fill` before the page is rendered."""

    name = ""
    template = ""
    content: Mapping[str, Any] | None = None

    def fill(self) -> None:
        """Ask whoever offers; as many queries as their function needs."""
        offer = _offers.get(self.name)
        if offer is not None:
            self.template, self.content = offer.template, offer.content()


class CampaignSlot(Slot):
    name = "campaign"


class MapSlot(Slot):
    name = "map"
