"""The word lists in `search/data`, read once per process. `search/data/README.md` describes their form."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _lines(name: str) -> list[str]:
    lines = (line.strip() for line in (DATA / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@cache
def stop_words() -> frozenset[str]:
    """Return the words left out of the stemmed fields."""
    return frozenset(_lines("stopwords-id.txt"))


@cache
def unstemmed_words() -> frozenset[str]:
    """Return the words kept whole by the stemmer."""
    return frozenset(_lines("unstemmed.txt"))


@cache
def slang() -> dict[str, str]:
    """Return chat spellings and what they stand for, without those that are names of goods."""
    entries: dict[str, str] = json.loads((DATA / "slang.txt").read_text(encoding="utf-8"))
    refused = set(_lines("slang-refused.txt"))
    return {short: meant.lower() for short, meant in entries.items() if short not in refused}


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Return for each listed word the words or groups of words that also find what it means."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in _lines("synonyms.txt"):
        left, arrow, right = line.partition(">")
        heads = _members(left)
        targets = _members(right) if arrow else heads
        for head in heads:
            found[head].update(dict.fromkeys(target for target in targets if target != head))
    return {head: tuple(targets) for head, targets in found.items()}


def _members(part: str) -> list[str]:
    return [member for raw in part.split(",") if (member := raw.strip().lower())]
