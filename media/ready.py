"""What an Image knows of its own renditions: a column of the row, so that a page asks nothing more.

`renditions_ready` is `{"key": …, "roles": {"card": {"webp": [[width, height, name], …]}}}`, widths ascending.
It counts while `key` is the row's own; `failed` says that the file cannot be read.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.core.files.storage import Storage, storages

from media.models import Image
from media.shapes import ALWAYS, VERSION, Format, Size

_NAMES = frozenset(Size)
#: Width and height in pixels, and the file's name in the storage.
Entry = Sequence[Any]


def key_of(image: Image) -> str:
    """Changes with the file, the focal point and the shapes; renditions of another key are out of date."""
    focus = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    return f"{VERSION}|{image.file.name}|{image.width}x{image.height}|{focus}"


def state_of(image: Image) -> dict[str, Any]:
    """The column while it counts; else a fresh one, which remembers as what the picture was shown."""
    state: dict[str, Any] = image.renditions_ready
    key = key_of(image)
    if state.get("key") == key:
        return state
    return {"key": key, "roles": {role: {} for role in state.get("roles", ())}}


def entries_of(image: Image, size: Size) -> dict[str, list[Entry]]:
    """What is ready for this size, by format; empty when nothing is. No query, no storage call."""
    roles: dict[str, dict[str, list[Entry]]] = state_of(image)["roles"]
    return roles.get(size.value, {})


def has_failed(image: Image) -> bool:
    """Whether the file, as it is now, was found to be unreadable."""
    return bool(state_of(image).get("failed"))


def sizes_of(image: Image) -> set[Size]:
    """As what the picture is to be made: what every picture is, and what pages have asked for."""
    return {*ALWAYS, *(Size(role) for role in state_of(image)["roles"] if role in _NAMES)}


def is_complete(image: Image, kinds: Iterable[Format], sizes: Iterable[Size] | None = None) -> bool:
    """Whether nothing of these formats is left to make (or can be made)."""
    if has_failed(image):
        return True
    wanted = sizes_of(image) if sizes is None else sizes
    return all(entries_of(image, size).get(kind) for size in wanted for kind in kinds)


def address_of(name: str) -> str:
    """The public address of a rendition, whose name needs no quoting."""
    return f"{_prefix(storages['default'])}{name}"


@cache
def _prefix(storage: Storage) -> str:
    return storage.url("x").removesuffix("x")
