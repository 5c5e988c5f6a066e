"""An import of 50,000 rows: validated and merged, and again, when nothing may change."""

import json
from pathlib import Path
from typing import Any

import xlsxwriter

from scripts.benchmarks.catalogues import catalogue_of
from scripts.benchmarks.commands import fresh_copy
from scripts.benchmarks.running import Cost, run

ROWS = 50_000
HEAD = ("SKU", "Nama produk", "Kategori", "Harga", "Stok", "Satuan", "Deskripsi")


def measure_import() -> dict[str, Any]:
    """Seconds and MB of both times, and how many rows the second changed."""
    catalogue = catalogue_of(1_000)
    row = json.loads(catalogue.rows.open(encoding="utf-8").readline())
    shop = row["shop_address"].strip("/").rpartition("/")[2]
    file = catalogue.folder / "import.xlsx"
    _write(file, row["category"])
    with fresh_copy(catalogue.size, "etalase_bench_import") as environment:
        command = ["manage.py", "import_products", str(file), "--shop", shop, "--json"]
        costs = [run({**catalogue.environment, **environment}, *command) for _time in range(2)]
    first, again = (json.loads(cost.output) for cost in costs)
    return {
        "rows": ROWS,
        "first": _told(costs[0]),
        "again": _told(costs[1]),
        "added": first["added"],
        "changed_again": again["added"] + again["changed"],
    }


def _told(cost: Cost) -> dict[str, float]:
    return {"seconds": cost.seconds, "processor": cost.processor, "highest_mb": cost.highest_mb}


def _write(path: Path, category: str) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number in range(1, ROWS + 1):
            title = f"Keripik tempe rasa {number % 97} seri {number}"
            words = f"Renyah dan gurih, dibuat dari tempe pilihan. Isi {number % 40 + 5} keping."
            sheet.write_row(
                number, 0, (f"IMP-{number:06}", title, category, 5_000 + number, number % 300, "pak", words)
            )
