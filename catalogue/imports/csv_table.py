"""Reads CSV: any of four delimiters, quoted line ends, and row numbers as a spreadsheet would show them."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from catalogue.imports.encodings import FALLBACK, encoding_of
from catalogue.imports.exceptions import FileRefused
from catalogue.imports.guard import Limits
from catalogue.imports.table import Note, Row, Table

DELIMITERS = ",;\t|"
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 1 << 18
_HINT = "sep="
# A record with more lines is an opened quotation mark that swallows the rows after it.
_MOST_LINES = 1_000
_LONGEST_RECORD = 4_000_000
_END = "\x1e\x04"


def open_csv(path: Path, limits: Limits) -> Table:
    """The CSV file as a table. Raises `FileRefused` when no encoding fits."""
    encoding = encoding_of(path)
    delimiter = _delimiter_of(path, encoding)
    notes = (Note("note.encoding", {}),) if encoding == FALLBACK else ()

    def rows() -> Iterator[Row]:
        with path.open(encoding=encoding, newline="") as file:
            yield from _records(file, delimiter, limits)

    return Table(kind="csv", rows=rows, notes=notes)


def _delimiter_of(path: Path, encoding: str) -> str:
    """Excel's own hint in the first line, or the delimiter that gives the most even rows."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE_CHARACTERS)
    lines = list(islice(StringIO(sample, newline=""), _SAMPLE_LINES))
    if lines and lines[0].lower().startswith(_HINT) and lines[0][4:5] in DELIMITERS:
        return lines[0][4]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Share of rows that have the most common width, and that width; a width of one counts for nothing."""
    _allow_long_cells()
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (0.0, 1) if width == 1 else (count / widths.total(), width)


def _allow_long_cells() -> None:
    """The csv module's own limit raises in mid-cell; column limits name the row and the length instead."""
    csv.field_size_limit(Limits().csv_bytes)


def _records(file: TextIO, delimiter: str, limits: Limits) -> Iterator[Row]:
    _allow_long_cells()
    feed = _Feed(file)
    for number, cells in enumerate(csv.reader(feed, delimiter=delimiter), start=1):
        if cells == [_END]:
            return
        if cells and cells[-1].endswith(_END):
            raise FileRefused("file.quotes", row=number)
        feed.begin(number + 1)
        if number > limits.rows:
            raise FileRefused("file.too_many_rows", limit=limits.rows)
        if len(cells) > limits.columns and any(islice(cells, limits.columns, None)):
            raise FileRefused("file.too_many_columns", columns=len(cells), limit=limits.columns)
        if number == 1 and cells and cells[0].lower().startswith(_HINT):
            continue
        yield Row(number, cells[: limits.columns])


class _Feed:
    """Hands lines to the csv module and stops a record that never ends, before it fills the memory.

    After the last line comes a mark: if that ends up inside a cell, a quotation mark was left open.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.begin(1)

    def begin(self, record: int) -> None:
        """Count lines and characters from here for the record of that number."""
        self._record = record
        self._lines = 0
        self._characters = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(_LONGEST_RECORD + 1):
            self._count(line)
            yield line
        yield _END

    def _count(self, line: str) -> None:
        self._lines += 1
        self._characters += len(line)
        if self._lines > _MOST_LINES:
            raise FileRefused("file.quotes", row=self._record)
        if self._characters > _LONGEST_RECORD:
            raise FileRefused("file.long_row", row=self._record, limit=_LONGEST_RECORD)
