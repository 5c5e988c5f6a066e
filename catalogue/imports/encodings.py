"""Finds the encoding of a CSV file: UTF-8 with or without a mark, UTF-16, or Windows-1252."""

import codecs
import re
from pathlib import Path

from catalogue.imports.exceptions import FileRefused

FALLBACK = "cp1252"
_CHUNK = 1 << 20
_BROKEN_BYTE = re.compile("[\udc80-\udcff]")
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path) -> str:
    """A codec name with which the whole file decodes. Raises `FileRefused` (`file.encoding`) otherwise.

    A file with valid UTF-8 letters and a few broken ones is refused rather than read as Windows-1252,
    which would turn every accented letter into two wrong ones.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _without_mark(head)
    if encoding != "utf-8":
        _refuse_undecodable(path, encoding)
        return encoding
    broken_line, letters = _survey_utf8(path)
    if broken_line == 0:
        return "utf-8"
    if letters > 0:
        raise FileRefused("file.encoding", line=broken_line)
    _refuse_undecodable(path, FALLBACK)
    return FALLBACK


def _without_mark(head: bytes) -> str:
    """UTF-16 without a mark shows as a NUL in every second byte of plain letters."""
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 0.4 and head[::2].count(0) < pairs * 0.1:
        return "utf-16-le"
    if pairs and head[::2].count(0) > pairs * 0.4 and head[1::2].count(0) < pairs * 0.1:
        return "utf-16-be"
    return "utf-8"


def _survey_utf8(path: Path) -> tuple[int, int]:
    """The first line that is not UTF-8 (0 if none), and how many other letters are valid beyond ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
    broken_line = letters = 0
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                broken = _BROKEN_BYTE.findall(text)
                letters += len(text) - len(text.encode("ascii", "ignore")) - len(broken)
                if broken and not broken_line:
                    broken_line = line + text.count("\n", 0, text.index(broken[0]))
            line += text.count("\n")
            if not chunk:
                return broken_line, letters


def _refuse_undecodable(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as error:
                line += error.object[: error.start].count(b"\n")
                raise FileRefused("file.encoding", line=line) from error
            if not chunk:
                return
