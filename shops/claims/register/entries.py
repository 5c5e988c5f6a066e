"""One row of the register, read: a certificate's line, or what is wrong with it and how to mend it."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from shops.claims.register.columns import HEADINGS, layout_of, missing_from
from shops.claims.register.exceptions import NotATable
from shops.claims.register.html_table import TableRow, read_rows
from shops.claims.register.names import brands_in, plain

#: What the ministry writes where a certificate has no value.
NO_VALUE = Decimal("999.99")
HIGHEST = Decimal(100)
#: Rows that may stand above the headings: a title, the day of the export.
ROWS_ABOVE = 50
SHOWN_VALUE = 80
LONGEST = 255
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov nopember nop",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC_DAY = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ T]\d{1,2}[:.]\d{2}.*)?")
_WORDED_DAY = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a certificate. `value` in percent, None where the register has none."""

    row: int
    hs_code: str
    kbli: str
    group: str
    company: str
    province: str
    product: str
    specification: str
    type: str
    brands: tuple[str, ...]
    value: Decimal | None
    expires_on: dt.date


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was left out: where, what stands there, and what to do."""

    row: int
    column: str
    value: str
    message: str
    remedy: str


class _Unreadable(Exception):
    def __init__(self, key: str, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.key, self.value, self.message, self.remedy = key, value, message, remedy


def read_register(path: Path) -> Iterator[Entry | Problem]:
    """The export's rows in order, each read or refused. Raises a RegisterRefused when it is no export."""
    rows = read_rows(path)
    layout = _find_headings(rows)
    for row in rows:
        if any(row.cells) and not _repeats_headings(row.cells):
            yield _read(row, layout)


def _find_headings(rows: Iterator[TableRow]) -> Mapping[str, int]:
    nearest: list[str] = list(HEADINGS.values())
    for row, _count in zip(rows, range(ROWS_ABOVE), strict=False):
        layout = layout_of(row.cells)
        missing = missing_from(layout)
        if not missing:
            return layout
        if layout and len(missing) < len(nearest):
            nearest = missing
    raise NotATable(_("a table without the columns %(columns)s") % {"columns": ", ".join(nearest)})


def _repeats_headings(cells: Sequence[str]) -> bool:
    """Long exports say their headings again on every page."""
    return not missing_from(layout_of(cells))


def _read(row: TableRow, layout: Mapping[str, int]) -> Entry | Problem:
    cells = {key: row.cells[place] if place < len(row.cells) else "" for key, place in layout.items()}
    try:
        return Entry(
            row=row.number,
            company=_needed(cells, "company"),
            product=_needed(cells, "product"),
            value=_value(cells["value"]),
            expires_on=_day(cells["expires_on"]),
            brands=brands_in(cells.get("brand", "")),
            **{name: plain(cells.get(name, "")) for name in ("hs_code", "kbli", "group", "province")},
            **{name: plain(cells.get(name, "")) for name in ("specification", "type")},
        )
    except _Unreadable as error:
        shown = plain(error.value)[:SHOWN_VALUE]
        return Problem(row.number, HEADINGS[error.key], shown, error.message, error.remedy)


def _needed(cells: Mapping[str, str], key: str) -> str:
    text = plain(cells[key])
    if not text or text == "-":
        raise _Unreadable(
            key, text, _("The cell is empty."), _("Ask the ministry for the name, or leave the row out.")
        )
    if len(text) > LONGEST:
        raise _Unreadable(
            key,
            text,
            _("The text is longer than %(most)d letters.") % {"most": LONGEST},
            _("Shorten the cell."),
        )
    return text


def _value(cell: str) -> Decimal | None:
    """The percentage: `45,32 %`, `45.32`, full-width digits; None for 999.99 and for nothing."""
    text = plain(cell).replace("%", "").replace(" ", "")
    if text in {"", "-"}:
        return None
    try:
        value = Decimal(text.replace(",", ".")) if text.isascii() else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if value == NO_VALUE:
        return None
    if not value.is_finite() or not 0 <= value <= HIGHEST:
        raise _Unreadable(
            "value",
            cell,
            _("This is no percentage from 0 to 100."),
            _("Write it like 45,32; where the certificate has no value, write 999,99."),
        )
    return value.quantize(Decimal("0.01"))


def _day(cell: str) -> dt.date:
    text = plain(cell)
    try:
        if found := _NUMERIC_DAY.fullmatch(text):
            first, month, last = map(int, found.groups())
            return dt.date(first, month, last) if first > 31 else dt.date(last, month, first)
        if found := _WORDED_DAY.fullmatch(text):
            day, month_name, year = found.groups()
            return dt.date(int(year), _MONTHS[month_name.casefold()], int(day))
    except (ValueError, KeyError):
        pass
    raise _Unreadable(
        "expires_on",
        cell,
        _("This is no day."),
        _("Write it like 31/12/2027, 2027-12-31 or 31 Desember 2027."),
    )
