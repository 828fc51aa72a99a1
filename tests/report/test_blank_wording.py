"""Many blank cells are told by their lines in a data file, and by sheet and row in a workbook."""

from __future__ import annotations

import io

import pytest

import reportgen
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.blank_wording import MOST_BLANKS, blank_lines, is_blank
from reportgen.report.findings import Cell, Change, Finding, Repair

COLUMNS = ("自然人", "商业企业", "其他")


def blank(row: str, column: int, line: int, after: int | None) -> Finding:
    """Return a blank cell of a row, and what the equations give for it, if they do."""
    label = Text(f"表三“{row}”{COLUMNS[column]}", f"table 3 “{row}” {column}")
    change = Change(f"{row}.{column}", None, after, label)
    repairs = () if after is None else (Repair((change,), Text("由勾稽关系算出", "from the equations")),)
    cells = (Cell(change.address, None, label),)
    origin = Origin("2025.yaml", line)
    return Finding("T3-BLANK", "undecided", "error", label, change.address, cells, origin=origin, repairs=repairs)


@pytest.mark.parametrize(
    ("after", "zh", "en"),
    [
        ((0, 0, 0), "，3 格，都应填 0", ", 3 cells: 0 in each"),
        ((7, 0, 2), "，3 格，依次应填 7、0、2", ", 3 cells: 7, 0, 2 from the left"),
    ],
)
def test_blanks_that_the_totals_determine_are_one_line_a_row(after: tuple[int, ...], zh: str, en: str) -> None:
    """The line says what belongs there, and how many cells it is; the head says to check it."""
    found = [blank(row, column, line, after[column]) for line, row in enumerate("甲乙丙丁") for column in range(3)]
    head, lines = blank_lines(found)
    assert "请对照台账核实" in head.zh
    assert [line.zh for line in lines] == [f"第 {line} 行：表三“{row}”{zh}" for line, row in enumerate("甲乙丙丁")]
    assert lines[0].en == f"line 0: table 3 “甲”{en}"


def test_where_not_all_are_determined_a_row_says_why_it_is() -> None:
    first, second = [blank("甲", 0, 1, 5), blank("甲", 1, 1, 5)], [blank("乙", 0, 2, 0), blank("乙", 1, 2, None)]
    head, lines = blank_lines([*first, *second])
    assert "台账" not in head.zh
    assert [line.zh for line in lines] == [
        "第 1 行：表三“甲”，2 格，都应填 5（由勾稽关系算出，请对照台账核实）",
        "第 2 行：表三“乙”，2 格",
    ]
    _, (alone,) = blank_lines(first[:1])
    assert alone.zh == "第 1 行：表三“甲”自然人，应填 5"


def test_blanks_of_a_workbook_are_told_by_sheet_and_row() -> None:
    report = reportgen.load(io.BytesIO(reportgen.new_workbook("disclosure_2021", "某局", 2025)))
    blanks = [finding for finding in reportgen.check(report) if is_blank(finding)]
    assert len(blanks) > MOST_BLANKS
    _, lines = blank_lines(blanks)
    assert lines[0].zh.startswith("表二 第 ")
    assert any(line.zh.startswith("表三 第 4 行：") and line.zh.endswith("，6 格") for line in lines)
    assert any(line.en.startswith("表三, row 4: ") for line in lines)
    assert len(lines) == len({line.zh.partition("：")[0] for line in lines})
