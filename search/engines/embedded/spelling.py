"""Which words the index does not know, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import tantivy

from search.analysis import is_stop_word, stem
from search.engines.embedded.asking import count_hits
from search.engines.embedded.query import Breadth, Plan, allowed_edits, build
from search.engines.embedded.reading import Snapshot
from search.engines.embedded.schema import ANY_TEXT, TEXT_FIELDS
from search.spelling import Candidate
from search.words import AnalysedQuery, QueryWord, analyse

FEW_HITS = 3
"""A result with fewer hits makes even a known but rare word suspect."""

_MOST_GUESSED = 6
_MORE_USED = 10
_MOST_DOUBTED = 4


def known_part(searcher: tantivy.Searcher, query: AnalysedQuery) -> tuple[AnalysedQuery, frozenset[str]]:
    """Return the question without alternatives that no product holds, and the words held in no form at all.

    Of many such words only the first few are returned: each is looked for in other spellings.
    """
    words = tuple(
        replace(word, alternatives=tuple(each for each in word.alternatives if _holds(searcher, each.words)))
        for word in query.words
    )
    unknown = [word.text for word in words if not _is_known(searcher, word)]
    return replace(query, words=words), frozenset(unknown[:_MOST_GUESSED])


def _is_known(searcher: tantivy.Searcher, word: QueryWord) -> bool:
    if word.alternatives or _holds(searcher, (word.text,)):
        return True
    return any(searcher.doc_freq("klaim", kind) for kind in word.claims)


def _holds(searcher: tantivy.Searcher, words: tuple[str, ...]) -> bool:
    return all(searcher.doc_freq(ANY_TEXT, word if is_stop_word(word) else stem(word)) for word in words)


def better_spelling(snapshot: Snapshot, plan: Plan, typed: str, total: int) -> str | None:
    """Return the question with doubtful words replaced, if that finds more than the words as typed do."""
    as_typed = total if plan.breadth is Breadth.ALL_WORDS else 0
    if as_typed >= FEW_HITS:
        return None
    best: str | None = None
    most = as_typed
    for corrected in _corrections(snapshot, plan):
        text = _replaced(typed, corrected)
        found = _count(snapshot, plan, text)
        if found > most:
            best, most = text, found
    return best


def _corrections(snapshot: Snapshot, plan: Plan) -> Iterator[dict[str, str]]:
    """Yield replacements to try: the likeliest for all doubtful words, then a lone one's other candidates."""
    doubtful: dict[str, list[Candidate]] = {}
    for word in plan.query.words:
        if len(doubtful) < _MOST_DOUBTED and (candidates := _meant_by(snapshot, plan, word.text)):
            doubtful[word.text] = candidates
    if doubtful:
        yield {word: candidates[0].word for word, candidates in doubtful.items()}
    if len(doubtful) == 1:
        ((doubted, others),) = doubtful.items()
        for candidate in others[1:]:
            yield {doubted: candidate.word}


def _meant_by(snapshot: Snapshot, plan: Plan, word: str) -> list[Candidate]:
    edits = allowed_edits(word)
    if not edits:
        return []
    uses = 0
    if word not in plan.unknown:
        uses = max(snapshot.searcher.doc_freq(name, word) for name in TEXT_FIELDS)
    candidates = snapshot.vocabulary.candidates(word, edits)
    return [candidate for candidate in candidates if candidate.frequency >= uses * _MORE_USED]


def _replaced(typed: str, corrected: dict[str, str]) -> str:
    """Return the question with words replaced in place; quotes and the other words stay as typed."""

    def swap(match: re.Match[str]) -> str:
        analysed = analyse(match[0])
        word = analysed.words[0].text if len(analysed.words) == 1 else ""
        return corrected.get(word, match[0])

    return re.sub(r"[^\s\"“”„,;]+", swap, typed)


def _count(snapshot: Snapshot, plan: Plan, text: str) -> int:
    asked = replace(plan, query=analyse(text), breadth=Breadth.ALL_WORDS, unknown=frozenset())
    return count_hits(snapshot.searcher, build(asked))
