from django.utils.translation import gettext_lazy as _
from oscar.core.application import OscarConfig


class CatalogueConfig(OscarConfig):
    """Fork of Oscar's catalogue: same label, so that Oscar's other applications find our models."""

    label = "catalogue"
    name = "catalogue"
    verbose_name = _("Catalogue")
    default = True
    # The product's address belongs to the storefront; Oscar's code reverses it under this namespace.
    namespace = "catalogue"

    def ready(self) -> None:
        from oscar.apps.catalogue import receivers as oscar_receivers  # noqa: F401  (connects them)

        from catalogue import lookups, receivers  # noqa: F401  (registers and connects them)
