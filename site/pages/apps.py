from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from pages.campaigns import campaign_context
        from promotions.presentation import present_campaigns_with
        from storefront.problems import in_words

        present_campaigns_with(campaign_context, around=in_words)
