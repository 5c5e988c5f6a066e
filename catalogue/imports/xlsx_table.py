"""Reads XLSX through calamine, after `guard` has allowed it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from catalogue.imports.census import SheetFigures
from catalogue.imports.exceptions import FileRefused
from catalogue.imports.guard import Limits
from catalogue.imports.table import Cell, CellError, MergedRange, Note, Row, Table


def open_xlsx(path: Path, figures: Mapping[str, SheetFigures], limits: Limits) -> Table:
    """The first visible sheet with data, as a table. Raises `FileRefused`."""
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        name = _sheet_with_data(workbook, figures)
        sheet = workbook.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise FileRefused("workbook.damaged") from error
    _refuse_size(sheet, limits)
    own = figures[name]
    return Table(
        kind="xlsx",
        rows=lambda: _rows(sheet, own),
        notes=tuple(_notes(workbook, name, figures)),
        merged=_merged(sheet),
    )


def _sheet_with_data(workbook: CalamineWorkbook, figures: Mapping[str, SheetFigures]) -> str:
    for sheet in workbook.sheets_metadata:
        is_shown = sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        if is_shown and sheet.name in figures and figures[sheet.name].cells:
            return sheet.name
    raise FileRefused("workbook.no_sheet")


def _refuse_size(sheet: CalamineSheet, limits: Limits) -> None:
    if sheet.total_height > limits.rows:
        raise FileRefused("file.too_many_rows", limit=limits.rows)
    if sheet.width > limits.columns:
        raise FileRefused("file.too_many_columns", columns=sheet.width, limit=limits.columns)


def _rows(sheet: CalamineSheet, figures: SheetFigures) -> Iterator[Row]:
    """Rows with calamine's empty strings in place of formula errors put right again."""
    left = figures.first_column
    errors: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in figures.errors.items():
        errors.setdefault(row, []).append((column - left, text))
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells: list[Cell] = list(values)
        for column, text in errors.get(number, ()):
            cells[column] = CellError(text)
        yield Row(number, cells)


def _notes(workbook: CalamineWorkbook, name: str, figures: Mapping[str, SheetFigures]) -> Iterator[Note]:
    others = [other for other, other_figures in figures.items() if other != name and other_figures.cells]
    if others:
        yield Note("note.other_sheets", {"sheet": name, "others": ", ".join(others)})
    if figures[name].formulas:
        yield Note("note.formulas", {"count": figures[name].formulas})


def _merged(sheet: CalamineSheet) -> list[MergedRange]:
    ranges = sheet.merged_cell_ranges or []
    return [
        MergedRange(top + 1, bottom + 1, f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1}")
        for (top, left), (bottom, right) in ranges
    ]


def _letters(column: int) -> str:
    """Column letters of a column counted from 0: 0 → A, 27 → AB."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
