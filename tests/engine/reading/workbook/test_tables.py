"""Which label of a table is wrong: the message names its cell and the official words."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.workbook.tables import Found, find, of_last_year, texts_of
from reportgen.reports.disclosure.form_2021 import REPORT

(THREE,) = (table for table in REPORT.tables if table.name.zh == "表三")
GRID: list[list[str | None]] = [[None] * 10 for _ in range(28)]
for cell in THREE.cells:
    GRID[cell.row - 1][cell.column - 1] = cell.text or None


def told(row: int, column: int, text: str | None, *, before: int = 0) -> list[str]:
    rows = [list(one) for one in GRID]
    rows[row - 1][column - 1] = text
    rows[10:10] = [[None] * 10 for _ in range(before)]
    found = find(THREE, {"表三": texts_of(rows)}, "a.xlsx", ("T3-",))
    assert not isinstance(found, Found)
    return [f"{fault.origin} {fault.says.zh} {fault.remedy.zh if fault.remedy else ''}" for fault in found]


@pytest.mark.parametrize(
    ("row", "column", "text", "says"),
    [
        (4, 1, "一、本年收到", "表三!A4 表三这一格应当是“一、本年新收政府信息公开申请数量”，现在是“一、本年收到”"),
        (8, 3, None, "表三!C8 表三这一格应当是“1.属于国家秘密”，现在不是文字"),
        (2, 10, "合计", "表三!J2 表三这一格应当是“总计”，现在是“合计” 请改回“总计”"),
        (20, 3, "3.其他", "表三!C20 表三缺少“2.重复申请”"),
    ],
)
def test_a_wrong_label_is_told_with_its_cell(row: int, column: int, text: str | None, says: str) -> None:
    (message,) = told(row, column, text)
    assert says in message


def test_a_wrong_label_below_inserted_rows_is_told_where_it_is() -> None:
    assert "表三!C25 " in told(22, 3, "4.大量反复", before=3)[0]


def test_a_damaged_copy_on_another_sheet_is_a_copy() -> None:
    copy = [list(row) for row in GRID]
    copy[3][0] = None
    (fault,) = find(THREE, {"表三": texts_of(GRID), "表三 (2)": texts_of(copy)}, "a.xlsx", ("T3-",))  # type: ignore[misc]  # refused
    assert "有 2 份" in fault.says.zh


def test_figures_to_compare_with_are_known_by_their_line() -> None:
    assert of_last_year("Sheet1", texts_of([["2024 年的数字，只供对照。"]]))
    assert of_last_year("上年表三", texts_of([[]]))
    assert not of_last_year("表三", texts_of(GRID))
