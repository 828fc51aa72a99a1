"""Tables in texts: lines with one number of cells are a grid; page numbers, other years' tables are not of one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.engine.reading.published import plain_text
from reportgen.engine.reading.published.report import PublishedReport, the_report
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2019 import REPORT as OF_2019
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_looks as looks

ORGAN = "某某市人民政府"
FORMS = {"2021": REPORT, "2019": OF_2019}


def lines_of(report_type: ReportType, seed: int, merges: str, between: str) -> tuple[list[list[str]], dict[str, Any]]:
    """Return the lines of each table in a look of ``seed``, and the figures that they show."""
    values = looks.figures(report_type, seed)
    grids = looks.tables_of(report_type, values, looks.Look(seed, blanks="/"), {})
    return [[between.join(row) for row in looks.unmerged(grid, merges)] for grid in grids], values


def read(report_type: ReportType, tables: list[list[str]], year: int = 2023) -> PublishedReport:
    kept = iter(tables)
    lines = [f"{ORGAN}{year}年政府信息公开工作年度报告"]
    for section in report_type.sections:
        lines.append(section)
        held = any(table.heading == section for table in report_type.tables)
        lines += next(kept) if held else [looks.LONG]
    return the_report(plain_text.read("\n".join(lines).encode(), "a.txt"), [OF_2019, REPORT])


def assert_whole(found: PublishedReport, report_type: ReportType, values: dict[str, Any]) -> None:
    shown = looks.read_figures(found.document.data, report_type)
    printed = {address: str(value) for address, value in values.items() if value is not None}
    assert {address: shown.get(address) for address in printed} == printed
    assert all(value is None for address, value in shown.items() if address not in printed)


@pytest.mark.parametrize("edition", FORMS)
@settings(max_examples=6)
@given(seed=st.integers(0, 10_000), merges=st.sampled_from(["repeated", "blank"]), between=st.sampled_from("\t|│"))
def test_lines_with_one_number_of_cells_are_read_by_place(edition: str, seed: int, merges: str, between: str) -> None:
    tables, values = lines_of(FORMS[edition], seed, merges, between)
    assert_whole(read(FORMS[edition], tables), FORMS[edition], values)


def test_one_pipe_divides_a_line_too() -> None:
    tables, values = lines_of(REPORT, 4, "dropped", "|")
    assert_whole(read(REPORT, tables), REPORT, values)


@pytest.mark.parametrize("number", ["- 3 -", "— 3 —", "第 3 页 共 7 页", "第3页", "Page 3 of 7"])
def test_a_page_number_inside_of_a_table_is_no_part_of_it(number: str) -> None:
    tables, values = lines_of(REPORT, 4, "dropped", "\t")
    paged = [[*lines[: len(lines) // 2], number, *lines[len(lines) // 2 :]] for lines in tables]
    assert_whole(read(REPORT, paged), REPORT, values)


def test_a_table_below_a_line_with_another_year_is_left_out() -> None:
    tables, values = lines_of(REPORT, 4, "dropped", "\t")
    others, _ = lines_of(REPORT, 5, "dropped", "\t")
    both = [[*mine, "2022年数据：", *its] for mine, its in zip(tables, others, strict=True)]
    found = read(REPORT, both)
    assert_whole(found, REPORT, values)
    assert [fault.id for fault in found.account].count("published-unknown-table") == 3


def test_a_table_in_one_line_is_read_by_its_labels() -> None:
    tables, values = lines_of(REPORT, 6, "dropped", "\t")
    shown = {address: 0 if value is None else value for address, value in values.items()}
    grids = looks.tables_of(REPORT, shown, looks.Look(6), {})
    lines = [["\t".join(itertools.chain(*looks.unmerged(grid, "dropped")))] for grid in grids]
    assert len(lines) == len(tables)
    assert_whole(read(REPORT, lines), REPORT, shown)
