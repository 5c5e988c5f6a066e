"""Questions and answers as their page shows them: in groups, each with an address of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

LONGEST_ANCHOR = 60


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `answer` is Wagtail's rich text, `anchor` unique on the page."""

    question: str
    answer: Any
    anchor: str


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Questions under one heading; the heading is empty for those before the first one."""

    heading: str
    anchor: str
    questions: list[Question] = field(default_factory=list)


def grouped(stream: Iterable[Any]) -> Sequence[QuestionGroup]:
    """The groups of a stream of headings and questions; a heading without questions is left out."""
    groups = [QuestionGroup("", "")]
    taken: set[str] = set()
    for block in stream:
        if block.block_type == "heading":
            groups.append(QuestionGroup(block.value, _free_anchor(block.value, taken)))
            continue
        words = block.value["question"]
        groups[-1].questions.append(Question(words, block.value["answer"], _free_anchor(words, taken)))
    return [group for group in groups if group.questions]


def _free_anchor(words: str, taken: set[str]) -> str:
    """A short name for an address, unlike those taken before, and added to them."""
    base = slugify(words)[:LONGEST_ANCHOR].strip("-") or "tanya"
    anchor, number = base, 2
    while anchor in taken:
        anchor, number = f"{base}-{number}", number + 1
    taken.add(anchor)
    return anchor
