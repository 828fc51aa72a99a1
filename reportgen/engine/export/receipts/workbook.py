"""The receipt of a document as a workbook: 数字来源表, to be filtered and sorted; every cell of it is a text."""

from __future__ import annotations

import io
from typing import Any, Final

from reportgen.engine.export.new_workbook import new_workbook
from reportgen.report.receipt import Receipt
from reportgen.report.receipt_rows import HEADER, facts, row
from reportgen.report.report import Report

_WIDTHS: Final = (6, 40, 18, 56, 40, 16)


def receipt_workbook(receipt: Receipt, report: Report, name: str) -> bytes:
    """Return ``receipt`` of ``report`` as a workbook of one sheet; the same receipt gives the same bytes.

    Raises:
        UsageError: XlsxWriter is not installed; the message calls the workbook ``name``.
    """
    made = io.BytesIO()
    book = new_workbook(made, name, title="数字来源表", author=receipt.organ)
    sheet = book.add_worksheet("数字来源表")
    border = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True, "valign": "top"}
    head, cell = book.add_format({**border, "bold": True, "bg_color": "#F2F2F2"}), book.add_format(border)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    above = facts(receipt)
    for number, line in enumerate(above):
        sheet.write_string(number, 0, line)
    top = len(above) + 1
    _write(sheet, top, HEADER, head)
    for number, printed in enumerate(receipt.printed, start=1):
        _write(sheet, top + number, row(number, printed, report), cell)
    sheet.autofilter(top, 0, top + len(receipt.printed), len(HEADER) - 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    book.close()
    return made.getvalue()


def _write(sheet: Any, number: int, texts: tuple[str, ...], style: Any) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(number, column, text, style)
