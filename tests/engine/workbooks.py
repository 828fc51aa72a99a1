"""Workbooks for tests: made from a report, changed as a clerk or another program would, and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from reportgen import catalogue
from reportgen.conversion import workbook_of
from reportgen.engine.building import build
from reportgen.engine.export.data_file import write_data_file
from reportgen.engine.reading.workbook.data import read_workbook
from reportgen.report.report import Report


def workbook(report: Report) -> bytes:
    """Return the report's workbook."""
    return workbook_of(report.type, write_data_file(report), "a.xlsx", report)


def read(content: bytes) -> Report:
    """Return the report that a workbook describes."""
    document = read_workbook(content, "a.xlsx", catalogue.report_type)
    return build(document, catalogue.report_type(document.data["report"]))


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """Return a workbook as another program saves it after ``change``: formulas then have no values."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    """Return the change that writes ``value`` into a cell."""

    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change
