"""Texts that are partly bold are read as prose writes them, and nothing else changes."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.workbook.bold import bold_texts
from reportgen.engine.reading.workbook.safety import looked_at
from tests.engine.workbooks import edited, read, workbook
from tests.strategies import report_of, zero


def runs(*given: str) -> dict[str, bytes]:
    """Return a table of texts with one text of several runs; those that begin with ``*`` are bold."""
    made = "".join(
        f'<r><rPr>{"<b/>" if run[0] == "*" else "<i/>"}</rPr><t xml:space="preserve">{run.lstrip("*")}</t></r>'
        for run in given
    )
    return {"xl/sharedStrings.xml": f"<sst><si>{made}</si><si><t>别的</t></si></sst>".encode()}


@pytest.mark.parametrize(
    ("given", "marked"),
    [
        (["*一是", "人手不足。"], {"一是人手不足。": "**一是**人手不足。"}),
        (["甲", "*乙 ", "*丙", "丁"], {"甲乙 丙丁": "甲**乙 丙**丁"}),
        (["甲", "* 乙 "], {"甲 乙 ": "甲 **乙** "}),
        (["*甲\n乙", "丙"], {"甲\n乙丙": "**甲**\n**乙**丙"}),
        (["甲", "乙"], {}),
        (["甲**", "*乙"], {}),
    ],
)
def test_bold_runs_get_their_marks(given: list[str], marked: dict[str, str]) -> None:
    assert bold_texts(runs(*given)) == marked


def test_bold_switched_off_is_not_bold() -> None:
    xml = '<sst><si><r><rPr><b val="0"/></rPr><t>甲</t></r></si></sst>'
    assert bold_texts({"xl/sharedStrings.xml": xml.encode()}) == {}


def test_broken_texts_are_left_to_the_reader_of_values() -> None:
    assert bold_texts({"xl/sharedStrings.xml": b"<sst><si><rPr >"}) == {}


def test_another_writer_s_bold_words_are_found() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write_rich_string(0, 0, book.add_format({"bold": True}), "一是", "人手不足。")
    book.close()
    assert looked_at(stream.getvalue(), "a.xlsx", DEFAULT).bold == {"一是人手不足。": "**一是**人手不足。"}


def test_a_clerk_s_bold_words_are_bold_in_the_report() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    def change(book: object) -> None:
        book["文字"]["C2"] = CellRichText([TextBlock(InlineFont(b=True), "一是"), "人手不足。"])  # type: ignore[index]

    report = read(edited(workbook(report_of(zero())), change))
    assert next(iter(report.narrative.values())).startswith("**一是**人手不足。")
