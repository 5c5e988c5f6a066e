"""Reading: the same table comes out of every way of writing it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from catalogue.imports.exceptions import FileRefused
from catalogue.imports.guard import Limits
from catalogue.imports.readers import open_table
from catalogue.imports.table import CellError

from .conftest import GOOD_ROW, HEADER, WriteFile


def cells_of(path: Path, limits: Limits | None = None) -> list[list[Any]]:
    return [list(row.cells) for row in open_table(path, limits or Limits()).rows()]


def refusal_of(path: Path, limits: Limits | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        cells_of(path, limits)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_cells(
    write_csv: WriteFile, encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(cells) for cells in (["SKU", "Nama", "Harga"], ["1", "Kopi Café", "5000"])]

    cells = cells_of(write_csv("\n".join(lines), encoding))

    assert cells == [["SKU", "Nama", "Harga"], ["1", "Kopi Café", "5000"]]


def test_windows_encoding_is_told_to_the_owner(write_csv: WriteFile) -> None:
    table = open_table(write_csv("SKU,Nama\n1,Café\n", "cp1252"))

    assert [note.code for note in table.notes] == ["note.encoding"]


def test_utf8_with_one_broken_byte_is_not_read_as_windows_1252(write_csv: WriteFile) -> None:
    path = write_csv("SKU,Nama\n1,Café\n".encode() + b"2,Caf\xe9\n")

    refusal = refusal_of(path)

    assert (refusal.rule, refusal.params["line"]) == ("file.encoding", 3)


def test_bytes_of_no_encoding_are_refused_by_line(write_csv: WriteFile) -> None:
    refusal = refusal_of(write_csv(b"SKU,Nama\n1,\x81\x8d\n"))

    assert (refusal.rule, refusal.params["line"]) == ("file.encoding", 2)


def test_line_ends_of_all_kinds_may_be_mixed(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv(b"a,b\r\n1,2\n3,4\r5,6"))

    assert cells == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]


def test_quoted_line_ends_delimiters_and_quotes_stay_in_their_cell(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv('a,b\n"satu\ndua","x, ""y"""\n'))

    assert cells == [["a", "b"], ["satu\ndua", 'x, "y"']]


def test_spreadsheet_hint_names_the_delimiter_and_is_no_row(write_csv: WriteFile) -> None:
    rows = list(open_table(write_csv("sep=;\na;b,c\n1;2,5\n")).rows())

    assert [(row.number, list(row.cells)) for row in rows] == [(2, ["a", "b,c"]), (3, ["1", "2,5"])]


def test_commas_in_prices_do_not_hide_the_semicolon(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv("SKU;Nama;Harga\n1;Kopi, teh;1,5\n2;Gula, garam, cuka;2,5\n"))

    assert [len(row) for row in cells] == [3, 3, 3]


def test_nul_bytes_reach_the_row_and_do_not_stop_the_file(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv(b"SKU,Nama\n1,Ker\x00ipik\n2,Kopi\n"))

    assert cells[1:] == [["1", "Ker\x00ipik"], ["2", "Kopi"]]


def test_cell_of_one_megabyte_reaches_the_row(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv("SKU,Nama\n1," + "x" * (1 << 20) + "\n2,Kopi\n"))

    assert [len(cells[1][1]), cells[2]] == [1 << 20, ["2", "Kopi"]]


def test_row_that_never_ends_is_refused(write_csv: WriteFile) -> None:
    refusal = refusal_of(write_csv("SKU,Nama\n1," + "x" * 5_000_000))

    assert (refusal.rule, refusal.params["row"]) == ("file.long_row", 2)


@pytest.mark.parametrize("rows_after", [1, 3_000], ids=["at the end", "with many rows after"])
def test_quotation_mark_left_open_is_refused_by_row(write_csv: WriteFile, rows_after: int) -> None:
    refusal = refusal_of(write_csv('SKU,Nama\n1,Kopi\n2,"Teh\n' + "3,Gula\n" * rows_after))

    assert (refusal.rule, refusal.params["row"]) == ("file.quotes", 3)


def test_quotation_mark_inside_a_cell_is_only_a_sign(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv('SKU,Nama\n1,Meja 24" kayu\n'))

    assert cells[1] == ["1", 'Meja 24" kayu']


def test_csv_limits_are_named(write_csv: WriteFile) -> None:
    path = write_csv("a,b,c\n" * 30)

    assert refusal_of(path, Limits(rows=20)).rule == "file.too_many_rows"
    assert refusal_of(path, Limits(columns=2)).rule == "file.too_many_columns"
    assert refusal_of(path, Limits(csv_bytes=100)).rule == "file.too_large"


def test_trailing_empty_columns_do_not_count(write_csv: WriteFile) -> None:
    cells = cells_of(write_csv("a,b" + "," * 1_000 + "\n"), Limits(columns=10))

    assert cells == [["a", "b", *[""] * 8]]


def test_workbook_cells_keep_their_types(write_xlsx: WriteFile) -> None:
    def more(workbook: Any, sheets: list[Any]) -> None:
        sheets[0].write_datetime(
            1, 4, dt.datetime(2026, 1, 2), workbook.add_format({"num_format": "dd/mm/yy"})
        )

    cells = cells_of(write_xlsx([["a", "b", "c", "d", "e"], ["teks", 1.5, 2, True]], change=more))

    assert cells[1] == ["teks", 1.5, 2.0, True, dt.date(2026, 1, 2)]


def test_row_numbers_count_from_the_top_of_the_sheet(write_xlsx: WriteFile) -> None:
    rows = list(open_table(write_xlsx([[], [], ["", "SKU"], ["", "1"]])).rows())

    assert [(row.number, list(row.cells)) for row in rows][-1] == (4, ["1"])


def test_dimension_that_lies_still_gives_all_rows(write_xlsx: WriteFile, change_part: WriteFile) -> None:
    path = write_xlsx([HEADER, *[GOOD_ROW] * 30])
    change_part(path, change=lambda xml: xml.replace(b'<dimension ref="A1:E31"/>', b'<dimension ref="A1"/>'))

    cells = cells_of(path)

    assert len(cells) == 31


def test_formulas_give_their_results_and_errors_are_not_lost(write_xlsx: WriteFile) -> None:
    def formulas(workbook: Any, sheets: list[Any]) -> None:
        sheets[0].write_formula(1, 1, "=5*3", None, 15)
        sheets[0].write_formula(1, 3, "=1/0", None, "#DIV/0!")

    table = open_table(write_xlsx([[], ["", "", "x"]], change=formulas))

    assert list(list(table.rows())[1].cells) == [15.0, "x", CellError("#DIV/0!")]
    assert [(note.code, note.params) for note in table.notes] == [("note.formulas", {"count": 2})]


def test_first_visible_sheet_with_data_is_read_and_the_others_named(write_xlsx: WriteFile) -> None:
    def hide(workbook: Any, sheets: list[Any]) -> None:
        sheets[1].activate()
        sheets[0].hide()

    table = open_table(write_xlsx([["rahasia"]], [], [["SKU"]], [["lain"]], change=hide))

    assert [list(row.cells) for row in table.rows()] == [["SKU"]]
    assert dict(table.notes[0].params) == {"sheet": "Sheet3", "others": "Sheet1, Sheet4"}


def test_merged_cells_are_named_with_their_rows(write_xlsx: WriteFile) -> None:
    def merge(workbook: Any, sheets: list[Any]) -> None:
        sheets[0].merge_range(1, 27, 2, 28, "Makanan")

    table = open_table(write_xlsx([HEADER], change=merge))

    assert list(table.merged) == [(2, 3, "AB2:AC3")]


@pytest.mark.parametrize("sheets", [([],), ([], [])], ids=["one", "two"])
def test_workbook_without_data_is_refused(write_xlsx: WriteFile, sheets: tuple[list[Any], ...]) -> None:
    assert refusal_of(write_xlsx(*sheets)).rule == "workbook.no_sheet"


def test_workbook_of_10_000_columns_is_refused(write_xlsx: WriteFile) -> None:
    refusal = refusal_of(write_xlsx([[f"kolom {number}" for number in range(10_000)]]))

    assert (refusal.rule, refusal.params["columns"]) == ("file.too_many_columns", 10_000)


def test_workbook_of_too_many_rows_is_refused(write_xlsx: WriteFile) -> None:
    assert refusal_of(write_xlsx([["x"]] * 30), Limits(rows=20)).rule == "file.too_many_rows"


def test_table_can_be_read_twice(write_csv: WriteFile, write_xlsx: WriteFile) -> None:
    tables = [open_table(write_csv("a,b\n1,2\n")), open_table(write_xlsx([["a", "b"], ["1", "2"]]))]

    first, second = ([list(table.rows()) for table in tables] for _ in range(2))

    assert first == second
