"""Judging a file by its content before it is kept: what it is, how many pages, and that nothing in it runs.

A picture is written anew, which leaves nothing of what hid in or behind it. A PDF is kept byte for byte,
since certificates carry signatures, so it has to be harmless as it is.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import File

from catalogue.claims.evidence.exceptions import (
    EvidenceBroken,
    EvidenceOfUnknownKind,
    EvidenceTooHeavy,
    EvidenceTooLarge,
)
from catalogue.claims.evidence.pdf import PDF_START, pages_of_harmless_pdf
from media.exceptions import PictureOfUnknownKind, PictureRefused, PictureTooLarge
from media.pictures import clean_picture

MAX_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 120


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept. `extension` with its dot; `name` is what it was called."""

    data: bytes
    name: str
    content_type: str
    extension: str
    pages: int


def inspect_evidence(upload: File) -> Inspected:
    """What the file is, by its content. Raises an EvidenceRefused that names the file and the remedy."""
    name = plain_name(upload.name)
    if upload.size > MAX_BYTES:
        raise EvidenceTooHeavy(name)
    upload.seek(0)
    data = upload.read()
    if data.startswith(PDF_START):
        pages = pages_of_harmless_pdf(data, name)
        return Inspected(data, name, "application/pdf", ".pdf", pages)
    return _picture(upload, name)


def _picture(upload: File, name: str) -> Inspected:
    try:
        clean = clean_picture(upload)
    except PictureOfUnknownKind as error:
        raise EvidenceOfUnknownKind(name) from error
    except PictureTooLarge as error:
        raise EvidenceTooLarge(name, most=error.megapixels) from error
    except PictureRefused as error:
        raise EvidenceBroken(name) from error
    return Inspected(clean.data, name, clean.content_type, f".{clean.extension}", 1)


def plain_name(name: str | None) -> str:
    """The last part of the name, without what cannot be printed."""
    last = PurePath((name or "").replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())
    return printable[:NAME_LENGTH].strip() or "bukti"
