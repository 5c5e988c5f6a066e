"""Makes campaigns for tests, below a list of campaigns on a home page of their own."""

import datetime as dt
from typing import Any

from django.utils import timezone

from promotions.models import CampaignIndexPage, CampaignPage, CampaignProduct, CampaignShop


def campaign_index(home: Any) -> CampaignIndexPage:
    """The list of campaigns below this home page; the same one the second time."""
    found = CampaignIndexPage.objects.child_of(home).first()
    return found or home.add_child(
        instance=CampaignIndexPage(title="Kampanye", slug="kampanye", locale=home.locale)
    )


def campaign(
    home: Any, *, days: tuple[int, int] = (-3, 4), products: Any = (), shops: Any = (), **fields: Any
) -> CampaignPage:
    """A live campaign from `days[0]` to `days[1]` counted from now, with these products and shops."""
    now = timezone.now()
    page = CampaignPage(
        title=fields.pop("title", "Pasar oleh-oleh"),
        starts_at=fields.pop("starts_at", now + dt.timedelta(days=days[0])),
        ends_at=fields.pop("ends_at", now + dt.timedelta(days=days[1])),
        locale=home.locale,
        **fields,
    )
    page.featured = [CampaignProduct(product=product) for product in products]
    page.enrolments = [CampaignShop(shop=shop) for shop in shops]
    made: CampaignPage = campaign_index(home).add_child(instance=page)
    return made
