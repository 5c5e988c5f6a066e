"""The one place where words that people wrote become HTML: by a list of what is allowed."""

import re

import nh3
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

#: What a text may be made of. Nothing here loads, runs, hides or moves anything.
TAGS = frozenset({"a", "b", "blockquote", "br", "em", "h3", "h4", "hr", "i", "li", "ol", "p", "strong", "ul"})
ATTRIBUTES = {"a": frozenset({"href"})}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: Gone with all that is in them, not only their tags.
DROPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"})
#: Links in what sellers write say nothing for the site and lead to pages that know nothing of it.
SELLERS_REL = "nofollow ugc noopener"

_ADDRESS = re.compile(r"""((?<![\w@/.&;=])https?://[^\s<>"'`\\\u202a-\u202e]{4,200})""")
_TRAILING = ".,;:!?)]}&"


def sellers_text(text: str) -> SafeString:
    """Plain words of a seller as paragraphs; markup in them stays text, and web addresses become links."""
    pieces = _ADDRESS.split(text)  # words and addresses take turns
    linked = [_link(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)]
    return _cleaned(linebreaks("".join(linked)), rel=SELLERS_REL)


def editors_html(markup: str) -> SafeString:
    """HTML that an editor wrote, such as shown rich text, with only what is allowed kept."""
    return _cleaned(markup, rel="noopener")


def _cleaned(markup: str, *, rel: str) -> SafeString:
    clean = nh3.clean(
        markup,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=rel,
        strip_comments=True,
    )
    return mark_safe(clean)


def _link(found: str) -> str:
    """The address as a link; points and brackets after it belong to the sentence."""
    address = found.rstrip(_TRAILING)
    return f'<a href="{escape(address)}">{escape(address)}</a>{escape(found[len(address) :])}'
