"""Which label of a table is wrong: the message names its cell and the official words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from reportgen.core.errors import Fault
from reportgen.engine.reading.workbook.tables import Found, find, of_last_year, texts_of
from reportgen.reports.disclosure.form_2021 import REPORT

(THREE,) = (table for table in REPORT.tables if table.name.zh == "表三")
GRID: list[list[str | None]] = [[None] * 10 for _ in range(28)]
for cell in THREE.cells:
    GRID[cell.row - 1][cell.column - 1] = cell.text or None


def located(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Found | list[Fault]:
    texts = {sheet: texts_of(rows) for sheet, rows in sheets.items()}
    return find(THREE, texts, sheets, "a.xlsx", ("T3-",))


def told(row: int, column: int, text: str | None, *, before: int = 0) -> list[str]:
    rows = [list(one) for one in GRID]
    rows[row - 1][column - 1] = text
    rows[10:10] = [[None] * 10 for _ in range(before)]
    found = located({"表三": rows})
    assert not isinstance(found, Found)
    return [f"{fault.origin} {fault.says.zh} {fault.remedy.zh if fault.remedy else ''}" for fault in found]


@pytest.mark.parametrize(
    ("row", "column", "text", "says"),
    [
        (4, 1, "一、本年收到", "表三!A4 表三这一格应当是“一、本年新收政府信息公开申请数量”，现在是“一、本年收到”"),
        (8, 3, 7, "表三!C8 表三这一格应当是“1.属于国家秘密”，现在不是文字"),
        (8, 3, "2.属于国家秘密", "表三!C8 表三这一格应当是“1.属于国家秘密”，现在是“2.属于国家秘密”"),
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
    copy[4][0] = None
    (fault,) = located({"表三": GRID, "表三 (2)": copy})  # type: ignore[misc]  # refused
    assert "有 2 份" in fault.says.zh


@pytest.mark.parametrize("other", [1, None, True, "1"])
def test_a_copy_is_passed_over_only_where_it_says_the_same(other: Any) -> None:
    rows: list[list[Any]] = [list(row) for row in GRID]
    rows[4][4] = 2
    copy = [list(row) for row in rows]
    found = located({"备份": copy, "表三": rows})
    assert isinstance(found, Found)
    assert (found.sheet, found.copies) == ("表三", ["备份"])
    copy[4][4] = other
    assert not isinstance(located({"备份": copy, "表三": rows}), Found)


def test_figures_to_compare_with_are_known_by_their_line() -> None:
    assert of_last_year("Sheet1", texts_of([["2024 年的数字，只供对照。"]]))
    assert of_last_year("上年表三", texts_of([[]]))
    assert not of_last_year("表三", texts_of(GRID))
