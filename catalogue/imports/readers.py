"""The one way to open an import file, whatever its kind."""

from pathlib import Path

from catalogue.imports.csv_table import open_csv
from catalogue.imports.guard import LIMITS, Limits, inspect
from catalogue.imports.table import Table
from catalogue.imports.xlsx_table import open_xlsx


def open_table(path: Path, limits: Limits = LIMITS) -> Table:
    """A table of the file's rows. Raises `FileRefused` when it cannot or must not be read."""
    inspection = inspect(path, limits)
    if inspection.kind == "xlsx":
        return open_xlsx(path, inspection.sheets, limits)
    return open_csv(path, limits)
