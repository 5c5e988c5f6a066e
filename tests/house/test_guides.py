"""The guides' pictures: made by the browser's journeys, shown in a guide, and small."""

import re
from pathlib import Path

import pytest

from tests.project.sources import ROOT

GUIDES = ROOT / "docs" / "guides"
PICTURES = GUIDES / "gambar"
MOST_BYTES = 60_000


def shown_in_guides() -> set[str]:
    """The names of the pictures that the guides refer to."""
    pages = (path.read_text(encoding="utf-8") for path in GUIDES.glob("*.md"))
    return {name for page in pages for name in re.findall(r"\]\(gambar/([^)\s]+)", page)}


def made_by_journeys() -> set[str]:
    """The names of the pictures that the browser's tests make with GUIDE_PICTURES set."""
    tests = (path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "e2e").glob("test_*.py"))
    return {f"{name}.webp" for test in tests for name in re.findall(r'shown\(\w+, "([\w-]+)"\)', test)}


def kept() -> list[Path]:
    return sorted(PICTURES.iterdir())


def test_every_picture_that_a_guide_shows_is_there() -> None:
    assert shown_in_guides() <= {path.name for path in kept()}


def test_every_picture_is_made_by_a_journey_and_shown_in_a_guide() -> None:
    names = {path.name for path in kept()}

    assert names == made_by_journeys()
    assert names == shown_in_guides()


@pytest.mark.parametrize("guide", ["penjual.md", "kurator.md"])
def test_every_picture_has_words_for_who_cannot_see_it(guide: str) -> None:
    words = re.findall(r"!\[([^\]]*)\]\(gambar/", (GUIDES / guide).read_text(encoding="utf-8"))

    assert words
    assert all(len(said) > 10 for said in words)


def test_pictures_are_small() -> None:
    assert {path.name: path.stat().st_size for path in kept() if path.stat().st_size > MOST_BYTES} == {}
