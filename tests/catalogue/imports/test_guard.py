"""Files that must not reach a reader, and those that must."""

import errno
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.imports.exceptions import FileRefused
from catalogue.imports.guard import Limits, inspect

from .conftest import GOOD_ROW, HEADER, WriteFile

FEW = Limits(unpacked_bytes=1 << 20, memory_bytes=1 << 20, ratio_counts_from=1 << 16, parts=20)


def refusal_of(path: Path, limits: Limits | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        inspect(path, limits or Limits())
    return caught.value


def test_good_workbook_is_allowed_with_its_figures(write_xlsx: WriteFile) -> None:
    path = write_xlsx([HEADER, GOOD_ROW])

    inspection = inspect(path)

    assert inspection.kind == "xlsx"
    assert inspection.sheets["Sheet1"].cells == 10


def test_plain_text_is_taken_for_csv(write_csv: WriteFile) -> None:
    path = write_csv("SKU;Nama\n1;Keripik\n")

    inspection = inspect(path)

    assert inspection.kind == "csv"


@pytest.mark.parametrize(
    ("content", "rule", "kind"),
    [
        (b"", "file.empty", None),
        (b"%PDF-1.7 ...", "file.kind", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "file.kind", "PNG"),
        (b"<html><table><tr><td>SKU</td></tr></table></html>", "file.kind", "HTML"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><body>", "file.kind", "HTML"),
        (b"<?xml version='1.0'?><Workbook/>", "file.kind", "XML"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "file.kind", "XLS (Excel 97–2003)"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "file.encrypted",
            None,
        ),
        (b"PK\x03\x04 not a zip after all", "workbook.damaged", None),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, content: bytes, rule: str, kind: str | None) -> None:
    path = tmp_path / "produk.xls"
    path.write_bytes(content)

    refusal = refusal_of(path)

    assert refusal.rule == rule
    assert refusal.params.get("kind") == kind


def test_file_that_may_not_be_read_is_refused_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "produk.csv"
    path.write_text("SKU;Nama\n")

    def forbidden(self: Path, *_how: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))

    monkeypatch.setattr(Path, "open", forbidden)
    refusal = refusal_of(path)
    monkeypatch.undo()

    assert (refusal.rule, refusal.params) == ("file.unreadable", {"problem": "Permission denied"})


def test_missing_file_is_named(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path / "tiada.csv")

    assert (refusal.rule, refusal.params["name"]) == ("file.missing", "tiada.csv")


@pytest.mark.parametrize(
    ("part", "kind"),
    [("word/document.xml", "DOCX"), ("content.xml", "ODS"), ("xl/workbook.bin", "XLSB"), ("a", "ZIP")],
)
def test_other_zip_containers_are_named(tmp_path: Path, part: str, kind: str) -> None:
    path = tmp_path / "produk.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<a/>")

    refusal = refusal_of(path)

    assert (refusal.rule, refusal.params["kind"]) == ("file.kind", kind)


def test_workbook_with_macros_is_refused(write_xlsx: WriteFile, change_part: WriteFile) -> None:
    path = change_part(write_xlsx([HEADER, GOOD_ROW]), extra=[("xl/vbaProject.bin", b"macro")])

    assert refusal_of(path).rule == "file.macros"


def test_workbook_with_encrypted_parts_is_refused(write_xlsx: WriteFile) -> None:
    path = write_xlsx([HEADER, GOOD_ROW])
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)

    assert refusal_of(path).rule == "file.encrypted"


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_truncated_workbook_is_refused(write_xlsx: WriteFile, kept: float) -> None:
    path = write_xlsx([HEADER, *[GOOD_ROW] * 50])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    assert refusal_of(path).rule == "workbook.damaged"


def test_bomb_of_700_kb_that_declares_500_mb_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(500):
                part.write(b" " * (1 << 20))

    refusal = refusal_of(path)

    assert path.stat().st_size < 700_000
    assert (refusal.rule, refusal.params["size"]) == ("workbook.unpacked", 500)


def test_part_packed_far_too_well_is_refused(write_xlsx: WriteFile, change_part: WriteFile) -> None:
    path = change_part(write_xlsx([HEADER, GOOD_ROW]), extra=[("xl/media/x.png", b"\0" * 200_000)])

    refusal = refusal_of(path, FEW)

    assert (refusal.rule, refusal.params["part"]) == ("workbook.ratio", "xl/media/x.png")


def test_workbook_of_too_many_parts_is_refused(write_xlsx: WriteFile, change_part: WriteFile) -> None:
    path = change_part(write_xlsx([HEADER]), extra=[(f"xl/media/{number}", b"") for number in range(20)])

    assert refusal_of(path, FEW).rule == "workbook.parts"


def test_part_that_lies_about_its_size_is_refused(write_xlsx: WriteFile) -> None:
    path = write_xlsx([HEADER, GOOD_ROW])
    with zipfile.ZipFile(path) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
        declared = part.file_size.to_bytes(4, "little")
    data = path.read_bytes()
    path.write_bytes(data.replace(declared, (10).to_bytes(4, "little")))

    assert refusal_of(path).rule == "workbook.damaged"


def test_one_cell_far_away_is_refused_before_it_fills_the_memory(write_xlsx: WriteFile) -> None:
    def far_cell(workbook: object, sheets: list) -> None:
        sheets[0].write(1_000_000, 100, "x")

    path = write_xlsx([HEADER], change=far_cell)

    refusal = refusal_of(path)

    assert path.stat().st_size < 10_000
    assert refusal.rule == "workbook.spread"
    assert int(refusal.params["size"]) > 2_000


def test_long_text_repeated_by_reference_is_refused(write_xlsx: WriteFile) -> None:
    path = write_xlsx([["x" * 30_000] * 10] * 600)

    refusal = refusal_of(path)

    assert path.stat().st_size < 50_000
    assert refusal.rule == "workbook.spread"


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet", 1),
        lambda xml: xml.replace(b'r="A1"', b'r="AAAA1"'),
        lambda xml: xml.replace(b'r="A1"', b'r="1"'),
        lambda xml: xml.replace(b"</sheetData>", b""),
        lambda xml: xml.replace(b'<row r="1"', b'<row r="x"'),
    ],
    ids=["document type", "column beyond the last", "no column", "not well formed", "row without number"],
)
def test_malformed_sheets_are_refused(
    write_xlsx: WriteFile, change_part: WriteFile, change: Callable[[bytes], bytes]
) -> None:
    path = change_part(write_xlsx([HEADER, GOOD_ROW]), change=change)

    assert refusal_of(path).rule == "workbook.damaged"


def test_repeated_part_names_are_refused(write_xlsx: WriteFile) -> None:
    path = write_xlsx([HEADER, GOOD_ROW])
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")

    assert refusal_of(path).rule == "workbook.damaged"


def test_sheet_hidden_under_another_name_is_counted_too(
    write_xlsx: WriteFile, change_part: WriteFile
) -> None:
    cells = b'<c r="A1"><v>1</v></c><c r="ZZ900000"><v>1</v></c>'
    far = b'<worksheet><sheetData><row r="1">' + cells + b"</row></sheetData></worksheet>"
    path = change_part(write_xlsx([HEADER, GOOD_ROW]), extra=[("xl/media/picture.png", far)])

    assert refusal_of(path).rule == "workbook.spread"
