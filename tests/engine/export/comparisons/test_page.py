"""The web page of a comparison: whole, without anything from elsewhere, and nothing of the data is markup."""

from __future__ import annotations

from lxml import etree

from reportgen.engine.comparing.compare import compare
from reportgen.engine.export.comparisons.page import comparison_page
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, with_values


def of(organ: str, year: int, permits: int, text: str = "加强公开。") -> Report:
    values = dict.fromkeys(REPORT.addresses.entered, 0) | {"proactive.permits": permits}
    return report_of(with_values(values), organ=organ, year=year, narrative={"overview": text})


def rows(page: str) -> list[list[str]]:
    tree = etree.HTML(page)
    return [["".join(map(str, cell.itertext())) for cell in row.iter("td", "th")] for row in tree.iter("tr")]


def test_figures_changes_and_prose_are_on_the_page() -> None:
    page = comparison_page(compare([of("甲县", 2021, 40), of("甲县", 2022, 90, "收到9件。")]), "zh")
    assert ["", "2021", "2022"] in rows(page)
    assert ["  本年处理决定数量", "40", "90+50（+125.0%）"] in rows(page)
    assert "<ins>收到9件。</ins>" in page
    assert "<del>加强公开。</del>" in page


def test_nothing_is_loaded_and_nothing_of_the_data_is_markup() -> None:
    bad = "<script>alert(1)</script>&\"'"
    page = comparison_page(compare([of(bad, 2021, 1), of(bad, 2022, 2, f"{bad}。")]), "zh")
    tree = etree.HTML(page)
    assert not [*tree.iter("script", "link", "img", "iframe")]
    assert "http" not in page
    assert bad in "".join(map(str, tree.itertext()))


def test_offices_have_no_changes() -> None:
    page = comparison_page(compare([of("甲县", 2021, 40), of("乙县", 2021, 90)]), "zh")
    assert ["  本年处理决定数量", "40", "90"] in rows(page)
