"""Whole numbers as sellers write them."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

_IN_GROUPS = re.compile(r"\d{1,3}(?:[. ]\d{3})+")


class WholeNumberField(forms.IntegerField):
    """Takes `1500`, `1.500` and `1 500`. No field of numbers: to a browser 1.000 is one, not a thousand."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write a whole number, for example 1500 or 1.500."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        written = value.strip() if isinstance(value, str) else value
        if isinstance(written, str):
            written = re.sub(r"[. ]", "", written) if _IN_GROUPS.fullmatch(written) else written
            if "." in written:  # Django would take 2.0 for 2
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        number: int | None = super().to_python(written)
        return number
