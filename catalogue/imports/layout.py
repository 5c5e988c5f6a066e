"""Binds a mapping to one table: finds the heading row and turns each row into cells by our column keys."""

import hashlib
import html
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import nh3

from catalogue.imports.columns import BY_HEADER, REQUIRED, header_key
from catalogue.imports.exceptions import FileRefused, MappingInvalid
from catalogue.imports.mapping import ColumnMapping, Derivation
from catalogue.imports.numerals import read_number
from catalogue.imports.table import Cell, Note, Row, Table, is_blank
from catalogue.imports.values import one_line
from catalogue.imports.vocabulary import word_key

_HEADER_SEARCHED = 20
_FEWEST_KNOWN = 2
_SHOWN = 30
_BLOCKS = {"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4"}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each of our columns stands in a table; positions count from 0."""

    mapping: ColumnMapping
    header_row: int
    width: int
    positions: dict[str, int]
    headings: dict[str, int]
    ignored: tuple[str, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        if not self.ignored:
            return ()
        return (Note("note.ignored_columns", {"columns": ", ".join(self.ignored[:_SHOWN])}),)

    def cell(self, row: Row, key: str) -> Cell:
        """The row's cell for our column, after constants, derivation, translation and scale; None if blank.

        Raises `ValueRefused` when a number that has to be scaled is none.
        """
        if key in self.mapping.constants:
            return self.mapping.constants[key]
        if key in self.mapping.derive:
            return self._derived(row, self.mapping.derive[key])
        position = self.positions.get(key)
        cell = row.cells[position] if position is not None and position < len(row.cells) else None
        if is_blank(cell):
            return None
        return self._translated(key, cell)

    def has(self, key: str) -> bool:
        """Whether the file says anything about our column."""
        return key in self.positions or key in self.mapping.constants or key in self.mapping.derive

    def exclusion(self, row: Row) -> tuple[str, Cell] | None:
        """The heading and cell because of which the mapping leaves the row out."""
        for heading, accepted in self.mapping.only.items():
            cell = self._under(row, heading)
            if word_key(one_line(cell or "")) not in accepted:
                return heading, cell
        return None

    def _under(self, row: Row, heading: str) -> Cell:
        position = self.headings[header_key(heading)]
        return row.cells[position] if position < len(row.cells) else None

    def _derived(self, row: Row, rule: Derivation) -> str:
        parts = (one_line(self._under(row, heading) or "").casefold() for heading in rule.hash)
        digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
        return rule.prefix + digest[: rule.length].upper()

    def _translated(self, key: str, cell: Cell) -> Cell:
        words = self.mapping.translate.get(key)
        if words:
            cell = words.get(word_key(one_line(cell)), cell)
        if key in self.mapping.html and isinstance(cell, str):
            return text_of_html(cell)
        if key in self.mapping.scale and isinstance(cell, str | int | float):
            return _scaled(read_number(cell, self.mapping.numbers), self.mapping.scale[key])
        return cell


def lay_out(table: Table, mapping: ColumnMapping) -> Layout:
    """Find the heading row among the first rows. Raises `FileRefused` or `MappingInvalid`."""
    top = list(islice(table.rows(), _HEADER_SEARCHED))
    wanted = {header_key(heading) for heading in _headings_of(mapping)} if mapping.columns else set(BY_HEADER)
    best = max(top, key=lambda row: len(_known(row, wanted)), default=None)
    if best is None or len(_known(best, wanted)) < min(_FEWEST_KNOWN, len(wanted)):
        columns = ", ".join(mapping.columns.values() or (column.header_id for column in REQUIRED))
        raise FileRefused("file.header", rows=_HEADER_SEARCHED, columns=columns)
    headings = _positions(best)
    positions = _by_mapping(best, headings, mapping) if mapping.columns else _by_name(best)
    layout = _layout(best, mapping, positions, headings)
    _refuse_incomplete(layout)
    return layout


def _layout(row: Row, mapping: ColumnMapping, positions: dict[str, int], headings: dict[str, int]) -> Layout:
    used = {*positions.values(), *(headings[header_key(heading)] for heading in mapping.only)}
    used.update(headings[header_key(name)] for rule in mapping.derive.values() for name in rule.hash)
    names = [(place, one_line(cell)) for place, cell in enumerate(row.cells) if not is_blank(cell)]
    return Layout(
        mapping=mapping,
        header_row=row.number,
        width=max(place for place, _name in names) + 1,
        positions=positions,
        headings=headings,
        ignored=tuple(name for place, name in names if place not in used),
    )


def _headings_of(mapping: ColumnMapping) -> list[str]:
    """Every heading that the mapping counts on."""
    derived = [heading for rule in mapping.derive.values() for heading in rule.hash]
    return [*mapping.columns.values(), *derived, *mapping.only]


def _known(row: Row, wanted: set[str]) -> set[str]:
    return {header_key(cell) for cell in row.cells if isinstance(cell, str)} & wanted


def _positions(row: Row) -> dict[str, int]:
    """First position of each heading."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        if isinstance(cell, str):
            found.setdefault(header_key(cell), place)
    return found


def _by_mapping(row: Row, headings: dict[str, int], mapping: ColumnMapping) -> dict[str, int]:
    for heading in _headings_of(mapping):
        if header_key(heading) not in headings:
            shown = ", ".join(one_line(cell) for cell in row.cells[:_SHOWN] if not is_blank(cell))
            raise MappingInvalid("mapping.no_such_header", header=heading, headers=shown)
    return {key: headings[header_key(heading)] for key, heading in mapping.columns.items()}


def _by_name(row: Row) -> dict[str, int]:
    positions: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        column = BY_HEADER.get(header_key(cell)) if isinstance(cell, str) else None
        if column and column.key in positions:
            first, second = one_line(row.cells[positions[column.key]]), one_line(cell)
            raise FileRefused("file.header_twice", column=column.key, first=first, second=second)
        if column:
            positions[column.key] = place
    return positions


def _refuse_incomplete(layout: Layout) -> None:
    missing = [column.header_id for column in REQUIRED if not layout.has(column.key)]
    if missing:
        raise FileRefused("file.header_missing", columns=", ".join(missing))


def _scaled(number: Decimal, factor: Decimal) -> float | int:
    result = number * factor
    return int(result) if result == result.to_integral_value() else float(result)


def text_of_html(markup: str) -> str:
    """The words of an HTML text, with line ends where blocks ended."""
    kept = nh3.clean(markup, tags=_BLOCKS, attributes={}, link_rel=None)
    for name in _BLOCKS:
        kept = kept.replace(f"</{name}>", "\n").replace(f"<{name}>", "\n" if name == "br" else "")
    return html.unescape(kept).strip()
