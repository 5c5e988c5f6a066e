"""Oscar's application, cut to what Etalase uses. docs/oscar.md lists the forks and what is left out."""

from django.urls import URLPattern
from oscar.apps.dashboard.apps import DashboardConfig
from oscar.config import Shop


class EtalaseShop(Shop):
    """Oscar without its own addresses.

    Oscar routes its login, registration, catalogue, search and dashboard; here allauth, the storefront,
    Wagtail and the seller panel do that, so `ready` looks for none of them and there are no addresses.
    """

    def ready(self) -> None:
        import oscar.checks  # noqa: F401  (registers Oscar's system checks)

    def get_urls(self) -> list[URLPattern]:
        return []


class BareDashboard(DashboardConfig):
    """Only the label: Oscar's template tags import the dashboard's menu. None of its views is loaded."""

    def ready(self) -> None:
        """Loads nothing."""

    def get_urls(self) -> list[URLPattern]:
        return []
