from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Takes the place of Oscar's search, whose label it keeps."""

    label = "search"
    name = "search"
    verbose_name = _("Product search")

    def ready(self) -> None:
        from search import receivers  # noqa: F401  (connects them)
