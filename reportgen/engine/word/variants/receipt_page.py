"""The receipt of a document as pages of Word: 数字来源表, for whoever keeps the papers of a report.

Every printed figure has a row: where it is printed, what it is called in the form, what it was computed from, and its
line in the data file. The pages hold no clock: the same document has the same pages.
"""

from __future__ import annotations

from typing import Final

from reportgen.engine.word.variants.plain_document import plain_document
from reportgen.engine.word.variants.plain_pages import paragraph, table
from reportgen.report.receipt import Receipt
from reportgen.report.receipt_rows import HEADER, facts, row
from reportgen.report.report import Report

_WIDTHS: Final = (700, 3300, 1700, 4300, 3100, 1400)


def receipt_page(receipt: Receipt, report: Report) -> bytes:
    """Return ``receipt`` of ``report`` as a Word document of its own."""
    rows = [row(number, printed, report) for number, printed in enumerate(receipt.printed, 1)]
    return plain_document(
        [
            paragraph("数字来源表", bold=True, size=32),
            *(paragraph(line) for line in facts(receipt)),
            paragraph("", size=12),
            table(HEADER, rows, _WIDTHS),
            paragraph("核对人：　　　　　　　　　　日期：", size=21),
        ]
    )
