"""Better spellings from the words that the catalogue itself uses."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_SHORTEST = 4
_CLOSEST_LOOKED_AT = 60
_CANDIDATES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant: how many edits away, and in how many products it stands."""

    word: str
    edits: int
    frequency: int


class Vocabulary:
    """The words of a catalogue with the number of products each stands in, searchable by likeness.

    Words are found by the pairs of letters they share, then measured; so a wrong first letter is forgiven
    and the whole vocabulary is never compared.
    """

    def __init__(self, frequencies: Iterable[tuple[str, int]]) -> None:
        self._words: list[str] = []
        self._frequencies: list[int] = []
        self._holding: defaultdict[str, array[int]] = defaultdict(lambda: array("L"))
        for word, frequency in frequencies:
            if len(word) >= _SHORTEST and word.isalpha():
                for pair in _pairs(word):
                    self._holding[pair].append(len(self._words))
                self._words.append(word)
                self._frequencies.append(frequency)

    def candidates(self, word: str, most_edits: int) -> list[Candidate]:
        """Return the likeliest words within that many edits, nearest first, then the most used."""
        shared: Counter[int] = Counter()
        for pair in _pairs(word):
            shared.update(self._holding.get(pair, ()))
        found = []
        for number, _count in shared.most_common(_CLOSEST_LOOKED_AT):
            other = self._words[number]
            edits = edit_distance(word, other, most_edits)
            if 0 < edits <= most_edits:
                found.append(Candidate(other, edits, self._frequencies[number]))
        return sorted(found, key=lambda item: (item.edits, -item.frequency, item.word))[:_CANDIDATES]


def _pairs(word: str) -> set[str]:
    """Return the pairs of neighbouring letters, with the word's ends marked."""
    marked = f"^{word}$"
    return {marked[index : index + 2] for index in range(len(marked) - 1)}


def edit_distance(left: str, right: str, limit: int) -> int:
    """Return the number of letters to change, add, drop or swap with a neighbour; `limit + 1` when more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        this = [row]
        for column, other in enumerate(right, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        if min(this) > limit:
            return limit + 1
        before, last = last, this
    return min(last[-1], limit + 1)
