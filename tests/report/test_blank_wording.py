"""Many blank cells are told by their lines in a data file, and by sheet and row in a workbook."""

from __future__ import annotations

import io

import reportgen
from reportgen.report.blank_wording import MOST_BLANKS, blank_lines, is_blank


def test_blanks_of_a_workbook_are_told_by_sheet_and_row() -> None:
    report = reportgen.load(io.BytesIO(reportgen.new_workbook("disclosure_2021", "某局", 2025)))
    blanks = [finding for finding in reportgen.check(report) if is_blank(finding)]
    assert len(blanks) > MOST_BLANKS
    _, lines = blank_lines(blanks)
    assert lines[0].zh.startswith("表二 第 ")
    assert any(line.zh.startswith("表三 第 4 行：") and line.zh.endswith("，6 格") for line in lines)
    assert any(line.en.startswith("表三, row 4: ") for line in lines)
    assert len(lines) == len({line.zh.partition("：")[0] for line in lines})
