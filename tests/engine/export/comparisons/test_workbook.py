"""The workbook of a comparison, read back by another library: numbers are numbers, texts never formulas."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from reportgen.engine.comparing.compare import compare
from reportgen.engine.export.comparisons.workbook import comparison_workbook
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, with_values


def of(year: int, permits: int, text: str = "加强公开。") -> Report:
    values = dict.fromkeys(REPORT.addresses.entered, 0) | {
        "proactive.permits": permits,
        "proactive.fees": Decimal("1.5"),
    }
    return report_of(with_values(values), year=year, narrative={"overview": text})


def test_numbers_are_numbers_and_changes_are_formulas() -> None:
    content = comparison_workbook(compare([of(2021, 40), of(2022, 90, "=1+1。")]), "zh")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["数字", "变化最大", "文字"]
    sheet = book["数字"]
    assert [cell.value for cell in sheet[2]][1:] == ["2021", "2022", "2022 增减", "2022 增幅", "2021 占比", "2022 占比"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "  本年处理决定数量" and row[1].value == 40]
    number = row[0].row
    assert [cell.value for cell in row[1:4]] == [40, 90, f"=C{number}-B{number}"]
    assert row[4].value == 1.25
    assert any(cell.value == "=1+1。" and cell.data_type == "s" for row in book["文字"].iter_rows() for cell in row)


def test_the_same_comparison_gives_the_same_bytes() -> None:
    comparison = compare([of(2021, 40), of(2022, 90)])
    assert comparison_workbook(comparison, "zh") == comparison_workbook(comparison, "zh")


def test_an_amount_with_its_unit_stays_a_text_and_its_change_is_in_yuan() -> None:
    reports = [
        loaded(zeros() | {"proactive.procurement.amount": amount}, year=year)
        for year, amount in ((2019, "251000元"), (2020, "30万元"))
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(comparison_workbook(compare(reports), "zh")))["数字"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == "  采购总金额"]
    assert [cell.value for cell in row[1:4]] == ["251000元", "30万元", "49000"]
