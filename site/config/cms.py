"""Wagtail's applications, where they need to know something of ours."""

from wagtail.users.apps import WagtailUsersAppConfig

from config.languages import lend_wagtails_indonesian


class CmsUsers(WagtailUsersAppConfig):
    """User management with forms for people who sign in by e-mail."""

    user_viewset = "accounts.cms.CmsUserViewSet"

    def ready(self) -> None:
        super().ready()
        lend_wagtails_indonesian()
