"""Form fields for what people write: every form takes its texts through these, the CMS's too."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from media.texts import DAMAGED, forbidden_in, tidy, tidy_line


def checked(text: str) -> str:
    """The text; raises ValidationError where it holds what hides, or what was lost on the way."""
    if character := forbidden_in(text):
        raise ValidationError(
            _(
                "This text holds a hidden character (%(character)s) that can make it read as something else. "
                "Type it again instead of pasting it."
            ),
            code="hidden",
            params={"character": character},
        )
    if DAMAGED in text:
        raise ValidationError(
            _("This text holds damaged characters (%(sign)s). Type them again."),
            code="damaged",
            params={"sign": DAMAGED},
        )
    return text


class LineField(forms.CharField):
    """A text of one line: line ends become spaces."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return checked(tidy_line(text)) or self.empty_value if text else text


class WordsField(forms.CharField):
    """A text of several lines."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return checked(tidy(text)) or self.empty_value if text else text


class WebAddressField(forms.URLField):
    """An address of the web; Django's own pattern lets marks of direction through."""

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        return checked(text) if text else text


def use_in_cms() -> None:
    """Have Wagtail make its forms of models with these fields."""
    register_form_field_override(models.CharField, override={"form_class": LineField}, exact_class=True)
    register_form_field_override(
        models.TextField,
        override={"form_class": WordsField, "widget": AdminAutoHeightTextInput},
        exact_class=True,
    )
    register_form_field_override(
        models.URLField, override={"form_class": WebAddressField, "assume_scheme": "https"}
    )


def take_text(fields: dict[str, forms.Field]) -> None:
    """Put these fields in place of Django's own, in a form that Wagtail makes by itself."""
    for name, field in fields.items():
        if type(field) is forms.CharField and not field.widget.is_hidden:
            taken = LineField(
                label=field.label,
                required=field.required,
                help_text=field.help_text,
                max_length=field.max_length,
                widget=field.widget,
            )
            fields[name] = taken
