"""Better spellings from a vocabulary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.spelling import Vocabulary, edit_distance

WORDS = [("keripik", 500), ("keripiknya", 3), ("tempe", 300), ("kopi", 90), ("gerabah", 40), ("batik", 80)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kerpik", "keripik"),
        ("tepme", "tempe"),
        ("gerbaah", "gerabah"),
        ("vatik", "batik"),
        ("kopii", "kopi"),
    ],
)
def test_a_slip_leads_to_the_word_meant(typed: str, meant: str) -> None:
    candidates = Vocabulary(WORDS).candidates(typed, 1)

    assert candidates[0].word == meant


def test_nearer_words_come_first_then_more_used_ones() -> None:
    vocabulary = Vocabulary([("kopi", 5), ("topi", 50), ("kopiah", 900)])

    assert [item.word for item in vocabulary.candidates("lopi", 2)] == ["topi", "kopi"]


def test_the_word_itself_is_no_better_spelling() -> None:
    assert Vocabulary([("kopi", 5)]).candidates("kopi", 2) == []


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_distance_is_symmetric_and_bounded(left: str, right: str) -> None:
    distance = edit_distance(left, right, 2)

    assert distance == edit_distance(right, left, 2)
    assert 0 <= distance <= 3
    assert (distance == 0) == (left == right)
