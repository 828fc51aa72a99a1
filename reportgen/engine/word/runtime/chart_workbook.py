"""The workbook behind a chart of a Word document: the figures that Word shows when somebody edits its data."""

from __future__ import annotations

import datetime as dt
import io
from typing import Final

from reportgen.engine.word.runtime.chart_part import SHEET
from reportgen.report.charts import ChartData

_MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook has no time zone


def chart_workbook(data: ChartData) -> bytes:
    """Return a workbook with one sheet: categories below each other, a column for each series.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    import xlsxwriter  # noqa: PLC0415 — an extra

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": data.heading, "created": _MADE})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 40)
    for row, category in enumerate(data.categories, start=1):
        sheet.write_string(row, 0, category)
    for column, one in enumerate(data.series, start=1):
        sheet.write_string(0, column, one.label)
        for row, mark in enumerate(one.marks, start=1):
            sheet.write_number(row, column, mark.value)
    book.close()
    return stream.getvalue()
