"""A PDF that may be kept: its page count, or why it may not.

Every object of the file is looked at, also those that no page leads to. A reader in Python can be kept busy
for hours by a small file, so `pdf_reader` does it in a process that is ended when it takes too much.
"""

import logging
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import is_zipfile

from catalogue.claims.evidence.exceptions import (
    EvidenceActive,
    EvidenceBroken,
    EvidenceLocked,
    EvidenceRefused,
    EvidenceTooDense,
    EvidenceTooLong,
)
from catalogue.claims.evidence.pdf_reader import MAX_PAGES

logger = logging.getLogger(__name__)

PDF_START = b"%PDF-"
_END = b"%%EOF"
_READER = Path(__file__).with_name("pdf_reader.py")
#: Seconds for which the reader may compute; sixty scanned pages take about one.
MOST_SECONDS = 5
#: Seconds until it is given up, for on a busy machine it waits for its turn.
_PATIENCE = 60
#: Names that are looked for in the bytes too, should a reader find objects that ours does not.
ACTIVE_BYTES = (b"/JavaScript", b"/EmbeddedFile", b"/RichMedia", b"/FileAttachment", b"/SubmitForm")
_REFUSALS: dict[str, type[EvidenceRefused]] = {
    "active": EvidenceActive,
    "broken": EvidenceBroken,
    "dense": EvidenceTooDense,
    "locked": EvidenceLocked,
}


def pages_of_harmless_pdf(data: bytes, name: str) -> int:
    """How many pages it has. Raises an EvidenceRefused when it is broken, locked, too much, or could run."""
    _refuse_polyglot(data, name)
    if any(word in data for word in ACTIVE_BYTES):
        raise EvidenceActive(name)
    verdict, pages = _read(data)
    if verdict == "long":
        raise EvidenceTooLong(name, most=MAX_PAGES)
    if verdict in _REFUSALS:
        raise _REFUSALS[verdict](name)
    return pages


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


def _read(data: bytes) -> tuple[str, int]:
    """The reader's verdict and the number of pages; one that had to be ended found too much to read."""
    program = [sys.executable, "-I", str(_READER), str(MOST_SECONDS)]
    try:
        done = subprocess.run(program, input=data, capture_output=True, timeout=_PATIENCE, env={})  # noqa: S603
    except subprocess.TimeoutExpired:
        return "dense", 0
    if done.returncode < 0:  # by a signal of the system
        return "dense", 0
    if done.returncode:
        logger.warning("the reader of PDFs failed: %s", done.stderr.decode(errors="replace")[-500:])
        return "broken", 0
    verdict, pages = done.stdout.split()
    return verdict.decode(), int(pages)
