from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from shops.panel.sections import Section


class PanelConfig(AppConfig):
    name = "shops.panel"
    label = "panel"
    verbose_name = _("Seller panel")

    def ready(self) -> None:
        from shops.panel.sections import register_section, register_todos
        from shops.panel.submissions import product_submissions, register_submissions
        from shops.panel.todos import product_todos

        for section in _sections():
            register_section(section)
        register_todos(product_todos)
        register_submissions(product_submissions)


def _sections() -> "list[Section]":
    """The parts of the panel that are its own."""
    from shops.panel.access import Right
    from shops.panel.sections import HOME, Section

    return [
        Section(key=HOME, label=_("To do"), url_name="panel:dashboard", icon="layout-dashboard", order=0),
        Section(key="products", label=_("Products"), url_name="panel:products", icon="package", order=20),
        Section(
            key="submissions", label=_("Submitted"), url_name="panel:submissions", icon="clock", order=30
        ),
        Section(
            key="profile",
            label=_("Profile"),
            url_name="panel:profile",
            icon="store",
            right=Right.EDIT,
            order=70,
        ),
        Section(
            key="holiday",
            label=_("Holiday"),
            url_name="panel:holiday",
            icon="calendar",
            right=Right.EDIT,
            order=80,
        ),
    ]
