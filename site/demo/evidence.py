"""A sheet of paper that stands for a certificate: one page of plain words as a PDF."""

from collections.abc import Sequence

from django.core.files.base import ContentFile

_PAGE = (
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    "/Resources << /Font << /F1 5 0 R >> >> >>"
)


def sheet(name: str, lines: Sequence[str]) -> "ContentFile[bytes]":
    """One A4 page that says `lines`, the first one large; what a PDF's own alphabet lacks becomes "?"."""
    words = [f"BT /F1 20 Tf 72 740 Td ({_escaped(lines[0])}) Tj ET"]
    words += [
        f"BT /F1 12 Tf 72 {700 - 22 * place} Td ({_escaped(line)}) Tj ET"
        for place, line in enumerate(lines[1:])
    ]
    stream = "\n".join(words)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE,
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return ContentFile(_assembled(objects).encode("cp1252", "replace"), name=name)


def _assembled(objects: Sequence[str]) -> str:
    """The objects with the table of where each begins: one letter is one byte in this alphabet."""
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
