from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShopClaimsConfig(AppConfig):
    name = "shops.claims"
    label = "shop_claims"
    verbose_name = _("Claims of shops")

    def ready(self) -> None:
        from shops.claims import notices  # noqa: F401  (connects them)
        from shops.claims.submissions import claim_submissions
        from shops.claims.todos import claim_todos, open_claims
        from shops.panel.sections import Section, register_section, register_todos
        from shops.panel.submissions import register_submissions

        section = Section(
            key="claims",
            label=_("Claims"),
            url_name="claims:list",
            icon="badge-check",
            order=40,
            badge=open_claims,
        )
        register_section(section)
        register_todos(claim_todos)
        register_submissions(claim_submissions)
