"""Folding, words, stop words and stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    LONGEST_WORD,
    fold,
    index_forms,
    is_stop_word,
    split_words,
    stem,
    stem_forms,
    written_forms,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KERIPIK Tempé", "keripik tempe"),
        ("Jum’at", "jumat"),
        ("oleh‑oleh", "oleh-oleh"),
        ("ﬁne Ⅻ", "fine xii"),
    ],
)
def test_case_accents_and_typographic_marks_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["oleh-oleh", "Oleh oleh", "oleh2", "OLEH–OLEH"])
def test_a_doubled_word_is_one_word_however_it_is_written(text: str) -> None:
    assert split_words(text) == ["oleh-oleh"]


def test_hyphens_units_and_punctuation_separate_words() -> None:
    words = split_words("Batik-tulis, 250gr (A4) mp3 sayur-mayur Rp1.250.000")

    assert words == ["batik", "tulis", "250", "gr", "a4", "mp3", "sayur", "mayur", "rp1", "250", "000"]


def test_a_doubled_word_is_also_indexed_by_its_half() -> None:
    written, stems = index_forms(["Kupu-kupu kayu"])

    assert written == "kupu-kupu kupu kayu"
    assert stems == "kupu-kupu kupu kayu"


def test_stop_words_stay_as_written_but_leave_the_stems() -> None:
    written, stems = index_forms(["Tas untuk menjualkan kopi"])

    assert is_stop_word("untuk")
    assert written == "tas untuk menjualkan kopi"
    assert stems == "tas jual kopi"


@pytest.mark.parametrize("word", ["kemeja", "keranjang", "terasi", "oleh-oleh"])
def test_words_with_a_misleading_root_stay_whole(word: str) -> None:
    assert stem(word) == word


def test_endless_words_are_cut_alike_everywhere() -> None:
    assert split_words("a" * 5_000) == ["a" * LONGEST_WORD]


@given(st.text())
def test_any_text_gives_clean_words(text: str) -> None:
    words = split_words(text)

    assert all(word and not any(char.isspace() for char in word) for word in words)
    assert all(max(map(len, word.split("-"))) <= LONGEST_WORD for word in words)


@given(st.text())
def test_words_are_the_same_when_read_again(text: str) -> None:
    once = split_words(text)

    assert split_words(" | ".join(once)) == once


@given(
    st.lists(
        st.sampled_from(
            ["tas", "Tas-tas", "tas2", "a", "250gr", "gr", "di", "batik-tulis", "TULIS", "–", "¼"]
        )
    )
)
def test_a_text_is_indexed_by_the_forms_of_its_words(parts: list[str]) -> None:
    text = " ".join(parts)

    written, stems = index_forms([text])

    words = split_words(text)
    assert written == " ".join(form for word in words for form in written_forms(word))
    assert stems == " ".join(form for word in words for form in stem_forms(word))
