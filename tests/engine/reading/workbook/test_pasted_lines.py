"""Lines pasted into one cell are divided where that is certain; else they are told with the right cell."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.core.errors import DataError, Fault
from reportgen.engine.reading.workbook.pasted_lines import in_one_cell
from tests.engine.workbooks import edited, read, workbook
from tests.strategies import report_of, zero


@pytest.mark.parametrize("apart", [" ", "  ", "\t", "\u3000"])
def test_an_acceptance_is_read_however_it_is_divided(apart: str) -> None:
    lines = [("1/finding", "T2-YUAN-14b668d7"), ("1/reason", "与 台账一致"), ("1/who", "张三")]

    def change(book: Any) -> None:
        for name, value in lines:
            book["其他内容"].append([apart.join(("已确认", name, value))])

    (accepted,) = read(edited(workbook(report_of(zero())), change)).accepted
    assert (accepted.finding, accepted.reason, accepted.who) == ("T2-YUAN-14b668d7", "与 台账一致", "张三")


@pytest.mark.parametrize("text", ["联系方式\t电话\t0371-1234567", "联系方式  电话  0371-1234567"])
def test_three_parts_with_wide_gaps_are_three_columns(text: str) -> None:
    assert in_one_cell(text) == ("联系方式", "电话", "0371-1234567")


@pytest.mark.parametrize("text", ["联系方式 电话 0371-1234567", "已确认 与台账一致", "格内注\t表二!B4"])
def test_what_is_not_certain_is_refused(text: str) -> None:
    told = in_one_cell(text)
    assert isinstance(told, Fault)
    assert told.remedy is not None
    assert told.remedy.zh.startswith("请分三栏粘贴")


@pytest.mark.parametrize("text", ["已确认", "发布日期", "last_year", "None", "说明 甲  乙"])
def test_a_label_alone_is_a_label(text: str) -> None:
    assert in_one_cell(text) is None


def test_the_message_names_the_cell_with_the_text() -> None:
    with pytest.raises(DataError) as error:
        read(edited(workbook(report_of(zero())), lambda book: book["其他内容"].append(["联系方式 电话 0371"])))
    (fault,) = error.value.faults
    assert "其他内容!A" in str(fault.origin)
