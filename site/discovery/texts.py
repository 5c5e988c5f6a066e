"""Short plain texts out of long ones."""

import re
from html import unescape

import nh3

#: What search engines show of a description, about.
DESCRIPTION = 158
TITLE = 70
#: Characters that print nothing: controls, direction marks, the byte order mark.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def one_line(text: str) -> str:
    """The text with one blank for any run of blanks and of characters that print nothing."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def cut(text: str, length: int) -> str:
    """The text in one line of at most `length` characters, cut between words where there is a gap near."""
    line = one_line(text)
    if len(line) <= length:
        return line
    kept = line[: length - 1]
    head, blank, _tail = kept.rpartition(" ")
    return f"{(head if blank and len(head) > length // 2 else kept).rstrip(' .,;:–-')}…"


def without_markup(markup: str) -> str:
    """What a reader reads of rich text, in one line."""
    spaced = re.sub(r"<(?:/p|/li|/h\d|br)[^>]*>", " ", markup)
    return one_line(unescape(nh3.clean(spaced, tags=set())))
