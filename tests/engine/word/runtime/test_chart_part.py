"""A chart part is sound XML with the model's figures, whatever the names are."""

from __future__ import annotations

from lxml import etree

from reportgen.engine.word.runtime.chart_part import chart_part, height_of
from reportgen.engine.word.runtime.chart_workbook import chart_workbook
from reportgen.report.charts import ChartData, Mark, Series

DATA = ChartData(
    "a", "<甲>&", "某", "件", "t", ("一", "<二>"), (Series("&", (Mark("a.b", 1, "1"), Mark("a.c", 0, "0"))),)
)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_hostile_names_are_texts() -> None:
    tree = etree.fromstring(chart_part(DATA, "rId1"))
    texts = [one.text for one in tree.iter(f"{C}v")]
    assert texts == ["&", "一", "<二>", "1", "0"]


def test_more_bars_make_a_higher_chart() -> None:
    assert height_of(DATA) < height_of(ChartData("a", "", "", "", "t", ("一",) * 3, DATA.series))


def test_the_workbook_is_the_same_for_the_same_figures() -> None:
    assert chart_workbook(DATA) == chart_workbook(DATA)
