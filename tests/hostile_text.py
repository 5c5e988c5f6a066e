"""Text that has broken programs: every line of a list of such texts, one at a time."""

from collections.abc import Iterable
from functools import cache

from django.utils.html import escape

from media.texts import DAMAGED, forbidden_in, tidy
from tests.project.sources import ROOT

LIST = ROOT / "tests" / "data" / "hostile-text" / "blns.txt"


@cache
def hostile_lines() -> tuple[str, ...]:
    """The list's lines without its comments and empty lines."""
    lines = LIST.read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


def is_refused(line: str) -> bool:
    """Whether no form takes it: it hides something, or something of it was lost on the way."""
    text = tidy(line.strip())
    return bool(forbidden_in(text)) or DAMAGED in text


def wrongly_shown(page: str, texts: Iterable[str]) -> list[str]:
    """Which of these the page does not show escaped, or shows as it came; white space counts as one."""
    text = " ".join(page.split())
    plain = [" ".join(line.split()) for line in texts]
    return [line for line in plain if escape(line) not in text or ("<" in line and line in text)]
