"""The files that Wagtail's reports write: what sellers wrote stays text, whatever program opens it.

Wagtail writes a title as it is. A spreadsheet program reads `=…` in a CSV file as a formula, and openpyxl
refuses a whole XLSX file for one control character.
"""

import re
from typing import Any

#: What a spreadsheet program takes for the beginning of a formula.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class InertCells:
    """Mixed into a report: no cell of its files is ever a formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        shown = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]  # a mixin
        return inert(shown, as_csv=export_format == "csv") if isinstance(shown, str) else shown


def inert(text: str, *, as_csv: bool) -> str:
    """The text without control characters; in CSV, whose cells have no kind, with a mark before a formula."""
    plain = _CONTROLS.sub("", text)
    return f"'{plain}" if as_csv and plain.startswith(STARTS_A_FORMULA) else plain
