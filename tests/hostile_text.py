"""Text that has broken programs: every line of the shared list, one at a time."""

from collections.abc import Iterable
from functools import cache

import pytest
from django.utils.html import escape

from tests.project.sources import ROOT

LIST = ROOT.parent / "shared" / "data" / "hostile-text" / "blns.txt"

#: Marks a test, or as `pytestmark` a module, that reads the list.
needs_hostile_text = pytest.mark.skipif(
    not LIST.exists(), reason="the shared list of hostile text is not beside the project"
)


@cache
def hostile_lines() -> tuple[str, ...]:
    """The list's lines without its comments and empty lines."""
    if not LIST.exists():
        return ()
    lines = LIST.read_text(encoding="utf-8").split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


def wrongly_shown(page: str, texts: Iterable[str]) -> list[str]:
    """Which of these the page does not show escaped, or shows as it came; white space counts as one."""
    text = " ".join(page.split())
    plain = [" ".join(line.split()) for line in texts]
    return [line for line in plain if escape(line) not in text or ("<" in line and line in text)]
