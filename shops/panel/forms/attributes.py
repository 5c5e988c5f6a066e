"""One field for each attribute of a product's class, typed as the attribute is."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from catalogue.models import ProductAttribute
from media.fields import LineField
from shops.panel.forms.product import number

PREFIX = "attr"


def _text(**kwargs: Any) -> forms.Field:
    return LineField(max_length=1000, **kwargs)


def _integer(**kwargs: Any) -> forms.Field:
    return number(**kwargs)


def _float(**kwargs: Any) -> forms.Field:
    widget = forms.NumberInput(attrs={"inputmode": "decimal", "step": "any", "min": 0})
    return forms.FloatField(min_value=0, max_value=1_000_000, widget=widget, **kwargs)


def _boolean(**kwargs: Any) -> forms.Field:
    return forms.BooleanField(**{**kwargs, "required": False})


def _date(**kwargs: Any) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


#: The field for each of Oscar's attribute types that a seller fills in here.
FIELDS: dict[str, Callable[..., forms.Field]] = {
    "text": _text,
    "richtext": _text,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "date": _date,
}


class AttributesForm(forms.Form):
    """One field for each of these attributes of a class, by code."""

    prefix = PREFIX

    def __init__(self, *args: Any, attributes: Sequence[ProductAttribute], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for attribute in attributes:
            if attribute.type in FIELDS:
                self.fields[attribute.code] = _field(attribute)


def _field(attribute: ProductAttribute) -> forms.Field:
    return FIELDS[attribute.type](label=attribute.label, required=attribute.required)
