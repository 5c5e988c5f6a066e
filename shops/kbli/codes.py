"""KBLI 2025 in memory: 1,559 five-digit groups, found by code or by words.

The files are shipped as they were published (their licence allows nothing else) and never written to.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shops.regions.queries import fold

DATA = Path(__file__).parent / "data"
#: A description goes on to say what belongs elsewhere; those words must not find the group.
EXCLUSION = re.compile(r"\btidak (?:mencakup|termasuk)\b")
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """One five-digit group; `title` in sentence case, `description` as published, `section` a title too."""

    code: str
    title: str
    description: str
    section: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@dataclass(frozen=True, slots=True)
class _Entry:
    group: Group
    title: str
    included: str


@cache
def known_groups() -> Mapping[str, Group]:
    """Every group by its code, in the order of the codes."""
    sections = _section_by_division()
    return {
        row["code"]: Group(
            row["code"], row["title"].capitalize(), row["description"], sections[row["code"][:2]]
        )
        for row in _read("05_kelompok")
    }


def find_groups(words: str, most: int = 10) -> list[Group]:
    """The groups whose code begins with these digits, or whose words begin with every one of these words.

    Words of the title count before words of the description; what a description leaves out does not count.
    Where no group has all the words, those with most of them are given.
    """
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return []
    if len(wanted) == 1 and wanted[0].isdigit():
        return [group for code, group in known_groups().items() if code.startswith(wanted[0])][:most]
    scored = [(score, entry.group) for entry in _index() if (score := _score(entry, wanted))]
    best = max((score for score, _group in scored), default=(0, 0))
    enough = [pair for pair in scored if pair[0][0] == best[0]]
    return [group for _score_, group in sorted(enough, key=lambda pair: (-pair[0][1], pair[1].code))][:most]


def _score(entry: _Entry, wanted: list[str]) -> tuple[int, int] | None:
    """How many of the words it has, and how many of them in its title; None for none."""
    in_title = sum(f" {word}" in entry.title for word in wanted)
    found = sum(f" {word}" in entry.title or f" {word}" in entry.included for word in wanted)
    return (found, in_title) if found else None


@cache
def _index() -> list[_Entry]:
    return [
        _Entry(group, _words(group.title), _words(EXCLUSION.split(group.description, maxsplit=1)[0]))
        for group in known_groups().values()
    ]


def _words(text: str) -> str:
    """The folded words, each after a space, so that a word is found by its beginning."""
    return " " + " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def _section_by_division() -> dict[str, str]:
    titles = {row["code"]: row["title"].capitalize() for row in _read("01_kategori")}
    return {row["code"]: titles[row["kategori_code"]] for row in _read("02_golongan_pokok")}


def _read(name: str) -> Iterator[dict[str, Any]]:
    yield from json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
