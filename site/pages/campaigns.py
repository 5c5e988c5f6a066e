"""What the site shows on campaigns' pages: cards of products and shops, dates, addresses, breadcrumbs."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from catalogue.zones import moment_in_words
from discovery.heads import page_head
from discovery.structured import event
from freshness.showing import holds_until, shows
from freshness.subjects import INDEX, SHOPS
from media.renditions import Size, picture
from pages.addresses import addresses_of_translations
from promotions.models import CampaignIndexPage, CampaignPage
from shops.models import Partner
from storefront.breadcrumbs import Crumb, trail
from storefront.campaigns import (
    campaign_cards,
    countdown,
    dates_in_words,
    place_in_words,
    results,
    whatsapp_share,
)
from storefront.cards import product_cards, shop_cards
from storefront.maps import locator
from storefront.paging import page_of, pager_of

ENDED_PER_PAGE = 12


def campaign_context(request: HttpRequest, page: CampaignPage | CampaignIndexPage) -> dict[str, Any]:
    """The context of a campaign's page or of the list of campaigns."""
    if isinstance(page, CampaignIndexPage):
        own = _index(request, page)
        data = []
    else:
        own = _campaign(request, page)
        data = [_event(page, own)]
    own["head"] = page_head(page, own["crumbs"], *data)
    written = page.get_translations(inclusive=True).live().filter(alias_of=None).select_related("locale")
    paths = {other.locale.language_code: other.get_url(request) for other in written}
    return {"alternates": addresses_of_translations(request, paths), **own}


def _index(request: HttpRequest, page: CampaignIndexPage) -> dict[str, Any]:
    """Five queries: those not over with their headers' renditions; count, rows and renditions of the rest."""
    now = timezone.now()
    campaigns = CampaignPage.objects.child_of(page).live().for_cards()
    current = campaign_cards(campaigns.filter(ends_at__gt=now).order_by("starts_at", "pk"), now)
    ended = page_of(campaigns.ended(now), request.GET, ENDED_PER_PAGE)
    return {
        "running": [card for card in current if card.state == CampaignPage.State.RUNNING],
        "upcoming": [card for card in current if card.state == CampaignPage.State.UPCOMING],
        "ended": campaign_cards(ended, now),
        "pager": pager_of(ended, request),
        "crumbs": trail(Crumb(page.title)),
    }


def _campaign(request: HttpRequest, page: CampaignPage) -> dict[str, Any]:
    """The relations are read through the page, so that the editor's preview shows what is being written."""
    now = timezone.now()
    state = page.state_at(now)
    holds_until(page.next_change(now))
    shows(SHOPS, INDEX)
    featured = [row.product_id for row in page.featured.all()]
    enrolled = [row.shop_id for row in page.enrolments.all()]
    cards = product_cards(featured)
    shops = _shops_in_order(enrolled)
    above = page.get_parent()
    return {
        "state": state.value,
        "state_label": state.label,
        "dates": dates_in_words(page),
        "starts": moment_in_words(page.zone, page.starts_at),
        "ends": moment_in_words(page.zone, page.ends_at),
        "place": place_in_words(page),
        "region": page.region,
        "locator": locator(page.region) if page.region else None,
        "countdown": countdown(page, now),
        "header": picture(page.header, Size.COVER, alt=""),
        "cards": cards,
        "shops": shop_cards(shops),
        "results": _results(state, shops, featured, len(cards)),
        "downloads": [
            (str(row), row.document.url) for row in page.downloads.all().select_related("document")
        ],
        "share_url": whatsapp_share(page.title, f"{settings.BASE_URL}{request.path}"),
        "crumbs": trail(Crumb(above.title, above.get_url()), Crumb(page.title)),
    }


def _event(page: CampaignPage, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What the campaign is for machines."""
    return event(
        url=page.get_url() or "/",
        name=page.title,
        start=page.starts_at.astimezone(page.zone.clock),
        end=page.ends_at.astimezone(page.zone.clock),
        description=page.introduction,
        picture=shown["header"].url if shown["header"] else "",
        place=page.place,
        regency=page.region.name if page.region else "",
    )


def _shops_in_order(ids: list[int]) -> list[Partner]:
    """The public ones among these shops, in this order; two queries."""
    if not ids:
        return []
    found = {shop.pk: shop for shop in Partner.objects.public().filter(pk__in=ids).for_directory()}
    return [found[pk] for pk in ids if pk in found]


def _results(state: str, shops: list[Partner], featured: list[int], on_sale: int) -> Any:
    if state != CampaignPage.State.ENDED:
        return ()
    regencies = {shop.regency_id for shop in shops}
    return results(shops=len(shops), regencies=len(regencies), featured=len(featured), on_sale=on_sale)
