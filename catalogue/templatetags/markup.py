"""Words that people wrote, as HTML."""

from django import template
from django.utils.safestring import SafeString

from catalogue import markup

register = template.Library()


@register.filter
def sellers_text(text: str | None) -> SafeString:
    """`{{ product.description|sellers_text }}`: paragraphs, with links that vouch for nothing."""
    return markup.sellers_text(text or "")
