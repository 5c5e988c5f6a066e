from django.utils.translation import gettext_lazy as _
from oscar.core.application import OscarConfig


class ShopsConfig(OscarConfig):
    """Fork of Oscar's partner application: a partner is a shop here. The label stays Oscar's."""

    label = "partner"
    name = "shops"
    verbose_name = _("Shops")
    default = True

    def ready(self) -> None:
        from oscar.apps.partner import receivers as oscar_receivers  # noqa: F401  (connects them)

        from shops import receivers  # noqa: F401  (connects them)
        from shops.curation.notices import take_the_place_of_wagtails

        take_the_place_of_wagtails()
        self._register_sections()

    def _register_sections(self) -> None:
        from shops.panel.sections import Section, register_section, register_todos
        from shops.panel.submissions import register_submissions
        from shops.standing.submissions import shop_submissions
        from shops.standing.todos import standing_todos
        from shops.teams.queries import waiting_for_owner

        register_todos(standing_todos)
        register_submissions(shop_submissions)

        register_section(
            Section(
                key="standing",
                label=_("Registration"),
                url_name="standing:standing",
                icon="badge-check",
                order=80,
            )
        )
        register_section(
            Section(
                key="team",
                label=_("Team"),
                url_name="teams:team",
                icon="users",
                order=90,
                badge=waiting_for_owner,
            )
        )
