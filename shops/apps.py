from django.utils.translation import gettext_lazy as _
from oscar.core.application import OscarConfig


class ShopsConfig(OscarConfig):
    """Fork of Oscar's partner application: a partner is a shop here. The label stays Oscar's."""

    label = "partner"
    name = "shops"
    verbose_name = _("Shops")
    default = True

    def ready(self) -> None:
        from oscar.apps.partner import receivers as oscar_receivers  # noqa: F401  (connects them)

        from shops import receivers  # noqa: F401  (connects them)
        from shops.curation.notices import take_the_place_of_wagtails

        take_the_place_of_wagtails()
