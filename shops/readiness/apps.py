from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadinessConfig(AppConfig):
    name = "shops.readiness"
    label = "readiness"
    verbose_name = _("Readiness")

    def ready(self) -> None:
        from shops.panel.sections import register_section, register_todos
        from shops.readiness import receivers  # noqa: F401  (connects them)
        from shops.readiness.panel import SECTION, readiness_todos

        register_section(SECTION)
        register_todos(readiness_todos)
