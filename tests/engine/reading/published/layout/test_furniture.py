"""Page numbers, headers and footers are no text; whatever else stands at the edge of a page is."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.layout.furniture import without_furniture
from reportgen.engine.reading.published.layout.lines import Line


def line(text: str, base: float, page: int = 1) -> Line:
    return Line(text, 72, base - 10, 72 + 10 * len(text), base + 2, base, 10, page)


def kept(*pages: list[Line]) -> list[str]:
    return [one.text for lines in without_furniture(pages, [842.0] * len(pages)) for one in lines]


@pytest.mark.parametrize(
    "number", ["3", "— 3 —", "-3-", "第 3 页", "第3页 共12页", "3/12", "Page 3 of 12", "－ 12 －", "iv"]
)
def test_a_page_number_is_no_text(number: str) -> None:
    assert kept([line("本报告由办公室编制。", 400), line(number, 800)]) == ["本报告由办公室编制。"]


def test_a_number_within_the_page_is_text() -> None:
    assert kept([line("3", 400)]) == ["3"]


def test_what_is_repeated_at_the_edge_is_a_header() -> None:
    pages = [[line("某市人民政府年度报告", 40, page), line(f"第{page}段。", 400, page)] for page in (1, 2, 3)]
    assert kept(*pages) == ["第1段。", "第2段。", "第3段。"]


def test_a_single_line_at_the_edge_is_text() -> None:
    pages = [[line("某市人民政府年度报告", 90)], [line("接上页的一行。", 90, 2)]]
    assert kept(*pages) == ["某市人民政府年度报告", "接上页的一行。"]


@pytest.mark.parametrize("text", ["https://www.example.gov.cn/a.html", "2024/1/25 10:33", "file:///C:/a.html 1/5"])
def test_what_a_browser_prints_is_no_text(text: str) -> None:
    assert kept([line(text, 20), line("正文。", 400)]) == ["正文。"]
