from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "freshness"
    verbose_name = _("Freshness of pages")

    def ready(self) -> None:
        from freshness import receivers  # noqa: F401  (connects them)
