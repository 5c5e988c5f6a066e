"""Files as sellers send them, written by the tests themselves."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from catalogue.imports.vocabulary import CategoryName, Vocabulary

LISTINGS = Path(__file__).parents[2] / "data" / "listings" / "products_derived.csv"
# Exports of other programs: their licences let us read them, not ship them.
OTHER_FORMATS = Path(__file__).parents[4] / "shared" / "data" / "imports"
HEADER = ["SKU", "Nama produk", "Kategori", "Harga", "Stok"]
GOOD_ROW = ["KRP-1", "Keripik tempe", "Makanan > Camilan", "Rp 18.500", "12"]

Sheet = Sequence[Sequence[Any]]
WriteFile = Callable[..., Path]


@pytest.fixture(scope="session")
def other_formats() -> Path:
    if not OTHER_FORMATS.is_dir():
        pytest.skip("the exports of other programs are not beside the project")
    return OTHER_FORMATS


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary.of(
        categories=[
            CategoryName(1, ("makanan",), ("Makanan",), ("Food",)),
            CategoryName(2, ("makanan", "camilan"), ("Makanan", "Camilan"), ("Food", "Snacks")),
            CategoryName(3, ("minuman",), ("Minuman",), ("Drinks",)),
            CategoryName(4, ("minuman", "lain"), ("Minuman", "Lain-lain"), ("Drinks", "Other")),
            CategoryName(5, ("makanan", "lain"), ("Makanan", "Lain-lain"), ("Food", "Other")),
        ],
        units={"pcs": ["buah", "piece"], "pak": ["bungkus", "pack"]},
        product_classes={7: ["makanan-minuman", "Makanan & minuman", "Food & drink"]},
    )


@pytest.fixture
def write_csv(tmp_path: Path) -> WriteFile:
    """Writes text (or bytes as they are) to a CSV file and returns its path."""

    def write(content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "produk.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def write_xlsx(tmp_path: Path) -> WriteFile:
    """Writes sheets of rows to a workbook; `change` may then use xlsxwriter's own workbook and sheets."""

    def write(*sheets: Sheet, change: Callable[[Any, list[Any]], None] | None = None) -> Path:
        path = tmp_path / "produk.xlsx"
        workbook = xlsxwriter.Workbook(str(path))
        made = [workbook.add_worksheet() for _ in sheets]
        for sheet, rows in zip(made, sheets, strict=True):
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        if change:
            change(workbook, made)
        workbook.close()
        return path

    return write


@pytest.fixture
def change_part() -> WriteFile:
    """Rewrites one part of a zip file with `change(bytes) -> bytes`; extra parts may be added."""

    def rewrite(
        path: Path,
        name: str = "xl/worksheets/sheet1.xml",
        change: Callable[[bytes], bytes] = bytes,
        extra: Iterable[tuple[str, bytes]] = (),
    ) -> Path:
        with zipfile.ZipFile(path) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in (*parts, *extra):
                archive.writestr(part, change(content) if part == name else content)
        return path

    return rewrite
