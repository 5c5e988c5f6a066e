"""Parsers of cells, one for each `Kind`: from what a spreadsheet holds to what the models hold.

Every parser raises `ValueRefused` with a rule of `rules`; none guesses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from catalogue.imports.columns import Column, Kind
from catalogue.imports.exceptions import ValueRefused
from catalogue.imports.numerals import INDONESIAN, NumberFormat, read_number
from catalogue.imports.table import Cell, CellError
from catalogue.imports.vocabulary import Vocabulary
from media.texts import DAMAGED, forbidden_in, tidy

Value = str | int | Decimal | bool

# A text that a spreadsheet would run: "=…" always, the other signs when a call, a pipe or a sheet follows.
_FORMULA = re.compile(r"=|[+\-@][A-Za-z_.][A-Za-z_.0-9]*[(|!]")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]{2,}", re.IGNORECASE)
# Spreadsheets keep fifteen digits of a number and put zeros for the rest.
_EXACT_NUMBERS = 10**15
_YES = frozenset({"ya", "y", "yes", "true", "benar", "1"})
_NO = frozenset({"tidak", "tdk", "no", "n", "false", "salah", "0"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What parsers need besides the cell: the file's way of writing numbers, and our words."""

    vocabulary: Vocabulary
    numbers: NumberFormat = INDONESIAN


def parse(cell: Cell, column: Column, reading: Reading) -> Value:
    """The value of a filled cell as the models hold it; raises `ValueRefused`."""
    if isinstance(cell, CellError):
        raise ValueRefused("cell.error", error=cell.text)
    if isinstance(cell, date | time | timedelta):
        raise ValueRefused("cell.date")
    return _PARSERS[column.kind](cell, column, reading)


def plain_text(cell: Cell) -> str:
    """A cell as text in one normal form, with "\\n" for line ends; 1.0 becomes "1" as shown."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT_NUMBERS:
        cell = int(cell)
    return tidy(str(cell))


def one_line(cell: Cell) -> str:
    """A cell as text with every run of white space as one space."""
    return " ".join(plain_text(cell).split())


def _code(cell: Cell, column: Column, reading: Reading) -> str:
    if isinstance(cell, int | float) and abs(cell) >= _EXACT_NUMBERS:
        raise ValueRefused("sku.rounded")
    code = _line(cell, column, reading)
    if _SCIENTIFIC.fullmatch(code):
        raise ValueRefused("sku.rounded")
    return code


def _line(cell: Cell, column: Column, _reading: Reading) -> str:
    text = _checked(one_line(cell), cell, column)
    if column.key == "title" and not any(letter.isalnum() for letter in text):
        raise ValueRefused("text.no_words")
    return text


def _text(cell: Cell, column: Column, _reading: Reading) -> str:
    return _checked(plain_text(cell), cell, column)


def _checked(text: str, cell: Cell, column: Column) -> str:
    """The text, when it keeps the rules that every text keeps."""
    if isinstance(cell, bool):
        raise ValueRefused("cell.truth")
    if not text:
        raise ValueRefused("text.invisible")
    _refuse_hidden(text)
    if _FORMULA.match(text):
        raise ValueRefused("text.formula")
    if len(text) < column.shortest:
        raise ValueRefused("text.too_short", limit=column.shortest)
    if len(text) > column.longest:
        raise ValueRefused("text.too_long", length=len(text), limit=column.longest)
    return text


def _refuse_hidden(text: str) -> None:
    if character := forbidden_in(text):
        raise ValueRefused("text.control", character=character)
    if DAMAGED in text:
        raise ValueRefused("text.damaged")


def _rupiah(cell: Cell, column: Column, reading: Reading) -> Decimal:
    return Decimal(_integer(cell, column, reading))


def _integer(cell: Cell, column: Column, reading: Reading) -> int:
    number = read_number(cell, reading.numbers)
    if number != number.to_integral_value():
        raise ValueRefused("number.whole")
    _check_limits(number, column)
    return int(number)


def _decimal(cell: Cell, column: Column, reading: Reading) -> Decimal:
    number = read_number(cell, reading.numbers)
    _check_limits(number, column)
    return number


def _check_limits(number: Decimal, column: Column) -> None:
    if number < column.least:
        raise ValueRefused("number.too_small", limit=column.least)
    if number > column.most:
        raise ValueRefused("number.too_large", limit=column.most)


def _boolean(cell: Cell, _column: Column, _reading: Reading) -> bool:
    word = one_line(cell).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueRefused("boolean.unknown")


def _unit(cell: Cell, column: Column, reading: Reading) -> str:
    return reading.vocabulary.unit(_checked(one_line(cell), cell, column))


def _category(cell: Cell, column: Column, reading: Reading) -> int:
    return reading.vocabulary.category(_checked(one_line(cell), cell, column))


def _product_class(cell: Cell, column: Column, reading: Reading) -> int:
    return reading.vocabulary.product_class(_checked(one_line(cell), cell, column))


_PARSERS: dict[Kind, Callable[[Cell, Column, Reading], Value]] = {
    Kind.CODE: _code,
    Kind.LINE: _line,
    Kind.TEXT: _text,
    Kind.CATEGORY: _category,
    Kind.PRODUCT_CLASS: _product_class,
    Kind.UNIT: _unit,
    Kind.RUPIAH: _rupiah,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: _boolean,
}
