from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "freshness"
    verbose_name = _("Freshness of pages")

    def ready(self) -> None:
        from freshness.receivers import listen_for_deleted_pages

        listen_for_deleted_pages()
