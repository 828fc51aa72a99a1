"""Tables of another year are told and left out; those of the report's year, and of two years, stay."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.engine.reading.published.other_years import of_the_year
from reportgen.reports.disclosure.form_2021 import REPORT


def text(words: str, level: int = 0) -> ShownText:
    return ShownText(words, Origin("a"), level)


def table(first: str = "规章") -> Sheet:
    cells = (ShownCell(0, 0, first, Origin("a")), ShownCell(1, 0, "1", Origin("a")))
    return sheet_of(ShownTable(cells, Origin("a")))


def left_out(*blocks: ShownText | Sheet, title: str = "某市人民政府2023年政府信息公开工作年度报告") -> int:
    kept, faults = of_the_year((text(title, 1), *blocks), REPORT.title_words)
    assert len(kept) + len(faults) == len(blocks) + 1
    assert {fault.id for fault in faults} <= {"published-unknown-table"}
    return len(faults)


@pytest.mark.parametrize("caption", ["2022年情况：", "附：2021 年度数据", "（2022年1月1日至12月31日）"])
def test_a_table_below_another_year_is_left_out(caption: str) -> None:
    assert left_out(text(caption), table()) == 1
    assert left_out(table(caption)) == 1


@pytest.mark.parametrize(
    "caption",
    [
        "2023年情况：",
        "2022年和2023年情况",
        "二、主动公开政府信息情况",
        "2022年，本机关依法公开。",
        "国办公开办函〔2021〕30号",
    ],
)
def test_any_other_table_stays(caption: str) -> None:
    assert left_out(text(caption), table()) == 0


def test_only_the_table_directly_below_is_meant_and_a_link_is_no_title() -> None:
    assert left_out(text("2022年情况"), text("又一段"), table()) == 0
    assert left_out(text("某市人民政府2022年政府信息公开工作年度报告"), text("2023年情况"), table()) == 0
