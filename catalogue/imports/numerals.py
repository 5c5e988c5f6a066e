"""Reads numbers that people write, and refuses those that could mean two things."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from catalogue.imports.exceptions import ValueRefused
from catalogue.imports.table import Cell

_CURRENCY = re.compile(r"^(?:rp\.?|idr)\s*|\s*(?:idr|rupiah)$", re.IGNORECASE)
_LONGEST = 40
# A computed cell may hold 18500.000000000004; spreadsheets show, and mean, fifteen digits.
_SPREADSHEET_DIGITS = 15


@dataclass(frozen=True)
class NumberFormat:
    """Which sign parts the fraction and which parts the thousands ("" for none)."""

    decimal: str = ","
    group: str = "."

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Plain digits, or groups of exactly three; so "1.25" is not taken for 125 where "." groups."""
        decimal, group = re.escape(self.decimal), re.escape(self.group)
        grouped = rf"[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|" if self.group else ""
        return re.compile(rf"([+-]?)({grouped}[0-9]+)(?:{decimal}([0-9]+|-))?", re.ASCII)

    @property
    def example(self) -> str:
        """A number in this format."""
        return f"1{self.group}250{self.group}000{self.decimal}50"


INDONESIAN = NumberFormat()


def read_number(cell: Cell, style: NumberFormat) -> Decimal:
    """The number in a cell: a spreadsheet's number as it is, a text in the given format.

    A currency sign (Rp, IDR) and the closing ",-" of prices are allowed. Raises `ValueRefused`.
    """
    if isinstance(cell, bool):
        raise ValueRefused("cell.truth")
    if isinstance(cell, int):
        return Decimal(cell)
    if isinstance(cell, float) and math.isfinite(cell):
        return Decimal(f"{cell:.{_SPREADSHEET_DIGITS}g}")
    text = _CURRENCY.sub("", " ".join(str(cell).split()), count=1)
    match = style.pattern.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise ValueRefused("number.format", example=style.example)
    sign, whole, fraction = match.groups()
    digits = whole.replace(style.group, "") if style.group else whole
    return Decimal(f"{sign}{digits}.{(fraction or '0').replace('-', '0')}")
