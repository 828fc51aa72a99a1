"""Percentages are recomputed to their printed places, and listed parts are added up."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from reportgen.engine.prose_check.findings import check_prose, judgements
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import NARRATIVE, report_of, with_values

FIGURES = {
    "applications.new.natural_persons": 800,
    "applications.carried_in.natural_persons": 5,
    "applications.outcomes.granted.natural_persons": 258,
    "applications.outcomes.granted.enterprises": 14,
    "applications.outcomes.partially_granted.natural_persons": 3,
    "applications.outcomes.withheld.process_information.natural_persons": 35,
    "applications.outcomes.unavailable.not_held.natural_persons": 265,
    "applications.outcomes.unavailable.needs_creation.natural_persons": 72,
    "applications.outcomes.not_processed.petitions.natural_persons": 158,
}
"""The outcomes of a Shanghai office in 2019: 805 answered, of which its prose listed 716."""


def office(prose: str, **more: Any) -> Report:
    values = {**dict.fromkeys(REPORT.addresses.entered, 0), **FIGURES}
    narrative = {**NARRATIVE, "overview": f"## （二）依申请公开\n\n{prose}"}
    return report_of(with_values(values), narrative=narrative, **more)


def found(prose: str, rule: str, previous: Report | None = None) -> list[str]:
    return [finding.says.zh for finding in check_prose(office(prose), previous) if finding.rule == rule]


def recomputed(prose: str) -> list[str]:
    judged = [judgement for judgement in judgements(office(prose)) if judgement.rule == "PT-PCT"]
    assert all(judgement.verdict == "holds" for judgement in judged)
    return [judgement.says.zh for judgement in judged]


@pytest.mark.parametrize(
    ("prose", "sum_"),
    [
        ("不予公开35件，占4.35%。", "35 ÷ 805 = 4.35%"),
        ("不予公开35件（4.3%）。", "35 ÷ 805 = 4.3%"),
        ("不予公开35件，占申请总数的4.4%。", "35 ÷ 800 = 4.4%"),
        ("全年发布信息400条，其中政策解读60条，占15%。", "60 ÷ 400 = 15%"),
        ("受理问题44401件，按期办结43084件，按期办结率97.03%。", "43084 ÷ 44401 = 97.03%"),
        ("网民反映问题801条，公开回复785条，回复率98%。", "785 ÷ 801 = 98%"),
        ("发布信息由400条增加到500条，增长25%。", "(500 − 400) ÷ 400 = 25%"),
        ("发布信息从上年的400条上升到500条，增加100条，增长率为25%。", "(500 − 400) ÷ 400 = 25%"),
        ("发布信息500条，同比增长25%（上年为400条）。", "(500 − 400) ÷ 400 = 25%"),
        ("发布信息300条，较上年400条下降百分之25。", "(300 − 400) ÷ 400 = -25%"),
        ("发布信息500条，比上年增加100条，增长25%。", "(500 − 400) ÷ 400 = 25%"),
        ("上年发布信息400条，今年发布信息300条，下降25%。", "(300 − 400) ÷ 400 = -25%"),
    ],
)
def test_a_right_percentage_holds_by_its_own_sum(prose: str, sum_: str) -> None:
    assert recomputed(prose) == [sum_]


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        ("不予公开35件，占5.34%。", "“占5.34%”：35 ÷ 805 = 4.35%，不是 5.34%"),
        ("予以公开及部分公开275件，占33.9%。", "“占33.9%”：275 ÷ 805 = 34.2%，不是 33.9%"),
        ("发布信息400条，其中政策解读60条，占16%。", "“占16%”：60 ÷ 400 = 15%，不是 16%"),
        ("受理问题44401件，按期办结43084件，按期办结率98.03%。", "43084 ÷ 44401 = 97.03%，不是 98.03%"),
        ("发布信息由400条增加到500条，增长20%。", "(500 − 400) ÷ 400 = 25%，不是 20%"),
        ("发布信息500条，比上年增加100条，增长20%。", "(500 − 400) ÷ 400 = 25%，不是 20%"),
        ("上年发布信息400条，今年发布信息300条，增长25%。", "(300 − 400) ÷ 400 = -25%，增减的方向写反了"),
    ],
)
def test_a_wrong_percentage_is_found_with_its_sum(prose: str, says: str) -> None:
    (message,) = found(prose, "PT-PCT")
    assert message.endswith(says)


def test_cutting_is_told_from_error() -> None:
    (message,) = found("不予公开35件，占4.34%。", "PT-PCT")
    assert message == "“占4.34%”：35 ÷ 805 = 4.3478%，四舍五入为 4.35%；4.34% 是舍去尾数、没有四舍五入"


@pytest.mark.parametrize(
    "prose",
    [
        "不予公开35件，占全省的9.9%。",
        "受理申请805件，网上申请占80%。",
        "合格率均为100%。",
        "答复申请805件，答复率100%。",
        "全省考核得分提高3个百分点，满意度98.5%。",
        "发布信息400条，比2015年增长99%。",
        "发布信息400条，环比增长9%。",
        "发布信息400条，较上季度增加190条，增长130%。",
        "发布信息400条，同比增长9%。",
        "受理申请805件，同比增长9%。",
    ],
)
def test_a_percentage_of_something_unknown_is_not_judged(prose: str) -> None:
    assert found(prose, "PT-PCT") == []


def test_growth_is_held_against_last_years_report_by_the_same_reading() -> None:
    values = {**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": 640}
    last = report_of(with_values(values), year=2020)
    assert found("受理申请800件，同比增长25%。", "PT-PCT", last) == []
    assert found("受理申请805件，同比增长25.8%。", "PT-PCT", last) == []
    assert found("申请受理量同比增长25.0%。", "PT-PCT", last) == []
    (message,) = found("受理申请800件，同比增长27%。", "PT-PCT", last)
    assert message == "“同比增长27%”：(800 − 640) ÷ 640 = 25%，不是 27%"
    (message,) = found("受理申请800件，同比下降25%。", "PT-PCT", last)
    assert message.endswith("增减的方向写反了")


def test_growth_of_an_own_figure_is_held_against_last_years_own() -> None:
    last = attrs.evolve(office("x", year=2020), figures={"portal": {"posts": 400}})
    for printed, rules in (("25%", []), ("24%", ["PT-PCT"])):
        this = attrs.evolve(office(f"发布信息500条，同比增长{printed}。"), figures={"portal": {"posts": 500}})
        assert [finding.rule for finding in check_prose(this, last)] == rules


def test_outcomes_that_leave_nothing_out_must_add_to_the_whole() -> None:
    listed = "答复申请805件，其中予以公开及部分公开258件，不予公开35件，无法提供265件，不予处理158件。"
    (message,) = found(listed, "PT-PARTS")
    assert message.endswith("所列各部分 258 + 35 + 265 + 158 = 716，与总数 805 相差 89")
    right = "答复申请805件，其中予以公开及部分公开275件，不予公开35件，无法提供337件，不予处理158件。"
    assert check_prose(office(right)) == []


@pytest.mark.parametrize(
    ("prose", "severity"),
    [
        ("发布信息805条，其中通知258条，公告35条，动态265条，其他158条。", ["warning"]),
        ("发布信息805条，其中通知258条、公告35条、动态265条、解读258条。", ["warning"]),
        ("发布信息805条，其中通知258条、公告35条、动态265条、解读158条。", ["note"]),
        ("发布信息805条，其中通知258条、公告35条、动态265条、解读247条。", []),
        ("发布信息805条，其中通知258条、公告35条、动态65条。", []),
        ("发布信息805条，其中通知258条，网站发布700条。", []),
        ("发布信息约800条，其中通知258条，其他500条。", []),
        ("发布信息805条，其中通知258条，另有其他栏目5条。", []),
        ("受理800件，答复805件（含上年结转5件，另有0件顺延）。", []),
    ],
)
def test_a_list_is_added_up_where_its_words_say_that_it_is_complete(prose: str, severity: list[str]) -> None:
    findings = [finding for finding in check_prose(office(prose)) if finding.rule == "PT-PARTS"]
    assert [finding.severity for finding in findings] == severity


def test_parts_may_be_placeholders_beside_a_literal_whole() -> None:
    listed = "发布信息{whole}条，其中通知{{{{ portal.notices }}}}条，其他258条。"
    for whole, count in (("300", 0), ("301", 1)):
        report = attrs.evolve(office(listed.format(whole=whole)), figures={"portal": {"notices": 42}})
        assert len(check_prose(report)) == count
