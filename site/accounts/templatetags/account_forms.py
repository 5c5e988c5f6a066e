"""allauth's forms as the forms of the rest of the site: `{% load account_forms %}`."""

from django import template
from django.forms import BaseForm

register = template.Library()


@register.filter
def said_once(form: BaseForm) -> BaseForm:
    """`{% for field in form|said_once %}`: without placeholders.

    allauth repeats each label inside its field, where it looks like an answer and goes as soon as one types.
    """
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
