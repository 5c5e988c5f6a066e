"""The kawung mark as SVG and the command line that writes pages."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from media.artwork import kawung_path, kawung_svg

ROOT = Path(__file__).resolve().parents[3]


def test_the_mark_is_well_formed_and_has_four_petals_with_seeds() -> None:
    document = ElementTree.fromstring(kawung_svg(64, "#1E3A6E"))

    (path,) = document

    assert document.get("viewBox") == "0 0 64 64"
    assert path.get("fill") == "#1E3A6E"
    assert (path.get("d") or "").count("M") == 8


@pytest.mark.parametrize("size", [16, 64, 512])
def test_the_mark_stays_inside_its_square(size: int) -> None:
    words = kawung_path(size).replace("A", " ").replace("M", " ").replace("Z", " ").split()

    numbers = [float(word) for word in words]

    assert min(numbers) >= 0
    assert max(number for number in numbers if number not in (45.0, 135.0)) <= size


@pytest.mark.parametrize("colour", ['red" onload="x', "<b>", "a;b"])
def test_a_colour_cannot_break_out_of_the_document(colour: str) -> None:
    size = 32

    with pytest.raises(ValueError, match="not a CSS colour"):
        kawung_svg(size, colour)


def test_the_sheet_command_writes_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.png"

    subprocess.run(
        [sys.executable, "-m", "media.artwork", "sheet", str(page), "soap"], cwd=ROOT, check=True, env={}
    )

    assert page.stat().st_size > 20_000


def test_the_sheet_command_names_an_unknown_archetype(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "media.artwork", "sheet", str(tmp_path / "x.png"), "spaceship"]

    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={})

    assert answer.returncode == 2
    assert "spaceship" in answer.stderr
