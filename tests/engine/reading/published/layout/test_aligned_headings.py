"""Labels above columns without lines: what each names, and which columns a group spans."""

from __future__ import annotations

import pytest

from reportgen.engine.reading.published.layout.aligned_headings import Heading, headings
from reportgen.engine.reading.published.layout.aligned_rows import rows_of
from reportgen.engine.reading.published.layout.lines import Line

COLUMNS = [(300.0 + 40 * number, 310.0 + 40 * number) for number in range(7)]


def part(text: str, middle: float, base: float) -> Line:
    half = 5 * len(text)
    return Line(text, middle - half, base - 8, middle + half, base + 2, base, 10)


def over(column: int, text: str, base: float) -> Line:
    return part(text, 305 + 40 * column, base)


def two_levels(*, raised: float) -> list[Line]:
    """Return the labels of applicants: five kinds of organizations under a group, two columns beside it."""
    lines = [part("申请人情况", 425, 100), part("法人或其他组织", 425, 120)]
    lines += [over(0, "自然人", raised), over(6, "总计", raised)]
    for column, text in enumerate(["商业企业", "科研机构", "公益组织", "法律服务", "其他单位"], 1):
        lines += [over(column, text[:2], 140), over(column, text[2:], 153)]
    return [*lines, part("（本列数据）", 150, 130)]


@pytest.mark.parametrize("raised", [133, 128])
def test_groups_span_the_columns_below_them(raised: float) -> None:
    found = headings(rows_of(two_levels(raised=raised)), COLUMNS)
    assert Heading("申请人情况", 0, 1, 0, 7) in found
    assert Heading("法人或其他组织", 1, 1, 1, 5) in found
    assert Heading("自然人", 1, 2, 0, 1) in found
    assert Heading("公益组织", 2, 1, 3, 1) in found
    assert Heading("（本列数据）", 0, 3, -1, 1) in found


def test_words_over_different_columns_are_different_labels() -> None:
    words = (("结果", 295.0, 315.0), ("其他", 335.0, 355.0))
    line = Line("结果其他", 295, 92, 355, 102, 100, 10, 0, words)
    found = headings(rows_of([line]), COLUMNS[:2])
    assert found == [Heading("结果", 0, 1, 0, 1), Heading("其他", 0, 1, 1, 1)]


def test_labels_that_name_no_column_keep_their_rows() -> None:
    found = headings(rows_of([part("总计", 305, 100), part("甲", 345, 120)]), COLUMNS[:3])
    assert found == [Heading("总计", 0, 1, 0, 1), Heading("甲", 1, 1, 1, 1)]
