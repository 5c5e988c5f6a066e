"""Rows as an XLSX file. What people wrote stays text: no cell of theirs is ever a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> HttpResponse:
    """The rows below their head, as a file to download."""
    buffer = BytesIO()
    # Rows are written as they come, so that a large report needs no more memory than a small one.
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, value)
    book.close()
    response = HttpResponse(buffer.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response
