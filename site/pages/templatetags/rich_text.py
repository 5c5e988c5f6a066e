"""Wagtail's rich text, looked over once more on its way to the page."""

from django import template
from django.utils.safestring import SafeString
from wagtail.rich_text import RichText, expand_db_html

from catalogue.markup import editors_html

register = template.Library()


@register.filter
def safe_richtext(value: RichText | str | None) -> SafeString:
    """As Wagtail's `richtext`, through the list of what is allowed.

    Wagtail checks what its own editor sends; what came in by import, translation or API has passed no editor.
    """
    source = value.source if isinstance(value, RichText) else value or ""
    return editors_html(expand_db_html(source))
