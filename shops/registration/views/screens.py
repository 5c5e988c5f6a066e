"""One screen of the registration: its form, what was searched for on it, and where it leads."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shops.kbli.codes import Group, find_groups, known_groups
from shops.registration.forms import QuestionForm, TeamForm
from shops.registration.models import Registration
from shops.registration.queries import find_places, place_at
from shops.registration.questions import Question
from shops.registration.views.suggestions import LONGEST, chosen_in


@dataclass
class Screen:
    """A question as this request asks it."""

    registration: Registration
    questions: list[Question]
    question: Question
    request: HttpRequest
    form: QuestionForm = field(init=False)

    def __post_init__(self) -> None:
        data = self.request.POST if self.request.method == "POST" else None
        kept = self.registration.answers.get(self.question.key, {})
        initial = TeamForm.initial_of(kept) if self.question.form is TeamForm else kept
        self.form = self.question.form(data, initial=initial, answers=self.registration.answers)

    @property
    def place(self) -> int:
        return self.questions.index(self.question)

    def address(self, question: Question | None) -> str:
        """Where a question is asked; the review for none."""
        slug = self.registration.shop.slug if self.registration.shop else ""
        if question is None:
            return reverse(
                "registration:mend_review" if slug else "registration:review", args=[slug] * bool(slug)
            )
        if slug:
            return reverse("registration:mend_question", args=[slug, question.key])
        return reverse("registration:question", args=[question.key])

    def after(self) -> str:
        """The same question where more is looked for, the review for who came from it, else the next one."""
        if "more" in self.request.POST:
            return self.address(self.question)
        if "periksa" in self.request.GET or self.place + 1 == len(self.questions):
            return self.address(None)
        return self.address(self.questions[self.place + 1])

    def context(self) -> dict[str, Any]:
        """All that the screen shows."""
        words, chosen = self.request.GET.get("q", "")[:LONGEST], chosen_in(self.request)
        return {
            "question": self.question,
            "form": self.form,
            "number": self.place + 1,
            "total": len(self.questions),
            "before": self.address(self.questions[self.place - 1]) if self.place else "",
            "review": self.address(None),
            "words": words,
            **self._found(words, chosen),
        }

    def _found(self, words: str, chosen: list[str]) -> dict[str, Any]:
        if self.question.key == "wilayah":
            code = "".join(chosen[-1:]) or self.registration.answers.get("wilayah", {}).get("region", "")
            place = place_at(code) if code.isprintable() and code else None
            return {"place": place, "found": find_places(words)}
        if self.question.key == "kbli":
            return self._codes(words, chosen)
        return {}

    def _codes(self, words: str, chosen: list[str]) -> dict[str, Any]:
        """What is chosen and not kept yet goes along with the next search."""
        kept = self.registration.answers.get("kbli", {})
        codes = [*kept.get("codes", []), *chosen]
        groups: dict[str, Group] = {code: known_groups()[code] for code in codes if code in known_groups()}
        found = [group for group in find_groups(words) if group.code not in groups]
        return {"chosen": list(groups.values()), "main": kept.get("main"), "found": found, "along": chosen}
