"""Puts a page's structured data into its head."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from discovery.structured import graph

register = template.Library()

#: What could end the script, open a comment, or break a line of it. JSON reads the escapes as the characters.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.simple_tag
def json_ld(nodes: Sequence[Mapping[str, Any]]) -> SafeString:
    """A script of data with everything the page says of itself; nothing for a page that says nothing.

    Browsers do not run it, so the strictest policy lets it be; no text in it can end it.
    """
    if not nodes:
        return mark_safe("")
    text = json.dumps(graph(*(dict(node) for node in nodes)), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
