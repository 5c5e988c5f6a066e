"""Indonesian text analysis, shared by documents and questions: folding, words, stop words, stems.

Two forms of every text are indexed: its words as written (folded), which keep stop words and make phrases
possible, and their stems without stop words, which make "menjualkan" find "jual".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import eq

import snowballstemmer

from search.lexicon import stop_words, unstemmed_words

LONGEST_WORD = 40
"""Characters kept of a word; longer ones are noise, and the same cut is made on both sides."""

_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['’‘ʼ`´](?=[^\W\d_])")
_MAY_HOLD_APOSTROPHE = re.compile("['’‘ʼ`´]")
_HYPHENS = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-"})
_RUN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_DOUBLED_BY_DIGIT = re.compile(r"([^\W\d_]{3,})2")
_NUMBER_WITH_UNIT = re.compile(r"(\d+)([^\W\d_]+)")
_SHORTEST_DOUBLED = 3

_stemmer = snowballstemmer.stemmer("indonesian")


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with plain hyphens, apostrophes inside words gone."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_HYPHENS)
    text = text.lower()
    return _APOSTROPHES.sub("", text) if _MAY_HOLD_APOSTROPHE.search(text) else text


def split_words(text: str) -> list[str]:
    """Return the folded words of a text in order.

    A doubled word is one word however it is written: "oleh-oleh", "oleh oleh" and "oleh2" all give
    "oleh-oleh". Other hyphens separate ("batik-tulis"), and so do a number and its unit ("250gr").
    """
    return _doubled(word for run in _RUN.findall(fold(text)) for word in _split_run(run))


def _doubled(parts: Iterable[str]) -> list[str]:
    words: list[str] = []
    for word in parts:
        if words and words[-1] == word and _can_double(word):
            words[-1] = f"{word}-{word}"
        else:
            words.append(word)
    return words


def _can_double(word: str) -> bool:
    return len(word) >= _SHORTEST_DOUBLED and word.isalpha()


@lru_cache(maxsize=65_536)
def _split_run(run: str) -> tuple[str, ...]:
    parts = run.split("-")
    if len(parts) == 2 and parts[0] == parts[1] and _can_double(parts[0]):
        half = parts[0][:LONGEST_WORD]
        return (f"{half}-{half}",)
    words: list[str] = []
    for part in parts:
        if match := _DOUBLED_BY_DIGIT.fullmatch(part):
            words.append(f"{match[1][:LONGEST_WORD]}-{match[1][:LONGEST_WORD]}")
        elif match := _NUMBER_WITH_UNIT.fullmatch(part):
            words += (match[1][:LONGEST_WORD], match[2][:LONGEST_WORD])
        else:
            words.append(part[:LONGEST_WORD])
    return tuple(words)


def is_stop_word(word: str) -> bool:
    """Return whether the word says nothing about a product ("yang", "untuk")."""
    return word in stop_words()


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the root of a folded word; doubled words and words whose root misleads stay whole."""
    if "-" in word or word in unstemmed_words():
        return word
    root: str = _stemmer.stemWord(word)
    return root


@lru_cache(maxsize=65_536)
def written_forms(word: str) -> tuple[str, ...]:
    """Return what is indexed for a word as written: itself, and for a doubled word also its half."""
    return (word, word.split("-")[0]) if "-" in word else (word,)


@lru_cache(maxsize=65_536)
def stem_forms(word: str) -> tuple[str, ...]:
    """Return the stems indexed for a word: none for a stop word."""
    forms = (form for form in written_forms(word) if not is_stop_word(form))
    return tuple(stem(form) for form in forms)


def index_forms(texts: Iterable[str]) -> tuple[str, str]:
    """Return the texts as written words and as stems, each separated by blanks, ready to be indexed."""
    pairs = [_forms_of_text(text) for text in texts if text]
    return _joined(written for written, _ in pairs), _joined(stems for _, stems in pairs)


def _forms_of_text(text: str) -> tuple[str, str]:
    runs = [_RUNS[run] for run in _RUN.findall(fold(text))]
    if not runs:
        return "", ""
    firsts, lasts, written, stems = zip(*runs, strict=True)
    if any(map(eq, lasts, firsts[1:])):
        pairs = [_both_forms(word) for word in split_words(text)]
        return _joined(written for written, _ in pairs), _joined(stems for _, stems in pairs)
    return " ".join(written), _joined(stems)


class _Runs(dict[str, tuple[str, str, str, str]]):
    """For each run of letters and digits its first word, its last, its words as written, and their stems.

    Texts are read run by run from here, several times quicker than word by word; only where the end of a run
    may make one word with the beginning of the next do they have to be split.
    """

    MOST = 65_536

    def __missing__(self, run: str) -> tuple[str, str, str, str]:
        if len(self) >= self.MOST:
            self.clear()
        words = _doubled(_split_run(run))
        written, stems = zip(*map(_both_forms, words), strict=True)
        self[run] = found = (words[0], words[-1], " ".join(written), _joined(stems))
        return found


_RUNS = _Runs()


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


@lru_cache(maxsize=65_536)
def _both_forms(word: str) -> tuple[str, str]:
    return " ".join(written_forms(word)), " ".join(stem_forms(word))
