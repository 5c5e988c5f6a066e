from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StorefrontConfig(AppConfig):
    name = "storefront"
    verbose_name = _("Storefront")

    def ready(self) -> None:
        from catalogue.previews import show_previews_with
        from shops.profiles.previews import show_shops_with
        from storefront.previews import draft_page, tried_shop

        show_previews_with(draft_page)
        show_shops_with(tried_shop)
