"""Looks at one PDF in a process of its own, which `catalogue.claims.evidence.pdf` starts and reads.

A program beside the site: it knows nothing of Django, takes the file from standard input, and writes its
verdict and a number of pages. pypdf is written in Python, so a hostile file can waste time and memory at
most; the system ends a process that takes too much, which nothing could do to a thread of the site.
"""

import logging
import resource
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.filters import ASCII85Decode, ASCIIHexDecode, LZWDecode
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

#: Bytes of memory that it may take, of which Python and pypdf themselves need a tenth.
MOST_MEMORY = 1 << 30
MAX_PAGES = 60
MAX_OBJECTS = 20_000
MAX_NODES = 400_000
#: What all streams of one file may unpack to; ten pages scanned in colour are about a tenth of it.
MAX_UNPACKED = 256 * 1024 * 1024
_STEP = 1 << 20
#: Filters that make much of little: a stream has use for one of them at most, and for two filters in all.
UNPACKING = frozenset(["FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"])
MOST_FILTERS = 2
#: What two bytes of a run-length stream may stand for, by byte.
LONGEST_RUN = 64
#: Addresses that a link may not lead to.
ACTIVE_SCHEMES = ("javascript:", "vbscript:", "data:")

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


class Refused(Exception):
    """Its only argument is the verdict: `active`, `broken`, `dense`, `locked` or `long`."""


def main() -> None:
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logging.disable()  # pypdf warns of every oddity of every scanner
    sys.stdout.write(_verdict(sys.stdin.buffer.read()))


def _verdict(data: bytes) -> str:
    try:
        return f"harmless {_read(data)}"
    except Refused as refused:
        return f"{refused} 0"
    except MemoryError:
        return "dense 0"
    except _LIES:
        return "broken 0"


def _read(data: bytes) -> int:
    reader = PdfReader(BytesIO(data), strict=False)
    # Offices lock certificates against change with a password that only editing asks for.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("locked")
    keys = _object_keys(reader)
    if len(keys) > MAX_OBJECTS:
        raise Refused("long")
    _look_at_everything(reader, keys)
    pages = len(reader.pages)
    if pages > MAX_PAGES:
        raise Refused("long")
    if pages == 0:
        raise Refused("broken")
    return pages


def _object_keys(reader: PdfReader) -> list[tuple[int, int]]:
    """Number and generation of every object, plain or packed."""
    plain = [(number, generation) for generation, table in reader.xref.items() for number in table]
    return [*plain, *((number, 0) for number in reader.xref_objStm)]


def _look_at_everything(reader: PdfReader, keys: list[tuple[int, int]]) -> None:
    unpacked = nodes = 0
    roots = [reader.trailer, *(_resolved(reader, *key) for key in keys)]
    for root in roots:
        for node in _nodes(root):
            nodes += 1
            if nodes > MAX_NODES:
                raise Refused("dense")
            if isinstance(node, DictionaryObject) and _is_active(node):
                raise Refused("active")
        if isinstance(root, StreamObject):
            unpacked += _unpacked_size(root, MAX_UNPACKED - unpacked)
            if unpacked >= MAX_UNPACKED:
                raise Refused("dense")


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
    return is_of_active_type or _named(node, "/S") in ACTIVE_ACTIONS or _leads_astray(node)


def _leads_astray(node: DictionaryObject) -> bool:
    """Whether a link is a program, whatever blanks stand in its address."""
    address = _value(node, "/URI")
    written = address.decode("latin-1") if isinstance(address, bytes) else str(address)
    return "".join(letter for letter in written.lower() if letter > " ").startswith(ACTIVE_SCHEMES)


def _named(node: DictionaryObject, key: str) -> str:
    """The name under a key; it may be an object of its own. Empty for anything else."""
    value = _value(node, key)
    return str(value) if isinstance(value, NameObject) else ""


def _value(node: DictionaryObject, key: str) -> object:
    """What stands under a key, also where the file only refers to it; None where that leads nowhere."""
    value = node.get(key)
    try:
        return value.get_object() if isinstance(value, IndirectObject) else value
    except PyPdfError:
        return None


def _unpacked_size(stream: StreamObject, limit: int) -> int:
    """The bytes that a stream unpacks to, counted up to the limit and never held together."""
    packed, filters = stream._data, _filters(stream)
    unpacking = [name for name in filters if name in UNPACKING]
    if len(unpacking) > 1 or len(filters) > MOST_FILTERS:
        raise Refused("dense")
    if filters[:1] in (["ASCII85Decode"], ["A85"]):
        packed = ASCII85Decode.decode(packed)
    elif filters[:1] in (["ASCIIHexDecode"], ["AHx"]):
        packed = bytes(ASCIIHexDecode.decode(packed))
    if not unpacking:
        return len(packed)
    if unpacking[0].startswith("R"):
        return len(packed) * LONGEST_RUN
    return _inflated(packed, limit) if unpacking[0].startswith("F") else _expanded(packed, limit)


def _filters(stream: StreamObject) -> list[str]:
    """The names of the filters, the outermost first."""
    found = _value(stream, "/Filter")
    names = found if isinstance(found, ArrayObject) else [found] if found is not None else []
    return [str(name.get_object() if isinstance(name, IndirectObject) else name)[1:] for name in names]


def _inflated(packed: bytes, limit: int) -> int:
    unpacker, size, left = zlib.decompressobj(), 0, packed
    try:
        while left and size < limit:
            size += len(unpacker.decompress(left, _STEP))
            left = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size


def _expanded(packed: bytes, limit: int) -> int:
    """What LZW expands to; what pypdf finds too much is too much."""
    try:
        return len(LZWDecode.decode(packed))
    except LimitReachedError:
        return limit


if __name__ == "__main__":
    main()
