"""What a shopper's words mean, apart from any engine: words with their alternatives, and phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.claims.queries import TKDN_KINDS
from search.analysis import is_stop_word, split_words, stem, written_forms
from search.lexicon import slang, synonyms

MOST_WORDS = 24
"""Words of a question that are looked at; what comes after says little more and costs time."""

LONGEST_QUESTION = 2_000
"""Characters of a question that are looked at: far more than `MOST_WORDS` ordinary words."""

CLAIM_WORDS: dict[str, tuple[str, ...]] = {
    "halal": ("halal",),
    "sni": ("sni",),
    "pirt": ("pirt",),
    "bpom": ("bpom-md",),
    "tkdn": TKDN_KINDS,
    "pdn": ("pdn",),
}
"""Words that shoppers use for a verified claim, and the kinds that answer them."""

_QUOTED = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to say a word: its words stand together; `kind` is "synonym" or "slang"."""

    words: tuple[str, ...]
    kind: str

    @property
    def text(self) -> str:
        """The alternative as a shopper would type it."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a question: as typed (folded), its stem, and what else finds the same."""

    text: str
    stem: str
    alternatives: tuple[Alternative, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnalysedQuery:
    """A question taken apart.

    `words` must be found; `fillers` are stop words beside them, which only help the order. When a question
    holds nothing but stop words they are its words. `is_cut` tells that words were left out.
    """

    words: tuple[QueryWord, ...] = ()
    fillers: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for by words."""
        return not self.words and not self.phrases


def analyse(text: str) -> AnalysedQuery:
    """Take a question apart. Any text will do; one without letters or digits gives an empty question."""
    phrases, rest = _take_phrases(text[:LONGEST_QUESTION])
    typed = list(dict.fromkeys(split_words(rest)))
    kept = typed[: max(0, MOST_WORDS - sum(len(phrase) for phrase in phrases))]
    telling = [word for word in kept if not is_stop_word(word)]
    fillers = [word for word in kept if is_stop_word(word)]
    if not telling and not phrases:
        telling, fillers = fillers, []
    return AnalysedQuery(
        words=tuple(_query_word(word) for word in telling),
        fillers=tuple(fillers),
        phrases=phrases,
        is_cut=len(kept) < len(typed) or len(text) > LONGEST_QUESTION,
    )


def _take_phrases(text: str) -> tuple[tuple[tuple[str, ...], ...], str]:
    """Return the quoted phrases of two words and more, and the text without them.

    A quoted single word stays an ordinary word; an unclosed quotation mark means nothing.
    """
    phrases: list[tuple[str, ...]] = []
    budget = MOST_WORDS

    def take(match: re.Match[str]) -> str:
        nonlocal budget
        forms = phrase_forms(match[1])[:budget]
        if len(forms) < 2:
            return f" {match[1]} "
        budget -= len(forms)
        phrases.append(forms)
        return " "

    rest = _QUOTED.sub(take, text)
    return tuple(phrases), rest


def phrase_forms(text: str) -> tuple[str, ...]:
    """Return the words of a phrase in the sequence in which they are indexed."""
    return tuple(form for word in split_words(text) for form in written_forms(word))


def goods_called(prefix: str) -> tuple[str, ...]:
    """Return the single words that mean the same as a word that starts like this, by our list of synonyms."""
    meant = (target for word, targets in synonyms().items() if word.startswith(prefix) for target in targets)
    return tuple(dict.fromkeys(word for word in meant if " " not in word))


def _forms_of(text: str) -> tuple[str, ...]:
    """Return one word as it is, several as a phrase."""
    words = tuple(split_words(text))
    return words if len(words) == 1 else phrase_forms(text)


def _query_word(word: str) -> QueryWord:
    return QueryWord(
        text=word,
        stem="" if is_stop_word(word) else stem(word),
        alternatives=_alternatives(word),
        claims=CLAIM_WORDS.get(word, ()),
    )


def _alternatives(word: str) -> tuple[Alternative, ...]:
    """Return the synonyms of a word, of the word its slang stands for, and the half of a doubled word."""
    found: dict[tuple[str, ...], str] = {}
    standard = slang().get(word)
    if standard and (forms := _forms_of(standard)):
        found[forms] = "slang"
    half = written_forms(word)[-1]
    if half != word and not is_stop_word(half):
        found[(half,)] = "synonym"
    for spelling in (word, standard or ""):
        for target in synonyms().get(spelling, ()):
            found.setdefault(_forms_of(target), "synonym")
    found.pop((word,), None)
    return tuple(Alternative(words, kind) for words, kind in found.items())
