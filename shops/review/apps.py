from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "shops.review"
    label = "review"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from shops.review import receivers  # noqa: F401  (connects them)
        from shops.review.sources import register_sources

        register_sources()
