"""Titles of reports: in one line or several, with the year before or behind, among other lines."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.reading.published.titles import titles_in

WORDS = ("{year}年", "政府信息公开工作", "年度报告")


def found(*lines: str) -> list[tuple[str, int]]:
    texts = [ShownText(line, Origin("a", number)) for number, line in enumerate(lines, start=1)]
    return [(one.organ, one.year) for one in titles_in(texts, WORDS)]


@pytest.mark.parametrize(
    "lines",
    [
        ("某市人民政府2023年政府信息公开工作年度报告",),
        ("某市人民政府", "2023年政府信息公开工作年度报告"),
        ("某市人民政府2023年度", "政府信息公开工作年度报告"),
        ("某市人民政府关于2023年政府信息公开工作的年度报告",),
        ("某市人民政府二〇二三年政府信息公开工作年度报告",),
        ("2023年某市人民政府政府信息公开工作年度报告",),
        ("某市人民政府2023年政府信息公开年度报告",),
        ("政务公开", "某市人民政府2023年政府信息公开工作年度报告"),
        ("《某市人民政府２０２３年政府信息公开工作年度报告》",),
    ],
)
def test_a_title_says_whose_report_it_is(lines: tuple[str, ...]) -> None:
    assert found(*lines) == [("某市人民政府", 2023)]


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 公开 > 某市人民政府2023年政府信息公开工作年度报告",
        "2023年政府信息公开工作年度报告",
        "根据规定，现公布某市人民政府2023年政府信息公开工作年度报告。",
        "某市人民政府2023年法治政府建设报告",
        "某市人民政府政府信息公开工作年度报告",
    ],
)
def test_other_lines_are_no_titles(line: str) -> None:
    assert found(line) == []
