"""When a shop is away."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from media.fields import LineField
from shops.holidays.exceptions import HolidayBackwards, HolidayError, HolidayOver, HolidayTooLong
from shops.holidays.models import Holiday

#: The field and the sentence for each of the services' refusals.
PROBLEMS: dict[type[HolidayError], tuple[str, Any]] = {
    HolidayBackwards: ("last_day", _("The last day lies before the first. Choose a later one.")),
    HolidayOver: ("last_day", _("That day has passed already. Choose a day from today on.")),
    HolidayTooLong: (
        "last_day",
        _("A holiday can last three months at most. Set the first part now and the rest later."),
    ),
}


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class HolidayForm(forms.Form):
    """First and last day, both included."""

    first_day = _day(_("First day"))
    last_day = _day(_("Last day"), help_text=_("You are open again the day after."))
    note = LineField(
        label=_("What buyers are told"),
        max_length=200,
        required=False,
        help_text=_("For example: we are at an exhibition and send again on Monday."),
    )

    @classmethod
    def for_holiday(cls, holiday: Holiday | None, data: Any) -> "HolidayForm":
        names = ("first_day", "last_day", "note")
        return cls(data, initial={name: getattr(holiday, name) for name in names} if holiday else {})

    def add_problem(self, error: HolidayError) -> None:
        field, words = PROBLEMS[type(error)]
        self.add_error(field, words)

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.cleaned_data["first_day"], self.cleaned_data["last_day"]
