"""Every figure of a drawing is that of the model: read by an XML parser that shares nothing with drawing or proof."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from lxml import etree

import reportgen
from reportgen.engine.export.charts.proof import prove_chart
from reportgen.engine.export.charts.svg import WIDTH, inline, standalone
from reportgen.report.charts import ChartData, charts_of, illustrations_of
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from tests.figures_of_2019 import loaded, zeros
from tests.published import published
from tests.strategies import any_statistics, report_of, zero

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"
LAST_YEAR = Particulars(last_year={"applications.new.total": 503, "reviews.litigation.total": 12})
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return attrs.evolve(reportgen.load(root / DATA), particulars=LAST_YEAR)


def drawn(report: Report, data: ChartData) -> Any:
    content = standalone(data)
    prove_chart(content, data, report, "图.svg")
    return etree.fromstring(content)


def figures(tree: Any) -> dict[str, str]:
    """Return every figure of a drawing by its address; none stands there twice."""
    marked = tree.xpath("//*[@data-address]")
    found = {one.get("data-address"): "".join(one.itertext()) for one in marked}
    assert len(found) == len(marked)
    return found


def of_the_model(report: Report, address: str) -> str:
    name = address.removeprefix("last_year.")
    values = report.values if name == address else report.particulars.last_year
    return str(values[name])


def check(report: Report) -> None:
    for data in charts_of(report):
        tree = drawn(report, data)
        shown = figures(tree)
        assert all(text == of_the_model(report, address) for address, text in shown.items())
        if data.sentence:
            assert not shown
            continue
        chart = illustrations_of(report.type).chart(data.name)
        assert chart is not None
        parts = [f"{row}.{column}" for row in chart.rows for column in chart.columns if not chart.compares_years]
        assert {one for one in parts if report.values[one]} <= shown.keys()
        assert {f"{row}.total" for row in chart.rows if chart.columns} <= shown.keys()


@given(any_statistics())
def test_every_figure_of_a_drawing_is_that_of_the_model(entered: Any) -> None:
    check(report_of(entered, particulars=LAST_YEAR))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kaifeng_gov_2021", "huaian_gov_2024"])
def test_published_reports_are_drawn_with_their_figures(shared: Path, name: str) -> None:
    check(published(shared, name))


@pytest.mark.parametrize("report", [report_of(zero()), loaded(zeros())], ids=["2021", "2019"])
def test_a_year_of_zeros_is_drawn_as_a_sentence(report: Report) -> None:
    for data in charts_of(report):
        tree = drawn(report, data)
        assert data.sentence in "".join("".join(one.itertext()) for one in tree.iter(f"{SVG}text"))
        assert not tree.xpath("//*[@data-bar]")


def test_bars_are_as_long_as_their_figures(kaifeng: Report) -> None:
    data = next(one for one in charts_of(kaifeng) if one.name == "years")
    bars = {one.get("data-bar"): float(one.get("width")) for one in drawn(kaifeng, data).xpath("//*[@data-bar]")}
    ratio = bars["last_year.applications.new.total"] / bars["applications.new.total"]
    assert ratio == pytest.approx(503 / 545, abs=0.001)


def test_nothing_stands_outside_of_the_drawing(kaifeng: Report) -> None:
    for data in charts_of(kaifeng):
        tree = drawn(kaifeng, data)
        _, _, wide, high = map(float, tree.get("viewBox").split())
        for one in tree.iter(f"{SVG}rect"):
            assert float(one.get("x")) + float(one.get("width")) <= wide
            assert float(one.get("y")) + float(one.get("height")) <= high
        assert all(float(one.get("x")) <= WIDTH for one in tree.iter(f"{SVG}text"))


def test_a_screen_reader_is_told_the_numbers(kaifeng: Report) -> None:
    for data in charts_of(kaifeng):
        tree = drawn(kaifeng, data)
        assert tree.get("role") == "img"
        ids = {one.get("id"): one.text for one in tree if one.get("id")}
        words = [ids[name] for name in tree.get("aria-labelledby").split()]
        assert words == [data.heading, data.words]
        assert all(text in words[1] for text in figures(tree).values())


def test_a_drawing_has_no_script_style_class_or_request(kaifeng: Report) -> None:
    for data in charts_of(kaifeng):
        for text in (standalone(data).decode(), inline(data)):
            assert not re.search(r"<script|<style|class=|\son\w+=|href|url\(|@import|<image|<use", text)


def test_hostile_names_are_shown_as_they_are() -> None:
    report = report_of(zero(), organ="<script>&\"'")
    for data in charts_of(report):
        tree = drawn(report, data)
        assert not [*tree.iter(f"{SVG}script")]
