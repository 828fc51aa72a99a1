"""Two published years and a year of zeros: each figure is the model's in all that is published, by other readers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from docx import Document
from lxml import etree, html
from python_calamine import CalamineWorkbook

from reportgen import conversion, pdf_documents, pictures, pipeline, publication
from reportgen.api.templates import compile_template
from reportgen.report.charts import charts_of
from reportgen.report.report import Report
from tests.published import published
from tests.strategies import report_of, zero

NAMES = ("kaifeng_gov_2021", "huaian_gov_2024", "zeros")


@pytest.fixture(scope="module", params=NAMES)
def report(request: pytest.FixtureRequest) -> Report:
    if request.param == "zeros":
        return report_of(zero())
    return published(request.getfixturevalue("shared"), request.param)


def of_the_model(report: Report) -> dict[str, str]:
    """Return every figure of the form's tables by its address, as it is printed."""
    cells = [address for table in report.tables for row in table.rows for address in row.addresses]
    return {address: report.addresses.kinds[address].printed(report.values[address]) for address in cells}


def rows_of(report: Report) -> Iterator[list[str]]:
    """Yield the figures of each row of the form's tables, from top to bottom."""
    figures = of_the_model(report)
    for table in report.tables:
        yield from ([figures[address] for address in row.addresses] for row in table.rows)


def assert_rows(found: Iterable[list[str]], report: Report) -> None:
    """Each row of figures ends a row that was found, one behind the other."""
    rest = iter(found)
    for wanted in rows_of(report):
        assert any(["".join(text.split()) for text in row[-len(wanted) :]] == wanted for row in rest), wanted


def test_the_web_page(report: Report) -> None:
    for fragment in (False, True):
        content = publication.page(report, "a.html", fragment=fragment, charts=True)
        tree: Any = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
        cells = tree.xpath("//td[@data-address]")
        assert {cell.get("data-address"): cell.text_content() for cell in cells} == of_the_model(report)
        assert_rows(([cell.text_content() for cell in row] for row in tree.iter("tr")), report)


@pytest.mark.fonts
def test_the_pdf(report: Report) -> None:
    made = pdf_documents.pdf(report, b"", "a.pdf", None, by="typst")
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    assert_rows(([cell for cell in row if cell is not None] for table in tables for row in table), report)


def test_the_word_document(report: Report) -> None:
    document = Document(io.BytesIO(pipeline.fill(report, compile_template(report.type.name))))
    rows = [row for table in document.tables for row in table.rows]
    assert_rows(([cell.text for cell in dict.fromkeys(row.cells)] for row in rows), report)


def test_the_drawn_charts(report: Report) -> None:
    for data in charts_of(report):
        if not data.sentence:
            drawing: Any = etree.fromstring(pictures.chart_picture(report, Path(f"{data.name}.svg")))
            shown = {one.get("data-address"): one.text for one in drawing.iter() if one.get("data-address")}
            assert shown == {mark.address: str(report.values[mark.address]) for mark in data.shown}
    assert report.organ != "某市人民政府" or all(data.sentence for data in charts_of(report))


def test_the_workbook(report: Report) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(conversion.converted(report, Path("a.xlsx"))))
    for table in report.tables:
        rows = book.get_sheet_by_name(table.name.zh).to_python(skip_empty_area=False)
        for cell in table.cells:
            if cell.address:
                assert float(str(rows[cell.row - 1][cell.column - 1])) == float(report.values[cell.address])


def test_the_open_data(report: Report) -> None:
    text = publication.published(report, Path("a.csv"), None).decode("utf-8-sig")
    assert {row["编号"]: row["数值"] for row in csv.DictReader(io.StringIO(text, newline=""))} == of_the_model(report)
