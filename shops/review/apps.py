from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    name = "shops.review"
    label = "review"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from shops.panel.sections import register_todos
        from shops.review import receivers  # noqa: F401  (connects them)
        from shops.review.sources import register_sources
        from shops.review.todos import complaint_todos

        register_sources()
        register_todos(complaint_todos)
