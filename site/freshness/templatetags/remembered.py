"""Components whose HTML is remembered by the values that they show."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from freshness.recent import Recent

register = template.Library()

rendered: Recent[tuple[Any, ...], SafeString] = Recent(most=3_000)
"""What this process rendered last, about 3 KB each."""


class RememberedInclude(IncludeNode):
    """An include that looks first whether the same values were rendered before."""

    def render(self, context: template.Context) -> SafeString:
        """The component's HTML; nothing is remembered where templates are being worked on."""
        if settings.DEBUG:
            return super().render(context)
        values = (value.resolve(context) for value in self.extra_context.values())
        key = (self.template.var, get_language(), *values)
        html = rendered.get(key)
        if html is None:
            html = super().render(context)
            rendered.put(key, html)
        return html


@register.tag
def include_remembered(parser: Parser, token: Token) -> RememberedInclude:
    """As `{% include "…" with … only %}`, for components that are shown often with equal values.

    The HTML follows from the values alone and so never gets old. They must be hashable and say all that the
    component shows: no component may ask what day it is.
    """
    plain = do_include(parser, token)
    if not (plain.isolated_context and isinstance(plain.template.var, str)):
        raise template.TemplateSyntaxError("include_remembered needs a component's name, and “only”.")
    return RememberedInclude(plain.template, extra_context=plain.extra_context, isolated_context=True)
