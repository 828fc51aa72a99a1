"""Every figure of a 图解 is the model's: page and drawing read by other parsers, for any report."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from lxml import etree, html

import reportgen
from reportgen import catalogue
from reportgen.core.errors import RenderError
from reportgen.engine.export.infographic import drawing, page, proof
from reportgen.engine.export.infographic.template import Infographic, read_template
from reportgen.report.charts import chart_data, illustrations_of
from reportgen.report.report import Report
from tests.figures_of_2019 import loaded, zeros
from tests.published import published
from tests.strategies import any_statistics, report_of, zero


@functools.cache
def source(type_name: str) -> bytes:
    return catalogue.beside(type_name, "infographic.html").read_bytes()


def template_of(report: Report) -> Infographic:
    return read_template(source(report.type.name), report, "infographic.html")


def check(report: Report) -> None:
    template = template_of(report)
    made, picture = page.page(template, report), drawing.picture(template, report)
    proof.prove_page(made, template, report, "图解.html")
    proof.prove_picture(picture, template, report, "图解.svg")
    tree: Any = html.document_fromstring(made.decode())
    drawn: Any = etree.fromstring(picture)
    for root in (tree, drawn):
        shown = {one.get("data-address"): "".join(one.itertext()) for one in root.xpath("//*[@data-address]")}
        assert all(text == str(report.values[address]) for address, text in shown.items())
        parts = {
            mark.address
            for name in ("outcomes", "applicants", "reviews")
            if (chart := illustrations_of(report.type).chart(name)) is not None
            for mark in chart_data(report, chart).shown
        }
        assert shown.keys() == {*template.figures(), *parts}
    assert report.organ in tree.xpath("//h1")[0].text_content()


@given(any_statistics())
def test_every_figure_is_that_of_the_model(figures: Any) -> None:
    check(report_of(figures))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kaifeng_gov_2021", "huaian_gov_2024"])
def test_published_reports_have_their_figures(shared: Path, name: str) -> None:
    check(published(shared, name))


@pytest.mark.parametrize("report", [report_of(zero()), loaded(zeros())], ids=["2021", "2019"])
def test_a_year_of_zeros_has_sentences_in_the_place_of_charts(report: Report) -> None:
    check(report)
    made = page.page(template_of(report), report).decode()
    assert "<svg" not in made
    assert f"{report.year}年没有因政府信息公开引起的行政复议和行政诉讼" in made


def test_names_are_shown_as_they_are() -> None:
    report = report_of(zero(), organ="<script>&\"'")
    made: Any = html.document_fromstring(page.page(template_of(report), report).decode())
    assert not made.xpath("//script")
    assert made.xpath("//h1")[0].text == "<script>&\"'"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('data-address="applications.new.total">545', 'data-address="applications.new.total">546'),
        ('<span data-address="proactive.permits">', "<span>"),
        ('id="chart-reviews"', 'id="chart-years"'),
        ('<tspan data-address="reviews.reconsideration.corrected">17', "<tspan>17"),
    ],
)
def test_a_damaged_page_is_refused(root: Path, old: str, new: str) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    template = template_of(report)
    text = page.page(template, report).decode()
    assert old in text
    with pytest.raises(RenderError):
        proof.prove_page(text.replace(old, new, 1).encode(), template, report, "图解.html")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<tspan data-address="applications.new.total">545', '<tspan data-address="applications.new.total">554'),
        ('<g id="chart-reviews"', '<g id="chart-year"'),
        ('data-bar="reviews.reconsideration.corrected"', ""),
    ],
)
def test_a_damaged_drawing_is_refused(root: Path, old: str, new: str) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    template = template_of(report)
    text = drawing.picture(template, report).decode()
    assert old in text
    with pytest.raises(RenderError):
        proof.prove_picture(text.replace(old, new, 1).encode(), template, report, "图解.svg")
