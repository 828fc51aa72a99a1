"""A table of the form for typst: every cell once, at its place, in columns that fill the line."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.engine.export.typeset.tables import WIDTH, comparison_table, form_table
from reportgen.model.form_grid import FormTable
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2019 import REPORT as FORM_2019
from reportgen.reports.disclosure.form_2021 import REPORT as FORM_2021
from tests.strategies import report_of, zero

TABLES = [*FORM_2021.tables, *FORM_2019.tables]


def made(table: FormTable, report: Report) -> dict[str, Any]:
    values = {address: 0 for row in table.rows for address in row.addresses}
    kinds = dict.fromkeys(values, report.addresses.kinds["applications.new.total"])
    return form_table(table, kinds, values, {}, "注：无。")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name.zh)
def test_every_place_of_the_table_is_in_one_cell(table: FormTable) -> None:
    one = made(table, report_of(zero()))
    places = [
        (cell["y"] + down, cell["x"] + right)
        for cell in [*(cell for head in one["heads"] for cell in head), *one["cells"]]
        for down in range(cell["rows"])
        for right in range(cell["columns"])
    ]
    rows = max(row for row, _ in places) + 1
    assert sorted(places) == [(row, column) for row in range(rows) for column in range(table.columns)]
    assert sum(one["widths"]) == pytest.approx(WIDTH)
    assert min(one["widths"]) > 20


def test_a_figure_that_is_too_wide_is_set_smaller() -> None:
    report = report_of(zero())
    [table] = [one for one in report.tables if one.columns == 15]
    values = dict.fromkeys(table.rows[0].addresses, 10**15)
    cells = form_table(table, report.addresses.kinds, values, {}, "")["cells"]
    assert all(0.3 < cell["narrow"] < 0.5 for cell in cells)
    assert not any("narrow" in cell for cell in made(table, report)["cells"])


def test_labels_above_narrow_columns_break_between_words() -> None:
    report = report_of(zero())
    [table] = [one for one in report.tables if one.columns == 10]
    lines = {"".join(cell["lines"]): cell["lines"] for head in made(table, report)["heads"] for cell in head}
    assert lines["法律服务机构"] == ["法律", "服务", "机构"]
    assert lines["商业企业"] == ["商业", "企业"]
    assert lines["自然人"] == ["自然人"]


def test_the_comparison_is_a_table_with_one_head() -> None:
    rows = [{"label": "表三“一、本年新收政府信息公开申请数量”总计", "last": "3", "this": "4", "change": "+1"}]
    one = comparison_table(rows)
    assert [cell["lines"] for cell in one["heads"][0]] == [["主要数据与上年对比"], ["上年"], ["本年"], ["增减"]]
    assert [cell["lines"] for cell in one["cells"]] == [[rows[0]["label"]], ["3"], ["4"], ["+1"]]
    assert sum(one["widths"]) == pytest.approx(WIDTH)
