from typing import Any

import pytest
from django.template import Context, Engine
from django.urls import set_script_prefix
from django.utils.translation import override

from config.folding import Constant

LIBRARIES = {"i18n": "django.templatetags.i18n", "static": "django.templatetags.static"}
COMPONENTS = {
    "icon.html": '<svg{% if size %} class="{{ size }}"{% endif %}>{{ name }}</svg>',
    "tree.html": '{% for one in branches %}({% include "tree.html" with branches=one only %}){% endfor %}',
    "who.html": '{% load i18n %}{% for one in each %}{{ one }}{% empty %}{% translate "Close" %}{% endfor %}',
}


def engine(page: str) -> Engine:
    templates = {**COMPONENTS, "page.html": "{% load i18n static %}" + page}
    loader = ("config.folding.Loader", [("django.template.loaders.locmem.Loader", templates)])
    return Engine(loaders=[loader], libraries=LIBRARIES)


def rendered(page: str, **values: Any) -> str:
    return engine(page).get_template("page.html").render(Context(values))


def test_words_addresses_and_icons_become_one_text() -> None:
    icon = '{% include "icon.html" with name="x" only %}'
    page = f'<a href="{{% url "storefront:shops" %}}">{icon} {{% translate "Close" %}}</a>'

    template = engine(page).get_template("page.html")

    assert [type(node) for node in template.nodelist] == [Constant]
    assert template.render(Context()) == '<a href="/toko/"><svg>x</svg> Tutup</a>'


def test_what_is_folded_speaks_the_language_of_each_page() -> None:
    template = engine('{% translate "Close" %} {% url "storefront:shops" %}').get_template("page.html")

    seen = []
    for language in ("id", "en", "id"):
        with override(language):
            seen.append(template.render(Context()))

    assert seen == ["Tutup /toko/", "Close /en/toko/", "Tutup /toko/"]


def test_addresses_follow_the_place_where_the_site_is_mounted() -> None:
    template = engine('{% url "storefront:shops" %}').get_template("page.html")
    at_the_root = template.render(Context())

    set_script_prefix("/etalase/")
    try:
        below = template.render(Context())
    finally:
        set_script_prefix("/")

    assert (at_the_root, below) == ("/toko/", "/etalase/toko/")


@pytest.mark.parametrize(
    "page",
    [
        "{{ name }}",
        '{% include "icon.html" with name=name only %}',
        '{% include "icon.html" with size="large" %}',
        "{% translate name %}",
        "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}",
        '{% if name %}{% include "icon.html" with name="x" only %}{{ name }}{% endif %}',
    ],
)
def test_what_a_variable_decides_is_made_for_each_page(page: str) -> None:
    template = engine(page).get_template("page.html")

    first, second = (template.render(Context({"name": name})) for name in ("satu", "dua"))

    assert "satu" in first
    assert "dua" in second


def test_what_is_written_into_a_variable_stays_there_for_the_page() -> None:
    page = '{% translate "Close" as word %}{% url "storefront:shops" as shops %}{{ word }} {{ shops }}'

    assert rendered(page) == "Tutup /toko/"


def test_a_component_that_holds_itself_is_left_as_it_is() -> None:
    page = '{% include "tree.html" with branches=branches only %}'

    assert rendered(page, branches=[[], [[]]]) == "()(())"


def test_a_component_without_what_it_goes_through_is_made_each_time() -> None:
    page = '{% include "who.html" only %}-{% include "who.html" with each=each only %}'

    assert rendered(page, each="ab") == "Tutup-ab"


def test_values_are_escaped_as_before() -> None:
    page = '{% include "icon.html" with name="<x>" only %}{% include "icon.html" with name=name only %}'

    assert rendered(page, name="<b>") == "<svg><x></svg><svg>&lt;b&gt;</svg>"
