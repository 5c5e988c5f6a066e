"""A PDF that may be kept: its page count, or why it may not.

It is read with pypdf, which is written in Python: a hostile file can waste time at most, and the limits below
bound that. Every object of the file is looked at, also those that no page leads to.
"""

import logging
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import is_zipfile

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

from catalogue.claims.evidence.exceptions import (
    EvidenceActive,
    EvidenceBroken,
    EvidenceLocked,
    EvidenceRefused,
    EvidenceTooDense,
    EvidenceTooLong,
)

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every oddity of every scanner

PDF_START = b"%PDF-"
_END = b"%%EOF"
MAX_PAGES = 60
MAX_OBJECTS = 20_000
MAX_NODES = 400_000
#: What all streams of one file may unpack to; ten pages scanned in colour are about a tenth of it.
MAX_UNPACKED = 256 * 1024 * 1024
_STEP = 1 << 20

#: Keys that a harmless document has no use for, wherever they stand.
ACTIVE_KEYS = frozenset(
    ["/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"]
)
#: Actions that do more than turn a page or follow a link.
ACTIVE_ACTIONS = frozenset(
    [
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"),
        *("/Rendition", "/Movie", "/Sound", "/RichMediaExecute"),
    ]
)
#: Objects and annotations that hold programs, films or other files.
ACTIVE_TYPES = frozenset(
    ["/EmbeddedFile", "/RichMedia", "/FileAttachment", "/3D", "/Screen", "/Movie", "/Sound"]
)
#: Names that are looked for in the bytes too, should a reader find objects that ours does not.
ACTIVE_BYTES = (b"/JavaScript", b"/EmbeddedFile", b"/RichMedia", b"/FileAttachment", b"/SubmitForm")
#: What pypdf, and Python below it, raise when a file lies about itself.
_LIES = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    AssertionError,
    OSError,
    zlib.error,
)


def pages_of_harmless_pdf(data: bytes, name: str) -> int:
    """How many pages it has. Raises an EvidenceRefused when it is broken, locked, too much, or could run."""
    _refuse_polyglot(data, name)
    if any(word in data for word in ACTIVE_BYTES):
        raise EvidenceActive(name)
    try:
        return _read(data, name)
    except EvidenceRefused:
        raise
    except MemoryError as error:
        raise EvidenceTooDense(name) from error
    except _LIES as error:
        raise EvidenceBroken(name) from error


def _refuse_polyglot(data: bytes, name: str) -> None:
    """Refuse what is something else as well: an archive, or a document with more behind its end."""
    _body, end, behind = data.rpartition(_END)
    if not end:
        raise EvidenceBroken(name)
    if behind.strip(b"\0 \t\r\n") or is_zipfile(BytesIO(data)):
        raise EvidenceActive(name)
    head = data[:1024].lower()
    if b"<html" in head or b"<script" in head or b"<!doctype" in head:
        raise EvidenceActive(name)


def _read(data: bytes, name: str) -> int:
    reader = PdfReader(BytesIO(data), strict=False)
    # Offices lock certificates against change with a password that only editing asks for.
    if reader.is_encrypted and not reader.decrypt(""):
        raise EvidenceLocked(name)
    keys = _object_keys(reader)
    if len(keys) > MAX_OBJECTS:
        raise EvidenceTooLong(name, most=MAX_PAGES)
    _look_at_everything(reader, keys, name)
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise EvidenceTooLong(name, most=MAX_PAGES)
    if pages == 0:
        raise EvidenceBroken(name)
    return pages


def _object_keys(reader: PdfReader) -> list[tuple[int, int]]:
    """Number and generation of every object, plain or packed."""
    plain = [(number, generation) for generation, table in reader.xref.items() for number in table]
    return [*plain, *((number, 0) for number in reader.xref_objStm)]


def _look_at_everything(reader: PdfReader, keys: list[tuple[int, int]], name: str) -> None:
    unpacked = nodes = 0
    roots = [reader.trailer, *(_resolved(reader, *key) for key in keys)]
    for root in roots:
        for node in _nodes(root):
            nodes += 1
            if nodes > MAX_NODES:
                raise EvidenceTooDense(name)
            if isinstance(node, DictionaryObject) and _is_active(node):
                raise EvidenceActive(name)
        if isinstance(root, StreamObject):
            unpacked += _unpacked_size(root, MAX_UNPACKED - unpacked)
            if unpacked >= MAX_UNPACKED:
                raise EvidenceTooDense(name)


def _resolved(reader: PdfReader, number: int, generation: int) -> PdfObject | None:
    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except PyPdfError:  # a free or missing entry, which many writers leave; no reader finds it either
        return None


def _nodes(root: PdfObject | None) -> Iterator[PdfObject]:
    """The object and all within it; what it refers to is an object of its own."""
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, DictionaryObject):
            waiting.extend(node.values())
        elif isinstance(node, ArrayObject):
            waiting.extend(node)


def _is_active(node: DictionaryObject) -> bool:
    if not ACTIVE_KEYS.isdisjoint(node):
        return True
    is_of_active_type = any(_named(node, key) in ACTIVE_TYPES for key in ("/Type", "/Subtype"))
    return is_of_active_type or _named(node, "/S") in ACTIVE_ACTIONS


def _named(node: DictionaryObject, key: str) -> str:
    """The name under a key; it may be an object of its own. Empty for anything else."""
    value = node.get(key)
    return str(value) if isinstance(value, NameObject) else ""


def _unpacked_size(stream: StreamObject, limit: int) -> int:
    """The bytes that a deflated stream unpacks to, counted up to the limit and never held together."""
    packed = stream._data
    if "FlateDecode" not in str(stream.get("/Filter", "")):
        return len(packed)
    unpacker, size, left = zlib.decompressobj(), 0, packed
    try:
        while left and size < limit:
            size += len(unpacker.decompress(left, _STEP))
            left = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
