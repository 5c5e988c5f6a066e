"""What has to be mended in a form, all together and each with the way to its field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True)
class Problem:
    """One sentence about one field; `anchor` is the field's id on the page."""

    label: str
    anchor: str
    words: str


def problems_in(*parts: forms.Form) -> list[Problem]:
    """The problems of these forms in the order of their fields, without those that are about no field."""
    return [problem for part in parts if part.is_bound for problem in _problems(part)]


def _problems(form: forms.Form) -> Iterator[Problem]:
    for bound in form:
        for words in bound.errors:
            yield Problem(str(bound.label), bound.id_for_label, str(words))
