"""A chart shows figures of the report under their official words; where it cannot, it says so."""

from __future__ import annotations

import attrs
import pytest

from reportgen import catalogue
from reportgen.report.charts import chart_data, charts_of, illustrations_of, label, with_earlier
from reportgen.report.illustrations import Chart, Illustrations
from reportgen.report.particulars import Particulars
from tests.figures_of_2019 import loaded, zeros
from tests.strategies import evolve_at, report_of, zero
from tests.toy_report.report_type import REPORT as TOY

LAST = Particulars(last_year={"applications.new.total": 3, "reviews.litigation.total": 0})
SOME = evolve_at(evolve_at(zero(), "reviews.litigation.direct.upheld", 9), "reviews.reconsideration.pending", 2)


def declared(name: str) -> Chart:
    chart = illustrations_of(report_of(zero()).type).chart(name)
    assert chart is not None
    return chart


@pytest.mark.parametrize("name", catalogue.type_names())
def test_every_address_of_a_chart_is_one_of_the_type(name: str) -> None:
    kind = catalogue.report_type(name)
    pictures = illustrations_of(kind)
    for chart in pictures.charts:
        columns = [f"{row}.{column}" for row in chart.rows for column in chart.columns]
        totals = [f"{row}.total" for row in chart.rows] if chart.columns else []
        assert len(chart.columns) <= 6
        assert all(address in kind.addresses for address in [*(columns or chart.rows), *totals])


def test_parts_of_a_total_are_named_by_the_form_s_words() -> None:
    data = chart_data(report_of(SOME), declared("reviews"))
    assert data.heading == "行政复议和行政诉讼结果（件）"
    assert data.categories == ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    assert [one.label for one in data.series] == ["结果维持", "尚未审结"]
    assert [total.text for total in data.totals] == ["2", "9", "0"]
    assert {mark.address: mark.value for mark in data.shown if mark.value} == {
        "reviews.reconsideration.total": 2,
        "reviews.litigation.direct.total": 9,
        "reviews.reconsideration.pending": 2,
        "reviews.litigation.direct.upheld": 9,
    }


def test_the_words_of_a_chart_say_its_numbers() -> None:
    words = chart_data(report_of(SOME), declared("reviews")).words
    assert words == (
        "某市人民政府2021年行政复议和行政诉讼结果（件）：行政复议 2（尚未审结 2）；"
        "行政诉讼（未经复议直接起诉） 9（结果维持 9）；行政诉讼（复议后起诉） 0。没有列出的均为 0。"
    )


def test_two_years_stand_side_by_side_where_the_data_gives_both() -> None:
    report = report_of(SOME, particulars=LAST)
    data = chart_data(report, declared("years"))
    assert data.categories == ("本年新收政府信息公开申请数量", "行政诉讼")
    assert [(one.label, [mark.value for mark in one.marks]) for one in data.series] == [
        ("2020年", [3, 0]),
        ("2021年", [0, 9]),
    ]
    assert data.series[0].marks[0].address == "last_year.applications.new.total"
    assert "行政诉讼 2020年 0、2021年 9" in data.words


def test_without_last_year_s_figures_nothing_is_compared() -> None:
    report = report_of(SOME)
    data = chart_data(report, declared("years"))
    assert data.missing
    assert "数据中没有2020年的数字" in data.sentence
    assert [one.name for one in charts_of(report)] == ["applicants", "outcomes", "reviews"]


def test_a_year_of_zeros_is_a_sentence() -> None:
    charts = charts_of(report_of(zero(), particulars=Particulars(last_year={"reviews.litigation.total": 0})))
    assert {one.name: one.sentence for one in charts} == {
        "applicants": "2021年没有收到政府信息公开申请，各项均为 0 件。",
        "outcomes": "2021年没有办理政府信息公开申请，各项办理结果均为 0 件。",
        "years": "2021年和上一年的这些数字均为 0 件。",
        "reviews": "2021年没有因政府信息公开引起的行政复议和行政诉讼，各项均为 0 件。",
    }
    assert all(one.words == one.sentence and not one.categories for one in charts)


def test_a_blank_figure_is_not_drawn() -> None:
    blank = report_of(evolve_at(SOME, "reviews.reconsideration.upheld", None))
    data = chart_data(blank, declared("reviews"))
    assert data.missing
    assert not data.series


def test_the_form_of_2019_has_the_same_charts() -> None:
    report = loaded(zeros())
    assert [one.name for one in charts_of(report)] == ["applicants", "outcomes", "reviews"]
    assert label(report.addresses, "proactive.permits.decisions") == "行政许可（处理决定数量）"
    assert label(report.addresses, "applications.new.total") == "本年新收政府信息公开申请数量"


def test_a_type_without_charts_has_none() -> None:
    assert TOY.illustrations is None
    assert illustrations_of(TOY) == Illustrations(())
    assert illustrations_of(TOY).chart("outcomes") is None
    assert attrs.evolve(declared("years"), name="other") != declared("years")


def test_last_year_s_report_gives_what_the_data_file_does_not() -> None:
    last = report_of(evolve_at(zero(), "applications.new.natural_persons", 7), year=2020)
    report = with_earlier(report_of(SOME, particulars=LAST), [last])
    data = chart_data(report, declared("years"))
    values = {mark.address: mark.value for mark in data.shown}
    assert values["last_year.applications.new.total"] == 3
    assert values["last_year.reviews.reconsideration.total"] == 0
    assert len(data.categories) == len(declared("years").rows)
    alone = chart_data(with_earlier(report_of(SOME), [last]), declared("years"))
    assert {mark.address: mark.value for mark in alone.shown}["last_year.applications.new.total"] == 7


def test_a_report_of_another_year_or_form_gives_nothing() -> None:
    report = report_of(SOME)
    for other in (report_of(zero(), year=2019), loaded(zeros()), "no report"):
        assert with_earlier(report, [other]) is report
