"""Row by row: a row is either a `ValidRow`, ready to be merged, or its `Refusal`s."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.imports.columns import BY_KEY, COLUMNS, Column
from catalogue.imports.exceptions import FileRefused, ValueRefused
from catalogue.imports.layout import Layout
from catalogue.imports.rules import RULES, Params
from catalogue.imports.table import Cell, Row, Table, is_blank
from catalogue.imports.values import Reading, Value, parse
from catalogue.imports.vocabulary import Vocabulary

_SHOWN_VALUE = 80
_SHOWN_ROWS = 10
_SKU = BY_KEY["sku"]


@dataclass(frozen=True, slots=True)
class ValidRow:
    """A row that keeps every rule. `values` holds only what the file states; an empty cell states nothing."""

    number: int
    sku: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was not taken. `column` is our key ("" for the whole row), `value` the cell as text."""

    row: int
    column: str
    value: str
    rule: str
    params: Params

    @property
    def message(self) -> str:
        return RULES[self.rule].message_for({"column": _label(self.column), **self.params})

    @property
    def remedy(self) -> str:
        return RULES[self.rule].remedy_for({"column": _label(self.column), **self.params})


Outcome = ValidRow | tuple[Refusal, ...]


def validate(table: Table, layout: Layout, vocabulary: Vocabulary) -> Iterator[Outcome]:
    """Every filled row under the headings, in the order of the file. Empty rows are passed over.

    The table is read twice: a SKU that comes back later refuses its first row too, because nobody can tell
    which of them is meant. Raises `FileRefused` (`file.no_rows`).
    """
    reading = Reading(vocabulary, layout.mapping.numbers)
    check = _RowCheck(layout, reading, _repeated_skus(table, layout, reading), _merged_rows(table))
    is_empty = True
    for row in _filled_rows(table, layout):
        is_empty = False
        yield check(row)
    if is_empty:
        raise FileRefused("file.no_rows")


class _RowCheck:
    """Checks one row at a time against everything known about the file."""

    def __init__(
        self, layout: Layout, reading: Reading, repeated: Mapping[str, str], merged: Mapping[int, str]
    ) -> None:
        self._layout = layout
        self._reading = reading
        self._repeated = repeated
        self._merged = merged
        self._columns = [column for column in COLUMNS if layout.has(column.key)]

    def __call__(self, row: Row) -> Outcome:
        if refusal := self._refusal_of_whole(row):
            return (refusal,)
        values: dict[str, Value] = {}
        refusals: list[Refusal] = []
        for column in self._columns:
            cell: Cell = None
            try:
                cell = self._layout.cell(row, column.key)
                value = _read(cell, column, self._reading)
            except ValueRefused as error:
                refusals.append(Refusal(row.number, column.key, shown(cell), error.rule, error.params))
            else:
                if value is not None:
                    values[column.key] = value
        sku = str(values.get("sku", ""))
        if sku in self._repeated:
            refusals.append(Refusal(row.number, "sku", sku, "sku.repeated", {"rows": self._repeated[sku]}))
        return tuple(refusals) or ValidRow(row.number, sku, values)

    def _refusal_of_whole(self, row: Row) -> Refusal | None:
        if row.number in self._merged:
            return Refusal(row.number, "", "", "cell.merged", {"range": self._merged[row.number]})
        width = self._layout.width
        beyond = [cell for cell in row.cells[width:] if not is_blank(cell)]
        if beyond:
            params: Params = {"cells": width + len(beyond), "columns": width}
            return Refusal(row.number, "", shown(beyond[-1]), "row.overflow", params)
        if exclusion := self._layout.exclusion(row):
            heading, cell = exclusion
            accepted = ", ".join(sorted(self._layout.mapping.only[heading]))
            return Refusal(
                row.number, "", shown(cell), "row.excluded", {"header": heading, "accepted": accepted}
            )
        return None


def _read(cell: Cell, column: Column, reading: Reading) -> Value | None:
    """The cell's value; None for an empty cell of a column that may be empty."""
    if cell is not None:
        return parse(cell, column, reading)
    if column.is_required:
        raise ValueRefused("required.empty")
    return None


def _filled_rows(table: Table, layout: Layout) -> Iterator[Row]:
    for row in table.rows():
        if row.number > layout.header_row and not all(map(is_blank, row.cells)):
            yield row


def _repeated_skus(table: Table, layout: Layout, reading: Reading) -> dict[str, str]:
    """Each SKU that stands in several rows that the mapping takes, with the numbers of those rows."""
    first: dict[str, int] = {}
    repeated: dict[str, list[int]] = {}
    for row in _filled_rows(table, layout):
        if layout.exclusion(row):
            continue
        try:
            sku = str(_read(layout.cell(row, "sku"), _SKU, reading))
        except ValueRefused:
            continue
        if sku in first:
            repeated.setdefault(sku, [first[sku]]).append(row.number)
        else:
            first[sku] = row.number
    return {sku: _listed(rows) for sku, rows in repeated.items()}


def _listed(rows: list[int]) -> str:
    more = ", …" if len(rows) > _SHOWN_ROWS else ""
    return ", ".join(map(str, rows[:_SHOWN_ROWS])) + more


def _merged_rows(table: Table) -> dict[int, str]:
    return {
        row: merged.address
        for merged in table.merged
        for row in range(merged.first_row, min(merged.last_row, merged.first_row + 100_000) + 1)
    }


def shown(cell: Cell) -> str:
    """A cell as a report may show it: short, on one line, control characters escaped."""
    if cell is None:
        return ""
    text = str(cell.text if hasattr(cell, "text") else cell)
    clear = "".join(
        letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text[:_SHOWN_VALUE]
    )
    return clear + "…" if len(text) > _SHOWN_VALUE else clear


def _label(key: str) -> str:
    """The column's name in the active language."""
    return BY_KEY[key].label if key else ""
