"""Every text that people see has its Indonesian words, with the same placeholders, in its own room."""

from collections import defaultdict

import polib
import pytest

from tests.project.sources import named, python_files
from tests.project.translations import (
    PLACEHOLDER,
    ROOMS,
    Said,
    catalogue,
    hidden_names_in,
    not_our_words,
    said_by,
    said_in_python,
    said_in_template,
    words_of,
)


def asked(entry: polib.POEntry) -> Said:
    return Said(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


@pytest.mark.parametrize("room", ROOMS)
def test_every_text_of_a_room_is_in_its_catalogue(room: str) -> None:
    known = {asked(entry) for entry in catalogue(room) if not entry.obsolete}

    missing = {said.text: where for said, where in said_by(room).items() if said not in known}

    assert missing == {}, "run `manage.py makemessages -l id --no-location --no-wrap` and fill in the words"


@pytest.mark.parametrize("room", ROOMS)
def test_every_entry_of_a_catalogue_is_said_by_its_room(room: str) -> None:
    said = said_by(room)

    left_over = [entry.msgid for entry in catalogue(room) if entry.obsolete or asked(entry) not in said]

    assert left_over == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_entry_has_words_that_a_person_has_looked_at(room: str) -> None:
    entries = catalogue(room)

    unsaid = [
        entry.msgid for entry in entries if entry.fuzzy or not all(map(str.strip, words_of(entry) or [""]))
    ]

    assert unsaid == []
    assert entries.metadata["Plural-Forms"] == "nplurals=1; plural=0;", (
        "Indonesian has one form for any number"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_placeholders_are_the_same_on_both_sides(room: str) -> None:
    uneven = []
    for entry in catalogue(room):
        expected = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        uneven += [word for word in words_of(entry) if sorted(PLACEHOLDER.findall(word)) != expected]

    assert uneven == []


@pytest.mark.parametrize("room", ROOMS)
def test_one_thing_has_one_word(room: str) -> None:
    assert not_our_words(catalogue(room)) == {}


def test_rooms_say_one_text_with_the_same_words() -> None:
    words: dict[tuple[str | None, str], dict[str, str]] = defaultdict(dict)
    for room in ROOMS:
        for entry in catalogue(room):
            words[entry.msgctxt, entry.msgid][words_of(entry)[0]] = room

    # Django merges all catalogues into one: the second wording would never be seen.
    assert {key: said for key, said in words.items() if len(said) > 1} == {}


def test_texts_are_found_in_python() -> None:
    source = (
        'a = _("one " "text")\n'
        'b = ngettext("%d day", "%d days", n)\n'
        'c = pgettext_lazy("of a page", "Order")\n'
    )

    assert list(said_in_python(source)) == [
        Said(None, "one text", None),
        Said(None, "%d day", "%d days"),
        Said("of a page", "Order", None),
    ]


def test_no_file_calls_gettext_by_a_name_that_hides_its_texts() -> None:
    hidden = {named(path): names for path in python_files() if (names := hidden_names_in(path.read_text()))}

    assert hidden == {}


def test_a_name_that_hides_texts_is_found() -> None:
    source = (
        "from django.utils.translation import gettext as _t, gettext_lazy as _\n"
        "from django.utils.translation import ngettext as _, pgettext\n"
    )

    assert hidden_names_in(source) == ["_t", "_"]


def test_texts_are_found_in_templates() -> None:
    source = (
        '<p title="{% translate "Sort by" %}">{{ _("Shop")|lower }} it\'s\n'
        "    {% blocktranslate count number=3 trimmed %}\n      {{ number }} shop\n    {% plural %}\n"
        "      {{ number }} shops\n    {% endblocktranslate %}\n  </p>\n"
    )

    assert list(said_in_template(source)) == [
        Said(None, "Sort by", None),
        Said(None, "Shop", None),
        Said(None, "%(number)s shop", "%(number)s shops"),
    ]
