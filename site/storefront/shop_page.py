"""What a shop's page shows, gathered from one shop with everything prefetched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext, ngettext

from catalogue.models import Product
from discovery.heads import shop_head
from freshness.showing import holds_until
from media.renditions import Picture, Size, picture
from promotions.models import CampaignPage
from shops.models import Partner
from shops.readiness.evaluation import LevelValue
from shops.readiness.queries import level_of
from shops.regions.models import Region
from storefront.breadcrumbs import Crumb, trail
from storefront.campaigns import dates_in_words, whatsapp_share
from storefront.cards import product_cards
from storefront.holidays import HolidayNotice, holiday_notice
from storefront.maps import Locator, locator
from storefront.paging import page_of, pager_of
from storefront.product_page import ClaimLine, claim_lines

PRODUCTS_PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach the shop: what it is, what is shown, and where it leads."""

    kind: str
    label: str
    shown: str
    url: str


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign the shop is in."""

    title: str
    url: str
    state: str
    state_label: str
    dates: str


@dataclass(frozen=True, slots=True)
class ShopPage:
    """A shop's page. `facts` are pairs of a name and a value in words; `holiday` is None while open."""

    name: str
    holiday: HolidayNotice | None
    story: str
    logo: Picture | None
    cover: Picture | None
    is_sample: bool
    regency: str
    province: str
    region_url: str
    locator: Locator | None
    facts: Sequence[tuple[str, str]]
    contacts: Sequence[Contact]
    level: LevelValue | None
    claims: Sequence[ClaimLine]
    campaigns: Sequence[CampaignLine]
    share_url: str
    report_url: str


def shop_page(shop: Partner, campaigns: Iterable[CampaignPage]) -> ShopPage:
    """From a shop that came from `for_page()`; two queries: the level, the campaigns."""
    province = shop.regency.parent
    return ShopPage(
        name=shop.name,
        holiday=holiday_notice(shop),
        story=shop.text,
        logo=picture(shop.logo, Size.LOGO, alt=shop.name),
        cover=picture(shop.cover, Size.COVER, alt=shop.name),
        is_sample=shop.is_sample,
        regency=shop.regency.name,
        province=province.name if province else "",
        region_url=shop.regency.get_absolute_url(),
        locator=locator(_exact_place(shop)),
        facts=list(_facts(shop)),
        contacts=list(_contacts(shop)),
        level=level_of(shop.pk),
        claims=claim_lines(shop.verified_claims),
        campaigns=[_campaign(campaign) for campaign in campaigns],
        share_url=whatsapp_share(shop.name, f"{settings.BASE_URL}{shop.get_absolute_url()}"),
        report_url=reverse("reporting:shop", args=[shop.slug]),
    )


def shop_context(request: HttpRequest, found: Partner) -> dict[str, Any]:
    """What the template shows of a shop from `for_page()`: its page, and its products, newest first."""
    campaigns = CampaignPage.objects.shown().with_shop(found).select_related("region", "locale")
    product_ids = Product.objects.browsable().filter(shop=found).newest_ids()
    page = page_of(product_ids, request.GET, PRODUCTS_PER_PAGE)
    cards = product_cards(list(page))
    crumbs = trail(Crumb(gettext("Shops"), reverse("storefront:shops")), Crumb(found.name))
    shown = shop_page(found, campaigns.order_by("-starts_at", "-pk"))
    return {
        "shop": shown,
        "total": page.paginator.count,
        "cards": cards,
        "pager": pager_of(page, request),
        "crumbs": crumbs,
        "head": shop_head(
            found,
            crumbs,
            products=page.paginator.count,
            pictures=[image.url for image in (shown.cover, shown.logo) if image],
            items=[(card.title, card.url) for card in cards],
            first=page.start_index() or 1,
            page=page.number,
        ),
    }


def _exact_place(shop: Partner) -> Region:
    """The village where its place on the earth is known, else the regency."""
    return shop.region if shop.region.lat is not None else shop.regency


def _facts(shop: Partner) -> Iterator[tuple[str, str]]:
    yield gettext("Sector"), shop.get_sector_display()
    yield gettext("Kind of business"), shop.get_kind_display()
    yield gettext("Size class"), shop.get_size_class_display()
    if shop.founded_year:
        yield gettext("Founded"), str(shop.founded_year)
    if shop.employees:
        words = ngettext("%(number)s person", "%(number)s people", shop.employees)
        yield gettext("Employees"), words % {"number": localize(shop.employees)}
    if shop.address:
        yield gettext("Address"), shop.address


def _contacts(shop: Partner) -> Iterator[Contact]:
    if shop.whatsapp:
        number = shop.whatsapp.as_e164.removeprefix("+")
        shown = shop.whatsapp.as_international
        yield Contact("whatsapp", gettext("WhatsApp"), shown, f"https://wa.me/{number}")
    if shop.phone:
        phone = shop.phone
        yield Contact("phone", gettext("Telephone"), phone.as_international, f"tel:{phone.as_e164}")
    if shop.email:
        yield Contact("email", gettext("E-mail"), shop.email, f"mailto:{shop.email}")
    # A web site that came in by a file has not passed a form's check.
    if shop.website.startswith(("http://", "https://")):
        shown = urlsplit(shop.website).netloc.removeprefix("www.")
        yield Contact("website", gettext("Web site"), shown or shop.website, shop.website)


def _campaign(campaign: CampaignPage) -> CampaignLine:
    state = campaign.state_at()
    holds_until(campaign.next_change())
    return CampaignLine(
        campaign.title, campaign.get_url() or "", state.value, str(state.label), dates_in_words(campaign)
    )
