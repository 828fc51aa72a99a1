"""A template of a 图解 says with its line what is wrong with it; what it may hold is held to a few harmless things."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportgen
from reportgen import catalogue
from reportgen.core.errors import TemplateError
from reportgen.engine.export.infographic.template import read_template
from reportgen.report.report import Report
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import report_of, zero


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.mark.parametrize("report", [report_of(zero()), loaded(zeros())], ids=["2021", "2019"])
def test_the_official_template_has_ten_figures_and_three_charts(report: Report) -> None:
    content = catalogue.beside(report.type.name, "infographic.html").read_bytes()
    template = read_template(content, report, "infographic.html")
    assert len([*template.figures()]) == 10
    assert [data.name for data in template.charts(report)] == ["outcomes", "applicants", "reviews"]
    assert "<!--" not in template.text


@pytest.mark.parametrize(
    ("text", "id", "line"),
    [
        ("<p>\n{{ applications.new.totals }}</p>", "infographic-placeholder", 2),
        ("<p>{{ label.organ }}</p>", "infographic-placeholder", 1),
        ("<!--\n\n--><p>{{ charts.outcome }}</p>", "infographic-placeholder", 3),
        ("<p>{{ charts.outcomes, organ }}</p>", "infographic-placeholder", 1),
        ("<p title='{{ charts.outcomes }}'>x</p>", "infographic-placeholder", 1),
        ("<p>{{ charts.years }}</p>", "chart-without-figures", 1),
        ("<p>\n<script>alert(1)</script></p>", "infographic-content", 2),
        ("<img src='https://example.com/a.png'/>", "infographic-content", 1),
        ("<p onclick='x()'>x</p>", "infographic-content", 1),
        ("<style>@import 'a.css'</style><p>x</p>", "infographic-content", 1),
        ("<p style='background:url(a.png)'>x</p>", "infographic-content", 1),
        ("<link rel='stylesheet' href='a.css'/><p>x</p>", "infographic-content", 1),
        ("<meta http-equiv='refresh' content='0'/><p>x</p>", "infographic-content", 1),
        ("<p>新收申请545件</p>", "infographic-typed-figure", None),
        ("<p>办结率 98.5%</p>", "infographic-typed-figure", None),
        ("", "infographic-template", None),
    ],
)
def test_every_mistake_is_told(kaifeng: Report, text: str, id: str, line: int | None) -> None:
    with pytest.raises(TemplateError) as refused:
        read_template(text.encode(), kaifeng, "t.html")
    fault = refused.value.faults[0]
    assert fault.id == id
    assert fault.origin is not None
    assert fault.origin.line == line
    assert fault.remedy is not None


def test_several_mistakes_are_told_at_once(kaifeng: Report) -> None:
    with pytest.raises(TemplateError) as refused:
        read_template(b"<p>{{ a }}{{ b }}</p><script></script>", kaifeng, "t.html")
    assert len(refused.value.faults) == 3


def test_what_is_no_text_is_refused(kaifeng: Report) -> None:
    with pytest.raises(TemplateError, match="UTF-8"):
        read_template("图解".encode("gbk"), kaifeng, "t.html")


@pytest.mark.parametrize(
    "text", ["<p>《条例》第50条规定</p>", "<img src='data:image/png;base64,AAAA' alt=''/><a href='#top'>上</a>"]
)
def test_harmless_things_are_let_be(kaifeng: Report, text: str) -> None:
    assert read_template(text.encode(), kaifeng, "t.html").pieces == ()
