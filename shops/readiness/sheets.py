"""Rows as an XLSX file. What people wrote stays text: no cell of theirs is ever a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import chain, islice

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The rows of a file for which memory is no question: 10 MB.
FEW = 6_000


def xlsx(name: str, head: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> HttpResponse:
    """The rows below their head, as a file to download."""
    buffer, rows = BytesIO(), iter(rows)
    few = list(islice(rows, FEW + 1))
    # Many rows are written as they come, so that a large report needs no more memory; few are kept together,
    # which says each text once and is a third faster.
    book = xlsxwriter.Workbook(buffer, {"constant_memory": len(few) > FEW, "in_memory": len(few) <= FEW})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, text in enumerate(head):
        sheet.write_string(0, column, text, bold)
    for line, row in enumerate(chain(few, rows), start=1):
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
