"""Reading the ministry's export: columns by name, values as people write them, refusals in words."""

import datetime as dt
import time
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest

from shops.claims.register.entries import Entry, Problem, read_register
from shops.claims.register.exceptions import RegisterRefused
from shops.claims.register.html_table import read_rows
from shops.claims.register.names import brands_in, name_key
from tests.shops.claims.exports import HEADINGS, row, saved, table


def only(path: Path) -> Entry:
    (entry,) = read_register(path)
    assert isinstance(entry, Entry)
    return entry


def test_a_row_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    entry = only(saved(tmp_path, table([row()])))

    assert (entry.company, entry.product, entry.brands) == ("PT. ROTAN JAYA", "Keranjang Rotan", ("Rojaya",))
    assert (entry.value, entry.expires_on, entry.row) == (Decimal("45.32"), dt.date(2030, 12, 31), 2)


def test_order_case_padding_and_old_spellings_of_headings_do_not_matter(tmp_path: Path) -> None:
    text = table([row()], list(reversed(HEADINGS)))
    text = text.replace(" Nama Perusahaan ", "&nbsp;NAMA   perusahaan<br>").replace(
        "Kadaluarsa", "KEDALUWARSA"
    )

    entry = only(saved(tmp_path, text.replace(" Merek ", "merk")))

    assert (entry.company, entry.brands, entry.expires_on.year) == ("PT. ROTAN JAYA", ("Rojaya",), 2030)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("45,32", "45.32"),
        ("45.32 %", "45.32"),
        ("４５．３２％", "45.32"),
        ("0", "0.00"),
        ("100", "100.00"),
        ("999.99", None),
        ("999,99", None),
        ("-", None),
        ("", None),
    ],
)
def test_a_value_is_read_however_it_is_written(tmp_path: Path, cell: str, value: str | None) -> None:
    entry = only(saved(tmp_path, table([row(Nilai_TKDN=cell)])))

    assert entry.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    "cell",
    [
        "31/12/2030",
        "31-12-2030",
        "2030-12-31",
        "2030-12-31 00:00:00",
        "31 Desember 2030",
        "31-Des-2030",
        "３１／１２／２０３０",
    ],
)
def test_a_day_is_read_however_it_is_written(tmp_path: Path, cell: str) -> None:
    assert only(saved(tmp_path, table([row(Tanggal_Kadaluarsa=cell)]))).expires_on == dt.date(2030, 12, 31)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Nilai TKDN", "100,01"),
        ("Nilai TKDN", "-5"),
        ("Nilai TKDN", "empat puluh"),
        ("Nilai TKDN", "1e2000"),
        ("Nilai TKDN", "٤٥"),
        ("Tanggal Kadaluarsa", "31/02/2030"),
        ("Tanggal Kadaluarsa", "besok"),
        ("Tanggal Kadaluarsa", ""),
        ("Nama Perusahaan", " - "),
        ("Nama Produk", ""),
        ("Nama Produk", "x" * 256),
    ],
)
def test_a_bad_cell_is_named_with_row_column_value_and_remedy(
    tmp_path: Path, heading: str, cell: str
) -> None:
    path = saved(tmp_path, table([row(), row(**{heading.replace(" ", "_"): cell})]))

    good, bad = read_register(path)

    assert isinstance(good, Entry) and isinstance(bad, Problem)
    assert (bad.row, bad.column) == (3, heading)
    assert cell.strip().startswith(bad.value) and bad.message and bad.remedy


@pytest.mark.parametrize(
    ("cell", "brands"),
    [
        ("-", ()),
        ("", ()),
        ("－", ()),
        ("Tanpa Merek", ()),
        ("N/A", ()),
        ("Rojaya", ("Rojaya",)),
        ("Rojaya, Sulur; Anyam／Rojaya", ("Rojaya", "Sulur", "Anyam")),
        ("Rojaya、Ｓｕｌｕｒ\nAnyam", ("Rojaya", "Sulur", "Anyam")),
        ("Rojaya dan Sulur & Anyam", ("Rojaya", "Sulur", "Anyam")),
    ],
)
def test_brands_in_a_cell(cell: str, brands: tuple[str, ...]) -> None:
    assert brands_in(cell) == brands


@pytest.mark.parametrize(
    "name",
    [
        "PT. ROTAN JAYA",
        "Rotan Jaya, PT",
        "pt rotan jaya",
        "P.T. Rotan-Jaya (Persero)",
        "ＣＶ　Ｒｏｔａｎ　Ｊａｙａ",
    ],
)
def test_names_are_compared_without_legal_form_case_and_punctuation(name: str) -> None:
    assert name_key(name) == "rotan jaya"


def test_titles_above_repeated_headings_merged_cells_and_open_tags_are_borne(tmp_path: Path) -> None:
    merged = (
        "<table><tr><td colspan=11>Daftar Sertifikat</td></tr><tr>"
        + "".join(f"<td>{heading}" for heading in HEADINGS)
        + "<tr><td rowspan=2>46<td>16<td>K<td rowspan=2>CV A<td>Bali"
        + "<td>Topi<td>-<td>T1<td>-<td>40<td>1/1/2031"
        + "<tr><td>16<td>K<td>Bali<td>Topi<td>-<td>T2<td>-<td>40<td>1/1/2031"
        + "<tr>"
        + "".join(f"<th>{heading}" for heading in HEADINGS)
        + "<tr><td><td><td><td><td><td><td><td><td><td><td></table>"
    )

    entries = list(read_register(saved(tmp_path, merged)))

    assert [(entry.company, entry.type, entry.hs_code) for entry in entries] == [
        ("CV A", "T1", "46"),
        ("CV A", "T2", "46"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_exports_come_in(tmp_path: Path, encoding: str) -> None:
    entry = only(saved(tmp_path, table([row(Nama_Produk="Kopi Café")]), encoding=encoding))

    assert entry.product == "Kopi Café"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "XLS"),
        (b"PK\x03\x04", "XLSX"),
        (b"%PDF-1.7", "PDF"),
        (b"a;b;c", "lain"),
        (b"<html><table><tr><td>Merek</td></tr></table>", "Nama Perusahaan"),
        (b"<table><tr>" + b"<td>x" * 100, "64"),
        (b"<table><tr><td " + b"a" * 40_000, ""),
        (b"<table><!-- " + b"a" * 2_000_000, ""),
    ],
)
def test_what_is_no_export_is_refused_with_a_remedy(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "tkdn.xls"
    path.write_bytes(data)

    with pytest.raises(RegisterRefused) as caught:
        list(read_register(path))

    assert words in caught.value.message and caught.value.remedy


def test_hostile_markup_is_text_and_costs_no_time(tmp_path: Path) -> None:
    cells = [
        "<script>alert(1)</script>Topi",
        "<table><tr><td>dalam</table>",
        "&lt;b&gt;",
        "<" * 5000,
        "a" * 50_000,
    ]
    text = "<table><tr>" + "".join(f"<td>{cell}</td>" for cell in cells)
    start = time.process_time()

    (found,) = read_rows(saved(tmp_path, text))

    assert found.cells[0] == "Topi" and found.cells[2] == "<b>" and len(found.cells[4]) == 4_000
    assert time.process_time() - start < 5


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = saved(tmp_path, table(row(Tipe=f"T{number}") for number in range(20_000)))

    tracemalloc.start()
    count = sum(1 for _row in read_rows(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 20_001
    assert peak < 4_000_000
