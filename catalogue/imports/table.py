"""What a reader hands on: rows of cells with the row numbers that the file's owner sees."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from catalogue.imports.rules import RULES, Params


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula ends in an error, such as #REF!."""

    text: str


Cell = str | int | float | bool | date | datetime | time | timedelta | CellError | None


class Row(NamedTuple):
    """One row of the file; `number` counts from 1 and includes the heading row and empty rows."""

    number: int
    cells: Sequence[Cell]


class MergedRange(NamedTuple):
    """Rows that merged cells cover, both inclusive, and the range as a spreadsheet writes it ("A2:C3")."""

    first_row: int
    last_row: int
    address: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something the owner should know although nothing was refused; `code` is a `note.` rule."""

    code: str
    params: Params

    @property
    def message(self) -> str:
        return RULES[self.code].message_for(self.params)

    @property
    def remedy(self) -> str:
        return RULES[self.code].remedy_for(self.params)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read more than once: every call of `rows` starts again from the first row.

    Reading raises `FileRefused` where the file turns out to be unreadable or larger than allowed.
    """

    kind: Literal["csv", "xlsx"]
    rows: Callable[[], Iterator[Row]]
    notes: tuple[Note, ...] = ()
    merged: Sequence[MergedRange] = field(default=())


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
