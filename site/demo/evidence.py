"""A sheet of paper that stands for a certificate: plain words, as a PDF or as a photo of the paper.

Every PDF is read in a process of its own before it is kept, which takes as long as ten photos.
"""

from collections.abc import Sequence
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

#: A photo of a sheet, A4 upright; paper and ink.
SHEET, PAPER, INK = (480, 679), "#f4efe6", "#2b2622"

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


def photo_of_sheet(name: str, lines: Sequence[str]) -> "ContentFile[bytes]":
    """The same words as a small JPEG; letters that the built-in font lacks show as boxes."""
    photo = Image.new("RGB", SHEET, PAPER)
    pen = ImageDraw.Draw(photo)
    for place, line in enumerate(lines):
        pen.text((40, 60 + 34 * place), line, fill=INK, font=ImageFont.load_default(20 if place == 0 else 15))
    data = BytesIO()
    photo.save(data, "JPEG", quality=80)
    return ContentFile(data.getvalue(), name=name)


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
