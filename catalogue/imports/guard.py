"""Decides from a file's bytes what it is, and whether it is safe to open, before any reader sees it."""

import zipfile
import zlib
from collections import deque
from collections.abc import Generator
from contextlib import closing
from copy import copy
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Literal

from catalogue.imports.census import PartFigures, SheetFigures, count_part
from catalogue.imports.exceptions import FileRefused

_OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 16
_SHARED_TEXTS = "xl/sharedstrings.xml"
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_KNOWN_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an import file may cost; sizes in bytes."""

    workbook_bytes: int = 32 << 20
    csv_bytes: int = 64 << 20
    unpacked_bytes: int = 192 << 20
    memory_bytes: int = 144 << 20
    parts: int = 2_000
    ratio: int = 200
    ratio_counts_from: int = 32 << 20
    rows: int = 100_000
    columns: int = 200


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file that may be opened. `sheets` holds figures by sheet name, for workbooks only."""

    kind: Literal["csv", "xlsx"]
    sheets: dict[str, SheetFigures] = field(default_factory=dict)


def inspect(path: Path, limits: Limits = LIMITS) -> Inspection:
    """What the file is. Raises `FileRefused` naming why it is not opened."""
    if not path.is_file():
        raise FileRefused("file.missing", name=path.name)
    size, head = _beginning(path)
    if size == 0:
        raise FileRefused("file.empty")
    if head.startswith(b"PK"):
        _refuse_size(size, limits.workbook_bytes)
        return Inspection("xlsx", _inspect_workbook(path, limits))
    _refuse_size(size, limits.csv_bytes)
    if head.startswith(_OLE_MAGIC):
        raise _ole_refusal(path)
    _refuse_other_kinds(head)
    return Inspection("csv")


def _beginning(path: Path) -> tuple[int, bytes]:
    """The file's size and its first bytes, by which its kind is known."""
    try:
        with path.open("rb") as file:
            return path.stat().st_size, file.read(4096)
    except OSError as error:
        raise FileRefused("file.unreadable", problem=error.strerror or type(error).__name__) from error


def _refuse_size(size: int, limit: int) -> None:
    if size > limit:
        raise FileRefused("file.too_large", size=size >> 20, limit=limit >> 20)


def _ole_refusal(path: Path) -> FileRefused:
    """An encrypted XLSX is an OLE compound file; so is every workbook of Excel 97 to 2003."""
    if _ENCRYPTED_STREAM in path.read_bytes():
        return FileRefused("file.encrypted")
    return FileRefused("file.kind", kind="XLS (Excel 97–2003)")


def _refuse_other_kinds(head: bytes) -> None:
    for magic, kind in _KNOWN_KINDS:
        if head.startswith(magic):
            raise FileRefused("file.kind", kind=kind)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<?xml"):
        raise FileRefused("file.kind", kind="XML")
    if text.startswith((b"<html", b"<!doctype", b"<table", b"<head", b"<meta", b"<style")):
        raise FileRefused("file.kind", kind="HTML")


def _inspect_workbook(path: Path, limits: Limits) -> dict[str, SheetFigures]:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive.infolist(), limits)
            return _by_sheet_name(_count_parts(archive, limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise FileRefused("workbook.damaged") from error


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse what the zip directory alone gives away, before anything is unpacked."""
    if len(parts) > limits.parts:
        raise FileRefused("workbook.parts", parts=len(parts), limit=limits.parts)
    declared = sum(part.file_size for part in parts)
    if declared > limits.unpacked_bytes:
        raise FileRefused("workbook.unpacked", size=declared >> 20, limit=limits.unpacked_bytes >> 20)
    for part in parts:
        is_big = part.file_size > limits.ratio_counts_from
        if is_big and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise FileRefused("workbook.ratio", part=part.filename, limit=limits.ratio)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused("file.encrypted")
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused("file.macros")
    if len(names) < len(parts):
        raise FileRefused("workbook.damaged")
    if _WORKBOOK not in {part.filename for part in parts}:
        raise FileRefused("file.kind", kind=_zip_kind(names))


def _zip_kind(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "XLSB"
    if "word/document.xml" in names:
        return "DOCX"
    return "ODS" if "content.xml" in names else "ZIP"


def _count_parts(archive: zipfile.ZipFile, limits: Limits) -> dict[str, PartFigures]:
    """Figures of every XML part by its name, wherever it stands: a relation may call any part a sheet."""
    figures: dict[str, PartFigures] = {}
    shared = PartFigures()
    for part in sorted(archive.infolist(), key=lambda part: part.filename.lower() != _SHARED_TEXTS):
        with closing(_unpack(archive, part)) as chunks:
            first = next(chunks, b"")
            if first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"<":
                deque(chunks, maxlen=0)
                continue
            counted = count_part(
                chain((first,), chunks),
                shared_lengths=shared.shared_lengths,
                memory_limit=limits.memory_bytes - shared.shared_bytes,
            )
        figures[part.filename] = counted
        if part.filename.lower() == _SHARED_TEXTS:
            shared = counted
    return figures


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Generator[bytes, None, None]:
    """The part's bytes in chunks. Raises BadZipFile when they are not as many as declared.

    zipfile stops at the declared size without a word, other readers do not; so one byte more is allowed here.
    """
    probe = copy(part)
    probe.file_size = part.file_size + 1
    size = 0
    with archive.open(probe) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            yield chunk
    if size != part.file_size:
        raise zipfile.BadZipFile(part.filename)


def _by_sheet_name(figures: dict[str, PartFigures]) -> dict[str, SheetFigures]:
    """Follow workbook.xml and its relations from sheet names to parts, as far as they lead."""
    relations = figures[_RELATIONS].relations if _RELATIONS in figures else {}
    found: dict[str, SheetFigures] = {}
    for name, relation in figures[_WORKBOOK].sheets:
        target = relations.get(relation, "")
        part = target.removeprefix("/") if target.startswith("/") else str(PurePosixPath("xl", target))
        if part in figures:
            found[name] = figures[part].sheet
    return found
