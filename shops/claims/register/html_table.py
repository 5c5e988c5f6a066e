"""Reading a table that was saved as HTML, row by row, in memory that does not grow with the file.

Excel and web sites save HTML under the name `.xls`. The standard library's parser takes it in small pieces,
so neither the page nor its tree is ever held as a whole, and what no table of an export has ends the reading.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from django.utils.translation import gettext as _

from media.texts import whole_number
from shops.claims.register.exceptions import NotATable, TableTooLarge

CHUNK = 8 * 1024
#: What may wait for its end. A longer tag is no tag of a table, and reading it again and again costs its
#: square; comments and style sheets, which Excel writes at length, are only searched for their end.
MAX_UNREAD_TAG = 16 * 1024
MAX_UNREAD_REST = 1024 * 1024
MAX_BYTES = 128 * 1024 * 1024
MAX_ROWS = 200_000
MAX_CELLS = 64
MAX_CELL = 4_000
_HEAD = 4096
_META_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "XLS (Excel 97–2003)"),
    (b"PK", "XLSX"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
)
_WESTERN = frozenset([b"windows-1252", b"iso-8859-1", b"cp1252", b"latin1"])
_SILENT = frozenset(["script", "style"])


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the file as a spreadsheet counts them, from 1, with the text of its cells."""

    number: int
    cells: tuple[str, ...]


def read_rows(path: Path) -> Iterator[TableRow]:
    """All rows of the file's tables, one after another. Raises a RegisterRefused."""
    encoding = _encoding(path)
    parser = _TableParser()
    decode = codecs.getincrementaldecoder(encoding)(errors="replace").decode
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            parser.feed(decode(chunk).replace("\0", ""))
            if parser.is_stuck:
                raise TableTooLarge(_("A tag or comment in the file never ends."))
            yield from parser.take()
    yield from parser.finish()


def _encoding(path: Path) -> str:
    """The encoding the file names, or shows; refuses what is no HTML."""
    size = path.stat().st_size
    if size == 0:
        raise NotATable(_("empty"))
    if size > MAX_BYTES:
        raise TableTooLarge(_("The file is larger than %(limit)d MB.") % {"limit": MAX_BYTES >> 20})
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for magic, kind in _OTHER_KINDS:
        if head.startswith(magic):
            raise NotATable(kind)
    encoding = _marked_encoding(head) or ("utf-8" if _is_utf8(path) else "cp1252")
    if not head.decode(encoding, errors="ignore").lstrip("\ufeff\0 \t\r\n").startswith("<"):
        raise NotATable(_("something else"))
    return encoding


def _marked_encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    found = _META_CHARSET.search(head)
    named = found.group(1).lower() if found else b""
    return "cp1252" if named in _WESTERN else ""


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


class _TableParser(HTMLParser):
    """Collects the rows of tables; a table within a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._ready: list[TableRow] = []
        self._number = 0
        self._depth = 0
        self._silent = ""
        self._row: list[str] | None = None
        self._text: list[str] | None = None
        self._length = 0
        self._spans = (1, 1)
        #: Columns that a cell above still covers: the text, and for how many rows more.
        self._covered: dict[int, tuple[str, int]] = {}

    @property
    def is_stuck(self) -> bool:
        """Whether more is unread than anything in a table needs."""
        is_searched = self.cdata_elem or self.rawdata.startswith("<!")
        return len(self.rawdata) > (MAX_UNREAD_REST if is_searched else MAX_UNREAD_TAG)

    def take(self) -> list[TableRow]:
        ready, self._ready = self._ready, []
        return ready

    def finish(self) -> list[TableRow]:
        """The last row, should its end be missing."""
        self._end_row()
        return self.take()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent = tag
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._covered.clear()
        elif tag == "br":
            self.handle_data("\n")
        elif self._depth == 1 and tag == "tr":
            self._start_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._start_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag == "table":
            if self._depth == 1:
                self._end_row()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"p", "div", "li"}:
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        if self._text is None or self._silent:
            return
        room = MAX_CELL - self._length
        if room > 0:
            self._text.append(data[:room])
            self._length += min(len(data), room)

    def _start_row(self) -> None:
        self._end_row()
        self._number += 1
        if self._number > MAX_ROWS:
            raise TableTooLarge(_("The table has more than %(limit)d rows.") % {"limit": MAX_ROWS})
        self._row = []

    def _start_cell(self, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        if self._row is None:
            self._start_row()
        self._text, self._length = [], 0
        self._spans = (_span(attrs.get("colspan"), MAX_CELLS), _span(attrs.get("rowspan"), MAX_ROWS))

    def _end_cell(self) -> None:
        if self._text is None or self._row is None:
            return
        text = "".join(self._text).replace("\xa0", " ").strip()
        self._text = None
        across, down = self._spans
        for number in range(across):
            self._skip_covered()
            if len(self._row) >= MAX_CELLS:
                raise TableTooLarge(
                    _("Row %(row)d has more than %(limit)d cells.")
                    % {"row": self._number, "limit": MAX_CELLS}
                )
            if down > 1:
                self._covered[len(self._row)] = (text, down - 1)
            # A merged heading names its first column only; merged values hold for all their rows.
            self._row.append(text if number == 0 else "")

    def _skip_covered(self) -> None:
        """Fill in what cells of rows above reach down with."""
        while self._row is not None and len(self._row) in self._covered and len(self._row) < MAX_CELLS:
            place = len(self._row)
            text, left = self._covered.pop(place)
            if left > 1:
                self._covered[place] = (text, left - 1)
            self._row.append(text)

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is None:
            return
        self._skip_covered()
        self._ready.append(TableRow(self._number, tuple(self._row)))
        self._row = None


def _span(value: str | None, most: int) -> int:
    """How many columns or rows a cell takes; anything but a number is one."""
    return max(1, min(whole_number((value or "").strip()[:9], 9) or 1, most))
