from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiscoveryConfig(AppConfig):
    """How the site is found and passed on: heads of pages, data for machines, share pictures, offline use."""

    name = "discovery"
    verbose_name = _("Discovery")
