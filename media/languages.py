"""Words in another language than the page's."""

from django.utils.translation import get_language


class Indonesian(str):
    """Indonesian words on an English page, which says so where it shows them (WCAG 3.1.2).

    It is the text itself, so that it passes through cards, tables and caches; the filter `lang` knows it.
    """

    __slots__ = ()


def in_indonesian(text: str) -> str:
    """What somebody wrote in Indonesian, marked for a reader of English."""
    return Indonesian(text) if text and get_language() == "en" else text
