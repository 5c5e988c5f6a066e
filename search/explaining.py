"""Why a product was found: from its words and the question's to reasons. The same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.contract import Reason, SearchRequest, Sort
from search.spelling import edit_distance
from search.words import AnalysedQuery, QueryWord

FOUND_IN = ("title", "names", "description")


class Wording:
    """The words of one part of a product, as written and as stems, both as `index_forms` gives them."""

    def __init__(self, written: str, stems: str) -> None:
        self.written = written.split(" ")
        self.stems = stems.split(" ")

    def holds(self, word: QueryWord) -> bool:
        """Whether the word stands here, in any inflection."""
        return word.text in self.written or bool(word.stem and word.stem in self.stems)

    def holds_together(self, words: tuple[str, ...]) -> bool:
        """Whether the words stand here next to each other."""
        size = len(words)
        return any(tuple(self.written[at : at + size]) == words for at in range(len(self.written) - size + 1))

    def nearest(self, word: str, edits: int) -> str | None:
        """Return the word here that is at most that many edits away, if there is one."""
        return next((other for other in self.written if edit_distance(word, other, edits) <= edits), None)


@dataclass(frozen=True, slots=True)
class Described:
    """The parts of a product that a reason can point to; `claims` only those that hold today."""

    title: Wording
    names: Wording
    claims: tuple[str, ...]
    region: tuple[str, ...]
    region_label: str


@dataclass(frozen=True, slots=True)
class Taken:
    """How an engine took the question.

    `edits` says how far a word's spelling may be off (0: as typed); `may_miss` tells that a word need not be
    found at all, and then `is_in_description` answers for the part that is not in `Described`.
    """

    query: AnalysedQuery
    edits: Callable[[str], int]
    may_miss: bool


def reasons_for(
    described: Described, taken: Taken, request: SearchRequest, is_in_description: Callable[[QueryWord], bool]
) -> tuple[Reason, ...]:
    """Return why this product is among the hits and what speaks for it, the weightiest first."""
    found: dict[str, list[str]] = {place: [] for place in (*FOUND_IN, "missing")}
    special: list[Reason] = []
    for word in taken.query.words:
        place = _place_of(word, described)
        if place is None and (reason := _other_form(word, described, taken)):
            special.append(reason)
            continue
        if place is None:
            is_missing = taken.may_miss and not is_in_description(word)
            place = "missing" if is_missing else "description"
        found[place].append(word.text)
    reasons = [Reason("phrase", {"words": " ".join(phrase)}) for phrase in taken.query.phrases]
    reasons += [Reason(place, {"words": ", ".join(found[place])}) for place in FOUND_IN if found[place]]
    reasons += special
    if found["missing"]:
        reasons.append(Reason("missing", {"words": ", ".join(found["missing"])}))
    return (*reasons, *_standing(described, request, taken.query))


def _place_of(word: QueryWord, described: Described) -> str | None:
    if described.title.holds(word):
        return "title"
    return "names" if described.names.holds(word) else None


def _other_form(word: QueryWord, described: Described, taken: Taken) -> Reason | None:
    for part in (described.title, described.names):
        for alternative in word.alternatives:
            if part.holds_together(alternative.words):
                return Reason(alternative.kind, {"word": word.text, "found": alternative.text})
    if any(claim in described.claims for claim in word.claims):
        return Reason("claim-word", {"word": word.text})
    if edits := taken.edits(word.text):
        for part in (described.title, described.names):
            if other := part.nearest(word.text, edits):
                return Reason("spelling", {"word": word.text, "found": other})
    return None


def _standing(described: Described, request: SearchRequest, query: AnalysedQuery) -> Iterator[Reason]:
    if request.sort is not Sort.RELEVANCE:
        yield Reason("sort", {"sort": request.sort.value})
    elif query.is_empty:
        yield Reason("newest")
    if described.claims:
        yield Reason("claims", {"claims": ", ".join(described.claims)})
    if request.viewer_region and request.viewer_region in described.region:
        yield Reason("region", {"region": described.region_label})
