"""What the project's own files say to people, and the catalogues that say it in Indonesian."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from tests.project.sources import LOWER_ROOMS, ROOT, named, python_files, tracked

#: The functions of gettext and the places of their arguments: text, plural, and the context with a "c".
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
#: Each room keeps the words for what it says; the site's packages share one catalogue.
ROOMS = (*LOWER_ROOMS, "site")


class Said(NamedTuple):
    """One text that people see, as gettext looks it up."""

    context: str | None
    text: str
    plural: str | None


def catalogue_path(room: str) -> Path:
    """Where the room's Indonesian words are kept."""
    return ROOT / room / "locale" / "id" / "LC_MESSAGES" / "django.po"


@cache
def catalogue(room: str) -> polib.POFile:
    """The room's Indonesian words; an OSError names the line that cannot be parsed."""
    return polib.pofile(str(catalogue_path(room)))


def said_in_python(source: str) -> Iterator[Said]:
    """The texts that Python source hands to gettext."""
    found = extract_python(BytesIO(source.encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, arguments, _comments in found:
        texts = [arguments] if isinstance(arguments, str) else list(arguments)
        context = texts.pop(0) if "pgettext" in function else None
        plural = texts[1] if "ngettext" in function or "npgettext" in function else None
        if texts[0]:
            yield Said(context, texts[0], plural)


def said_in_template(source: str) -> Iterator[Said]:
    """The texts that a template's tags and filters hand to gettext."""
    lines = templatize(source).splitlines()
    return said_in_python("\n".join(line.strip() for line in lines) + "\n")


@cache
def said_by(room: str) -> dict[Said, str]:
    """Every text of a room, with the file that says it."""
    said: dict[Said, str] = {}
    for path in _files(room):
        source = path.read_text(encoding="utf-8")
        extract = said_in_python if path.suffix == ".py" else said_in_template
        said.update(dict.fromkeys(extract(source), named(path)))
    return said


def _files(room: str) -> Iterator[Path]:
    folder = ROOT / room
    yield from (path for path in python_files() if path.is_relative_to(folder))
    for path in tracked():
        if path.is_relative_to(folder) and path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield path
