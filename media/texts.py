"""What people write, in one form, whichever way it comes in: a form, the CMS, an import.

What is harmless is put right: line ends, spaces, marks that print nothing, letters in several parts. What
makes a reader see something else than what is written is refused.
"""

import re
import unicodedata

# Controls, marks that reverse the writing direction, halves of surrogate pairs, and code points that are
# no characters: they hide in pasted text, change what a reader sees, or cannot be stored.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Marks that print nothing, and letters that look like nothing. Those that join letters and emoji stay.
_INVISIBLE = re.compile("[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u3164\ufeff\uffa0]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
DAMAGED = "\ufffd"


def is_plain(text: str) -> bool:
    """Whether a text has only printable ASCII signs: most have, and need no closer look."""
    return text.isascii() and text.isprintable()


def tidy(text: str) -> str:
    """The text in one normal form, with "\\n" for line ends, without outer spaces."""
    if is_plain(text):
        return text.strip()
    composed = unicodedata.normalize("NFC", text)
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", composed)).strip()


def tidy_line(text: str) -> str:
    """The text in one normal form with every run of white space as one space."""
    return " ".join(tidy(text).split())


def forbidden_in(text: str) -> str:
    """The first character that no text may hold, as people look it up: U+202E. Empty where there is none."""
    found = None if is_plain(text) else _FORBIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def whole_number(written: str, most_digits: int) -> int | None:
    """The number that a request names in ASCII digits; None for anything else, and for more digits."""
    is_number = written.isascii() and written.isdigit() and len(written) <= most_digits
    return int(written) if is_number else None
