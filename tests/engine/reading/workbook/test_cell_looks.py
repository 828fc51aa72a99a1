"""Crossed out, raised and lowered text of cells is never read as if it were like the text beside it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.workbook.cell_looks import CellLooks, cell_looks
from reportgen.engine.reading.workbook.safety import looked_at
from tests.engine.workbooks import edited, put, read, workbook
from tests.strategies import report_of, zero

STRUCK, RAISED, LOWERED = {"strike": True}, {"vertAlign": "superscript"}, {"vertAlign": "subscript"}


def rich(*pieces: str | tuple[str, dict[str, Any]]) -> CellRichText:
    """Return a cell's text of several pieces, some with a font."""
    return CellRichText(*(one if isinstance(one, str) else TextBlock(InlineFont(**one[1]), one[0]) for one in pieces))


def styled(sheet: str, cell: str, value: Any, **font: Any) -> Callable[[Any], None]:
    """Return the change that writes ``value`` in a font."""

    def change(book: Any) -> None:
        book[sheet][cell] = value
        book[sheet][cell].font = Font(**font)

    return change


def refused(change: Callable[[Any], None]) -> Fault:
    """Return the only fault of a workbook after ``change``."""
    with pytest.raises(DataError) as error:
        read(edited(workbook(report_of(zero())), change))
    (fault,) = error.value.faults
    return fault


def shared(content: bytes) -> bytes:
    """Return a workbook with its texts in a table, as XlsxWriter and Excel write them."""
    source = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for sheet in source:
        made = book.add_worksheet(sheet.title)
        for row in sheet:
            for cell in row:
                at = (cell.row - 1, cell.column - 1)
                if isinstance(cell.value, CellRichText):
                    pieces: list[Any] = []
                    for one in cell.value:
                        if isinstance(one, TextBlock):
                            strike = {"font_strikeout": True} if one.font.strike else {"font_script": 1}
                            pieces += [book.add_format(strike), one.text]
                        else:
                            pieces.append(one)
                    made.write_rich_string(*at, *pieces)
                elif cell.value is not None:
                    made.write(*at, cell.value)
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize("value", [rich("11", ("2", STRUCK), "80"), rich(("12", STRUCK), "13"), rich(("13", STRUCK))])
def test_a_figure_with_a_struck_digit_is_refused(value: Any) -> None:
    fault = refused(put("表二", "B7", value))
    assert fault.id == "workbook-struck"
    assert str(fault.origin) == "a.xlsx: 表二!B7"
    assert fault.remedy is not None
    assert fault.remedy.zh == "请删去这些字，或取消删除线"


@pytest.mark.parametrize("value", [1180, "1180", "=1000+180"])
def test_a_figure_whose_cell_is_struck_is_refused(value: Any) -> None:
    fault = refused(styled("表二", "B7", value, strike=True))
    assert (fault.id, fault.says.zh) == ("workbook-struck", "这一格整个有删除线")


@pytest.mark.parametrize(
    ("pieces", "shown"), [(["2", ("1", RAISED)], "2¹"), (["2", ("1", LOWERED)], "2₁"), ([("21", RAISED)], "²¹")]
)
def test_small_digits_are_no_digits_of_the_figure(pieces: list[Any], shown: str) -> None:
    fault = refused(put("表二", "B4", rich(*pieces)))
    assert f"“{shown}”" in fault.says.zh
    assert fault.remedy is not None
    assert "21" not in fault.remedy.zh.replace("²¹", "")


@pytest.mark.parametrize("value", [21, "21"])
@pytest.mark.parametrize("align", ["superscript", "subscript"])
def test_a_figure_that_is_small_as_a_whole_is_refused(value: Any, align: str) -> None:
    fault = refused(styled("表二", "B4", value, vertAlign=align))
    assert fault.id == "workbook-value"
    assert "21" not in fault.says.zh


def test_texts_of_the_table_of_texts_are_looked_at_as_well() -> None:
    for value, said in ((rich("11", ("2", STRUCK), "80"), "删除线"), (rich("2", ("1", RAISED)), "2¹")):
        changed = edited(workbook(report_of(zero())), put("表二", "B7", value))
        with pytest.raises(DataError) as error:
            read(shared(changed))
        told = [fault.says.zh for fault in error.value.faults if str(fault.origin) == "a.xlsx: 表二!B7"]
        assert [said in one for one in told] == [True]


def test_struck_words_of_the_prose_are_refused_with_their_cell() -> None:
    fault = refused(put("文字", "C2", rich("严格审核，", ("没有差错，", STRUCK), "运行平稳。")))
    assert fault.says.zh == "这一格有删除线的字“没有差错，”"
    assert str(fault.origin) == "a.xlsx: 文字!C2"


def test_small_digits_of_the_prose_are_read_as_such() -> None:
    change = put("文字", "C2", rich("面积100m", ("2", RAISED), "。"))
    report = read(edited(workbook(report_of(zero())), change))
    assert next(iter(report.narrative.values())).startswith("面积100m²。")


def test_a_struck_label_of_a_table_is_refused() -> None:
    fault = refused(lambda book: styled("表三", "A4", book["表三"]["A4"].value, strike=True)(book))
    assert fault.id == "workbook-struck"
    assert str(fault.origin) == "a.xlsx: 表三!A4"


def test_struck_words_of_the_guide_and_empty_struck_cells_do_not_matter() -> None:
    def change(book: Any) -> None:
        book["填表说明"]["A1"].font = Font(strike=True)
        book["表二"]["F40"].font = Font(strike=True)

    read(edited(workbook(report_of(zero())), change))


def test_a_run_with_a_font_of_its_own_is_not_struck_with_its_cell() -> None:
    change = styled("文字", "C2", rich(("一是", {"b": True}), ("人手不足。", {"sz": 11})), strike=True)
    assert next(iter(read(edited(workbook(report_of(zero())), change)).narrative.values())).startswith("**一是**")


@pytest.mark.parametrize("font", [b'<strike val="0"/>', b'<strike val="false"/>', b'<vertAlign val="baseline"/>'])
def test_what_is_switched_off_is_not_looked_for(font: bytes) -> None:
    xml = b"<sst><si><r><rPr>" + font + b"</rPr><t>1</t></r></si></sst>"
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    assert cell_looks({"xl/sharedStrings.xml": xml, "xl/worksheets/sheet1.xml": sheet}) == {}


def test_cells_without_names_and_other_prefixes_are_found() -> None:
    sheet = (
        b'<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="3"><x:c/><x:c t="inlineStr"><x:is><x:r><x:rPr>'
        b"<x:strike/></x:rPr><x:t>7</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    (looks,) = cell_looks({"xl/worksheets/sheet1.xml": sheet}).values()
    assert looks == CellLooks({(3, 2): "7"})


def test_a_workbook_of_ours_has_no_special_looks() -> None:
    assert not looked_at(workbook(report_of(zero())), "a.xlsx", DEFAULT).looks
