"""A text of several lines whose bar was lost is told on its own line, and the rest of the file is read."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.yaml_text.lost_bars import with_bars

PROSE = "    全年未收到政府信息公开申请。"


@pytest.mark.parametrize("sign", ["", " ", " ｜", " “", ' "', " ''"])
def test_a_lost_bar_is_put_back_where_it_belongs(sign: str) -> None:
    lines, faults = with_bars([f"  overview:{sign}", PROSE], "甲.yaml")
    assert lines == ["  overview: |", PROSE]
    (fault,) = faults
    assert (fault.id, fault.origin and fault.origin.line) == ("yaml-bar", 1)
    assert fault.says.zh == "overview 后面缺少 |，下面几行会连成一段"


@pytest.mark.parametrize(
    "lines",
    [
        ["  overview: |", PROSE],
        ["  new:", "    natural_persons: 3"],
        ["  checks:", "    - 甲，乙"],
        ["  other:", "  problems: 无。"],
        ["  overview: 全年无。", "  problems: 无。"],
        ["  overview:"],
    ],
)
def test_lines_that_need_no_bar_are_left_alone(lines: list[str]) -> None:
    assert with_bars(lines, "甲.yaml") == (lines, [])
