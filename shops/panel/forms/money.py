"""Rupiah as sellers write it."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HIGHEST = 9_999_999_999

_WRITTEN = re.compile(r"(?:rp\.?)?(\d{1,3}(?:[. ]\d{3})+|\d{1,10})(?:,0{1,2}|,-)?")


class RupiahField(forms.Field):
    """Whole rupiah, as a Decimal: takes `25000`, `25.000`, `Rp 25.000` and `Rp25.000,00`."""

    default_error_messages = {
        "invalid": _("Write the price in whole rupiah, for example 25000 or 25.000."),
        "low": _("The price must be at least Rp 1."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        written = _WRITTEN.fullmatch(re.sub(r"\s+", " ", str(value)).strip().lower().replace("rp ", "rp"))
        if written is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        amount = Decimal(re.sub(r"[. ]", "", written[1]))
        if not 1 <= amount <= HIGHEST:
            raise ValidationError(self.error_messages["low" if amount < 1 else "invalid"], code="low")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return f"{value:f}".partition(".")[0] if isinstance(value, Decimal) else value
