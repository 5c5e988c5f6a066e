from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from pages.campaigns import campaign_context
        from pages.slots import offer_slot
        from promotions.presentation import present_campaigns_with
        from storefront.campaigns import running_campaigns
        from storefront.maps import region_map
        from storefront.problems import in_words

        present_campaigns_with(campaign_context, around=in_words)
        offer_slot("campaign", "components/running_campaigns.html", running_campaigns)
        offer_slot("map", "components/region_map.html", lambda: {"map": region_map()})
