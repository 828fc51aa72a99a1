"""A comparison as the parts of a Word document: what the web page shows, in tables and lists."""

from __future__ import annotations

from reportgen.engine.comparing.compare import compare
from reportgen.engine.export.comparisons.document_parts import document_parts
from tests.engine.export.comparisons.test_page import of


def test_years_have_changes_and_sentences() -> None:
    reports = [of("甲县", 2021, 40), of("甲县", 2022, 90, "收到9件。")]
    title, remark, parts = document_parts(compare(reports), "zh")
    assert (title, "增减" in remark) == ("甲县：2021—2022 年", True)
    heading, header, rows = parts[0]
    assert (heading, header) == ("表二", ("", "2021", "2022"))
    assert ("\u2002\u2002本年处理决定数量", "40", "90\n+50（+125.0%）") in rows
    assert {len(row) for _, columns, rows in parts if columns for row in rows} == {3}
    lines = {heading: [row[0] for row in rows] for heading, columns, rows in parts if not columns}
    assert "\u3000\u3000新写：收到9件。" in lines["文字的变化"]
    assert "\u3000\u3000删去：加强公开。" in lines["文字的变化"]


def test_offices_have_no_changes() -> None:
    title, remark, parts = document_parts(compare([of("甲县", 2021, 40), of("乙县", 2021, 90)]), "zh")
    assert (title, "增减" in remark) == ("2021 年：2 个机关", False)
    assert ("\u2002\u2002本年处理决定数量", "40", "90") in parts[0][2]
