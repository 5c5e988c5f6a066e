"""Counts what a workbook's XML parts would cost to load, while they stream by.

calamine keeps a sheet as one dense rectangle and copies a shared text into every cell that refers to it:
a 5 KB workbook with one cell far away, or a 240 KB workbook that repeats one long text, needs gigabytes.
Nothing the file declares tells this, so it is counted here, with an XML parser that reads as strictly as
calamine's or more so.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, reduce
from xml.parsers import expat

from catalogue.imports.exceptions import FileRefused

# Measured with calamine 0.9: a value stands once in a list of cells and once in the rectangle, and every
# text is an allocation of its own.
BYTES_PER_CELL = 40
BYTES_PER_PLACE = 24
BYTES_PER_TEXT = 40
BYTES_PER_MERGED_RANGE = 300
ERRORS_KEPT = 10_000

Place = tuple[int, int]


@dataclass(slots=True)
class SheetFigures:
    """What one worksheet part holds. Rows and columns count from 1; `text_bytes` counts repeats too."""

    cells: int = 0
    formulas: int = 0
    text_bytes: int = 0
    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = 0
    errors: dict[Place, str] = field(default_factory=dict)

    @property
    def memory(self) -> int:
        """Bytes that calamine needs to hold this sheet."""
        if self.cells == 0:
            return self.text_bytes
        rows = self.last_row - self.first_row + 1
        columns = self.last_column - self.first_column + 1
        return self.cells * BYTES_PER_CELL + rows * columns * BYTES_PER_PLACE + self.text_bytes

    def include(self, row: int, column: int) -> None:
        """Count one filled cell and widen the rectangle so that it holds the cell."""
        if self.cells == 0:
            self.first_row = self.last_row = row
            self.first_column = self.last_column = column
        elif row > self.last_row:
            self.last_row = row
        elif row < self.first_row:
            self.first_row = row
        if column > self.last_column:
            self.last_column = column
        elif column < self.first_column:
            self.first_column = column
        self.cells += 1


@dataclass(slots=True)
class PartFigures:
    """What one XML part holds, whatever it is: a sheet, shared texts, the list of sheets, or relations."""

    sheet: SheetFigures = field(default_factory=SheetFigures)
    shared_lengths: "array[int]" = field(default_factory=lambda: array("I"))
    shared_bytes: int = 0
    sheets: list[tuple[str, str]] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)

    @property
    def memory(self) -> int:
        """Bytes that calamine needs for this part."""
        return self.sheet.memory + self.shared_bytes

    def include_shared(self, length: int) -> None:
        """Add a shared text of so many bytes."""
        self.shared_lengths.append(length)
        self.shared_bytes += length + BYTES_PER_TEXT


def count_part(chunks: Iterable[bytes], *, shared_lengths: Sequence[int], memory_limit: int) -> PartFigures:
    """Figures of one XML part given in chunks.

    `shared_lengths` are the byte lengths of the workbook's shared texts in their order. Raises `FileRefused`
    (`workbook.damaged`, or `workbook.spread` as soon as the part needs more than `memory_limit` bytes).
    """
    reader = _PartReader(shared_lengths)
    try:
        for chunk in chunks:
            reader.parser.Parse(chunk, False)
            if reader.figures.memory > memory_limit:
                raise FileRefused(
                    "workbook.spread", size=reader.figures.memory >> 20, limit=memory_limit >> 20
                )
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        raise FileRefused("workbook.damaged") from error
    return reader.figures


class _PartReader:
    """expat handlers that fill a `PartFigures`. A million cells pass here, so each does little."""

    def __init__(self, shared_lengths: Sequence[int]) -> None:
        self.figures = PartFigures()
        self._sheet = self.figures.sheet
        self._lengths = shared_lengths
        self._longest = max(shared_lengths, default=0)
        self._row = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._text: list[str] = []
        self._finish: Callable[[str], None] | None = None
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._open_cell,
            "v": self._open_value,
            "is": self._open_value,
            "row": self._open_row,
            "f": self._count_formula,
            "si": self._open_shared,
            "mergeCell": self._count_merged,
            "sheet": self._name_sheet,
            "Relationship": self._relate,
        }
        self._closing = {"v", "is", "si"}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self._starts.get(name)
        if handler:
            handler(attributes)
        elif ":" in name:
            self._start(name.rpartition(":")[2], attributes)

    def _end(self, name: str) -> None:
        if self._finish and name.rpartition(":")[2] in self._closing:
            finish, self._finish = self._finish, None
            self.parser.CharacterDataHandler = None
            finish("".join(self._text))

    def _refuse_doctype(self, *_declaration: object) -> None:
        raise ValueError("a workbook part has no document type")

    def _listen(self, finish: Callable[[str], None]) -> None:
        self._text.clear()
        self._finish = finish
        self.parser.CharacterDataHandler = self._text.append

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        if "r" not in attributes:
            self._column += 1

    def _open_value(self, _attributes: dict[str, str]) -> None:
        address = self._cell.get("r")
        if address:
            self._row, self._column = place_of(address)
        self._sheet.include(self._row, self._column)
        kind = self._cell.get("t")
        if kind == "s":
            self._listen(self._add_shared)
        elif kind == "e":
            self._listen(self._add_error)
        elif kind:
            self._listen(self._add_text)

    def _count_formula(self, _attributes: dict[str, str]) -> None:
        self._sheet.formulas += 1

    def _count_merged(self, _attributes: dict[str, str]) -> None:
        self._sheet.text_bytes += BYTES_PER_MERGED_RANGE

    def _add_shared(self, text: str) -> None:
        index = int(text) if text.strip() else -1
        known = 0 <= index < len(self._lengths)
        self._sheet.text_bytes += BYTES_PER_TEXT + (self._lengths[index] if known else self._longest)

    def _add_error(self, text: str) -> None:
        if len(self._sheet.errors) < ERRORS_KEPT:
            self._sheet.errors[self._row, self._column] = text[:10]

    def _add_text(self, text: str) -> None:
        self._sheet.text_bytes += BYTES_PER_TEXT + len(text.encode())

    def _open_shared(self, _attributes: dict[str, str]) -> None:
        self._listen(self._close_shared)

    def _close_shared(self, text: str) -> None:
        self.figures.include_shared(len(text.encode()))

    def _name_sheet(self, attributes: dict[str, str]) -> None:
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        self.figures.sheets.append((attributes.get("name", ""), relation))

    def _relate(self, attributes: dict[str, str]) -> None:
        self.figures.relations[attributes.get("Id", "")] = attributes.get("Target", "")


def place_of(address: str) -> Place:
    """Row and column of a cell address: "B3" → (3, 2). Raises ValueError when it is none."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), _column_of(letters)


@cache
def _column_of(letters: str) -> int:
    if not 1 <= len(letters) <= 3 or not all("A" <= letter <= "Z" for letter in letters):
        raise ValueError(letters)
    return reduce(lambda column, letter: column * 26 + ord(letter) - ord("A") + 1, letters, 0)
