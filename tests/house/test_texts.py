"""Every field in which people write takes its text through `media.fields`: no way in has its own rule."""

from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.forms import modelform_factory
from django.urls import get_resolver
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from media.fields import LineField, WordsField
from tests.project.sources import ROOT

pytestmark = pytest.mark.django_db
#: Rooms whose forms are ours.
ROOMS = tuple(sorted(path.parent.name for path in (*ROOT.glob("*/apps.py"), *ROOT.glob("site/*/apps.py"))))
#: Fields that hold no words of people, or words that are only looked for and never kept.
NOT_KEPT = {
    ("FilterForm", "cari"): "looks for it",
    ("SignupForm", "username"): "nobody has one",
    ("SampleForm", "name"): "shows how a field looks",
    ("SampleForm", "story"): "shows how a field looks",
    ("ProfileForm", "logo_file"): "a file",
    ("ProfileForm", "cover_file"): "a file",
    ("KbliForm", "main"): "a code of the list",
}
#: Oscar's own, which no form shows.
UNUSED = {("Category", "code"), ("Product", "upc")}


def forms_of_ours(base: type[forms.BaseForm] = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    get_resolver().url_patterns  # noqa: B018 (whoever has a page is imported now)
    for form in base.__subclasses__():
        if form.__module__.startswith(tuple(f"{room}." for room in ROOMS)):
            yield form
        yield from forms_of_ours(form)


def loose(fields: dict[str, forms.Field]) -> list[str]:
    """The names of fields for words that take them as Django does."""
    return [
        name
        for name, field in fields.items()
        if type(field) is forms.CharField
        and not field.widget.is_hidden
        and not isinstance(field.widget, forms.PasswordInput)
    ]


def test_every_form_of_ours_takes_words_by_the_rule() -> None:
    found = {
        (form.__name__, name) for form in forms_of_ours() for name in loose(getattr(form, "base_fields", {}))
    }

    assert found == set(NOT_KEPT)


def test_every_form_that_the_cms_makes_of_our_models_does() -> None:
    models = [*get_snippet_models(), *(model for model in apps.get_models() if issubclass(model, Page))]

    found = {
        (model.__name__, name)
        for model in models
        for name in loose(
            modelform_factory(model, exclude=[], formfield_callback=formfield_for_dbfield).base_fields
        )
    }

    assert models and found == UNUSED


def test_so_does_the_form_for_pictures() -> None:
    form = get_image_form(get_image_model())(instance=get_image_model()())

    assert loose(form.fields) == []
    assert {"title", "alt_text"} <= {
        name for name, field in form.fields.items() if isinstance(field, LineField)
    }


def test_a_text_of_several_lines_keeps_them_in_the_cms() -> None:
    made = modelform_factory(
        apps.get_model("partner", "Partner"), fields=["story"], formfield_callback=formfield_for_dbfield
    )

    assert isinstance(made.base_fields["story"], WordsField)
