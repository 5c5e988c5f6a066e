"""Words that a change of a shop's state needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.fields import WordsField
from shops.standing.states import STEPS, ShopMove, staff_moves_from

MOST_WORDS = 2000


class ClosingForm(forms.Form):
    """Why the owner closes the shop; the words make sure that nobody does it by a slip of the thumb."""

    reason = WordsField(
        label=_("Why do you close it?"),
        help_text=_("It cannot be opened again. Products and orders stay in the books."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """What staff do with a shop, out of what its state allows."""

    #: The last entry of the history that they have before them.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    move = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect(attrs={"data-focus-key": "a"}))
    reason = WordsField(
        label=_("Words for the owner"),
        help_text=_("Needed to return, suspend or close: say what is wrong and how to mend it."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = staff_moves_from(state)
        self.fields["move"].choices = [(move.value, move.label) for move in moves]  # type: ignore[attr-defined]  # a choice field's

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        move = cleaned.get("move")
        if move and STEPS[ShopMove(move)].needs_reason and not cleaned.get("reason", "").strip():
            self.add_error("reason", gettext("Say why, so that the owner can mend it."))
        return cleaned
