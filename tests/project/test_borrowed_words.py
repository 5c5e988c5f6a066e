"""What django-oscar and allauth say to people is said in Indonesian, whether or not they know the words."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import allauth
import oscar
import polib
import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, pgettext

from tests.project.translations import (
    ROOMS,
    Said,
    catalogue,
    not_our_words,
    said_in_python,
    said_in_template,
    words_of,
)

#: The catalogue that gives Oscar the words it lacks; Django asks it before Oscar's own.
OURS = Path(settings.LOCALE_PATHS[1]) / "id" / "LC_MESSAGES" / "django.po"
#: `%(name)s`, `%s`, `%i`, and marks such as `<strong>`, whatever the words in their attributes.
PLACEHOLDER = re.compile(r"%\(\w+\)[sdi]|%[sdi]|</?\w+")
#: The line between the choices of a list.
EQUAL_IN_BOTH = {"---------"}
#: Names of techniques, and words that Indonesian has taken over.
EQUAL_IN_ALLAUTH = {"Email", "MFA", "Passkey", "Status", "Token", "Username", "WebAuthn"}


def package(module: object) -> Path:
    return Path(str(module.__file__)).parent  # type: ignore[attr-defined]


def lacking() -> list[polib.POEntry]:
    """What Oscar's Indonesian catalogue names without saying it."""
    theirs = polib.pofile(str(package(oscar) / "locale" / "id" / "LC_MESSAGES" / "django.po"))
    return [entry for entry in theirs if not entry.obsolete and not entry.translated()]


def said(context: str | None, text: str, plural: str | None) -> str:
    """What the site says for a text; plural texts for three of them."""
    if plural:
        return npgettext(context, text, plural, 3) if context else ngettext(text, plural, 3)
    return pgettext(context, text) if context else gettext(text)


def placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text))


def test_what_oscar_lacks_is_said_in_indonesian() -> None:
    entries = lacking()

    unsaid = [
        entry.msgid
        for entry in entries
        if said(entry.msgctxt, entry.msgid, entry.msgid_plural) in {entry.msgid, entry.msgid_plural}
    ]

    assert len(entries) > 100, "Oscar has learnt Indonesian: what it says itself can leave our catalogue"
    assert set(unsaid) == EQUAL_IN_BOTH


def test_what_is_said_for_oscar_keeps_its_placeholders_and_its_outer_lines() -> None:
    uneven = []
    for entry in lacking():
        asked, words = entry.msgid_plural or entry.msgid, said(entry.msgctxt, entry.msgid, entry.msgid_plural)
        ends = [(text.startswith("\n"), text.endswith("\n")) for text in (asked, words)]
        if placeholders(words) != placeholders(asked) or ends[0] != ends[1]:
            uneven.append(asked)

    assert uneven == []


def test_our_catalogue_for_oscar_holds_what_it_lacks_and_nothing_else() -> None:
    ours = polib.pofile(str(OURS))

    held = Counter((entry.msgctxt, entry.msgid) for entry in ours)

    assert held == Counter((entry.msgctxt, entry.msgid) for entry in lacking())
    assert [entry.msgid for entry in ours if entry.fuzzy or entry.obsolete] == []
    assert ours.metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_our_catalogue_for_oscar_says_things_as_the_rooms_do() -> None:
    assert not_our_words(polib.pofile(str(OURS))) == {}


@pytest.mark.parametrize("room", ROOMS)
def test_the_words_for_oscar_are_those_of_the_rooms_where_both_say_a_text(room: str) -> None:
    # Django asks this catalogue before a room's own: another wording would take the room's place.
    rooms = {(entry.msgctxt, entry.msgid): words_of(entry) for entry in catalogue(room)}

    shared = [entry for entry in polib.pofile(str(OURS)) if (entry.msgctxt, entry.msgid) in rooms]

    assert [e.msgid for e in shared if words_of(e) != rooms[e.msgctxt, e.msgid]] == []


def said_by_allauth() -> Iterator[Said]:
    """The texts of the parts of allauth that the site uses: accounts and second factors."""
    root = package(allauth)
    for part in ("account", "mfa"):
        for path in [*(root / part).rglob("*.py"), *(root / "templates" / part).rglob("*.[ht]*")]:
            if path.is_file() and "tests" not in path.parts:
                extract = said_in_python if path.suffix == ".py" else said_in_template
                yield from extract(path.read_text(encoding="utf-8"))


def test_what_allauth_says_has_indonesian_words() -> None:
    texts = set(said_by_allauth())

    unsaid = {text.text for text in texts if said(*text) in {text.text, text.plural}}

    assert len(texts) > 150
    assert unsaid - EQUAL_IN_ALLAUTH == set()
