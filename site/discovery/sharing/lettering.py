"""Words on pictures: any text, broken into lines that fit and cut where it is too long."""

import unicodedata
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from discovery.texts import one_line

FONTS = Path(__file__).parent / "fonts"
#: Longer texts are cut before they are measured: a picture has no room for them.
LONGEST = 240
ELLIPSIS = "…"


class Weight(StrEnum):
    """The weights of the brand's font that the project ships, Latin letters only."""

    BOLD = "PlusJakartaSans-Bold.ttf"
    MEDIUM = "PlusJakartaSans-Medium.ttf"


@lru_cache(maxsize=64)
def font(weight: Weight, size: int) -> ImageFont.FreeTypeFont:
    """The font in that weight; `size` in pixels."""
    return ImageFont.truetype(FONTS / weight, size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text: str) -> str:
    """The text in one line, with only the letters the font has; empty when it has none of them."""
    composed = unicodedata.normalize("NFKC", text[: LONGEST * 4])
    return one_line("".join(c for c in composed if c.isspace() or _has(c)))[:LONGEST]


def width(text: str, weight: Weight, size: int) -> float:
    """How many pixels wide the text is."""
    return font(weight, size).getlength(text)


def fitted(text: str, weight: Weight, sizes: tuple[int, ...], room: int, lines: int) -> tuple[list[str], int]:
    """The text in at most `lines` lines of `room` pixels, with the largest of `sizes` that holds all of it.

    Where none does, the smallest, and the last line ends with an ellipsis.
    """
    for size in sizes:
        rows = broken(text, weight, size, room)
        if len(rows) <= lines:
            return rows, size
    rows = broken(text, weight, sizes[-1], room)
    return [*rows[: lines - 1], shortened(f"{rows[lines - 1]}{ELLIPSIS}", weight, sizes[-1], room)], sizes[-1]


def broken(text: str, weight: Weight, size: int, room: int) -> list[str]:
    """The text in lines of at most `room` pixels; a word that is wider is broken where it must be."""
    rows: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, weight, size) <= room:
            line = longer
            continue
        if line:
            rows.append(line)
        *whole, line = _pieces(word, weight, size, room)
        rows.extend(whole)
    return [*rows, line] if line else rows


def shortened(text: str, weight: Weight, size: int, room: int) -> str:
    """The text in one line of at most `room` pixels, with an ellipsis when something had to go."""
    if width(text, weight, size) <= room:
        return text
    kept = text.rstrip(ELLIPSIS)
    while kept and width(kept + ELLIPSIS, weight, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def _pieces(word: str, weight: Weight, size: int, room: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, weight, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=4096)
def _has(letter: str) -> bool:
    """Whether the font draws the letter as itself and not as the box for a missing one."""
    face = font(Weight.MEDIUM, 32)
    return bytes(face.getmask(letter)) != bytes(face.getmask("\U0010fffd")) and not unicodedata.combining(
        letter
    )
