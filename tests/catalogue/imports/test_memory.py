"""Hostile files are refused within a fixed amount of memory, in a process of their own."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from .conftest import HEADER, WriteFile

ROOT = Path(__file__).parents[3]
MEGABYTE = 1 << 20
# The pure part of an import, without Django's applications: what remains of 300 MB beside them.
MOST_MEGABYTES = 180
PROBE = """
import json, resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from catalogue.imports.exceptions import FileRefused
from catalogue.imports.readers import open_table
try:
    outcome = sum(1 for _row in open_table(Path(sys.argv[1])).rows())
except FileRefused as refused:
    outcome = refused.rule
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([outcome, int(peak) // 1024]))
"""

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")


def read_apart(path: Path) -> tuple[Any, int]:
    """Number of rows or rule of refusal, and the peak of memory in MB, in a process limited to 1 GB."""
    done = subprocess.run([sys.executable, "-c", PROBE, str(path)], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    outcome, peak = json.loads(done.stdout)
    return outcome, peak


def declared_bomb(tmp_path: Path) -> Path:
    path = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _megabyte in range(500):
                part.write(b" " * MEGABYTE)
    return path


def bomb_of_cells(write_xlsx: WriteFile, change_part: WriteFile) -> Path:
    """More cells than the memory holds, all different, so that the ratio of packing gives nothing away."""
    rows = b"".join(
        b"<row>" + b"".join(b"<c><v>%d</v></c>" % (row * 7919 + column) for column in range(200)) + b"</row>"
        for row in range(13_000)
    )
    path = write_xlsx([HEADER])
    return change_part(path, change=lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"))


def bomb_of_texts(write_xlsx: WriteFile, change_part: WriteFile) -> Path:
    """Millions of empty shared texts, below the size from which the ratio of packing counts."""
    texts = b"<si/>" * 5_000_000 + b"</sst>"
    path = write_xlsx([HEADER])
    return change_part(path, "xl/sharedStrings.xml", change=lambda xml: xml.replace(b"</sst>", texts))


def test_declared_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    outcome, peak = read_apart(declared_bomb(tmp_path))

    assert outcome == "workbook.unpacked"
    assert peak < MOST_MEGABYTES


@pytest.mark.parametrize("make", [bomb_of_cells, bomb_of_texts])
def test_bomb_within_the_size_limit_is_refused_in_little_memory(
    write_xlsx: WriteFile, change_part: WriteFile, make: Any
) -> None:
    path = make(write_xlsx, change_part)

    outcome, peak = read_apart(path)

    assert outcome == "workbook.spread"
    assert peak < MOST_MEGABYTES


def test_long_text_repeated_by_reference_is_refused_in_little_memory(write_xlsx: WriteFile) -> None:
    outcome, peak = read_apart(write_xlsx([["x" * 30_000] * 10] * 1_000))

    assert outcome == "workbook.spread"
    assert peak < MOST_MEGABYTES


def test_csv_of_one_endless_cell_is_refused_in_little_memory(write_csv: WriteFile) -> None:
    outcome, peak = read_apart(write_csv(b'SKU,Nama\n1,"' + b"x" * 60 * MEGABYTE))

    assert outcome == "file.long_row"
    assert peak < MOST_MEGABYTES


def test_ordinary_workbook_of_many_rows_is_read_in_little_memory(write_xlsx: WriteFile) -> None:
    rows = [[f"SKU-{number}", f"Keripik tempe nomor {number}", "Makanan", 5000] for number in range(20_000)]

    outcome, peak = read_apart(write_xlsx([HEADER[:4], *rows]))

    assert outcome == 20_001
    assert peak < MOST_MEGABYTES
