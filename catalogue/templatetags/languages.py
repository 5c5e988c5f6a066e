"""Which language words are in, where it is not the page's: `{% load languages %}`."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from media.languages import Indonesian

register = template.Library()

_IN_INDONESIAN = mark_safe(' lang="id"')
_AS_THE_PAGE = mark_safe("")


@register.filter
def lang(text: object) -> SafeString:
    """`<h1{{ product.title|lang }}>`: the attribute for Indonesian words on an English page, else nothing."""
    return _IN_INDONESIAN if isinstance(text, Indonesian) else _AS_THE_PAGE
