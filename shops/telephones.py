"""Telephone numbers as sellers write them."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField


class TelephoneField(PhoneNumberField):
    """An Indonesian number, or one with the code of its country. The library speaks English alone."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _(
            "This is no telephone number. Write it like 0812 3456 7890, or with the code of its country: +65…"
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(region="ID", **kwargs)
