"""The panel's navigation for whichever room's page extends its frame."""

from django import template

from shops.panel.access import Desk
from shops.panel.sections import Entry, navigation

register = template.Library()


@register.simple_tag
def panel_navigation(desk: Desk, path: str) -> list[Entry]:
    """The sections open at this desk; asks no query."""
    return navigation(desk, path)
