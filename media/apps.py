from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Pictures and files")

    def ready(self) -> None:
        from media import receivers  # noqa: F401  (connects them)
        from media.fields import use_in_cms

        use_in_cms()
