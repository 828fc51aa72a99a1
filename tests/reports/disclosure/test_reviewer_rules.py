"""What reviewers send back: each soft rule fires on what it is for, and is silent on a good report."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from reportgen.engine.prose_check.copied_text import copied_text
from reportgen.engine.prose_check.findings import examiners
from reportgen.report.findings import Finding
from reportgen.report.narrative import NOT_READ
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from reportgen.reports.disclosure.reviewer_rules import REVIEWER_RULES
from tests.strategies import report_of, zero

OVERVIEW = """{{ year }}年，全市认真执行《条例》。

## （一）主动公开

发布信息。

## （二）依申请公开

答复申请。

## （三）政府信息管理

严格审核。

## （四）政府信息公开平台建设

优化网站。

## （五）监督保障

开展培训。
"""
PROBLEMS = (
    "一是公开内容不够全面，已逐项梳理补齐，并向社会公布。二是基层力量不足，已组织专题培训。"
    "三是解读形式较为单一，已增加图片和视频，效果明显好转。"
)
GOOD = {
    "preamble": "数据的统计期限自2021年1月1日起至2021年12月31日止（国办公开办函〔2021〕30号），联系邮箱xxgk@163.com。",
    "overview": OVERVIEW,
    "problems": PROBLEMS,
    "other_matters": "本年度收取信息处理费0元。",
}


def good(**fields: str) -> Report:
    return report_of(zero(), narrative={**GOOD, **fields})


def findings(report: Report) -> list[Finding]:
    examine = {**examiners(report.type), **{rule.id: rule.examine for rule in REVIEWER_RULES if rule.examine}}
    return [finding for rule in REVIEWER_RULES for finding in examine[rule.id](report)]


def fired(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in findings(report)]


def test_a_good_report_leaves_no_finding() -> None:
    assert findings(good()) == []


@pytest.mark.parametrize(
    ("fields", "rule", "severity"),
    [
        ({"problems": "无"}, "F-PROBLEMS", "warning"),
        ({"problems": "没有存在问题"}, "F-PROBLEMS", "warning"),
        ({"problems": "## 人手不够多"}, "F-PROBLEMS", "warning"),
        ({"other_matters": "无"}, "F-FEES", "warning"),
        ({"overview": OVERVIEW.replace("## （四）政府信息公开平台建设", "")}, "F-PARTS", "note"),
        ({"overview": OVERVIEW.replace("{{ year }}年", "2020年")}, "F-YEAR", "warning"),
        ({"preamble": "统计期限为2020年1月1日至2020年12月31日。"}, "F-YEAR", "warning"),
        ({"preamble": "2021年1月1日至2020年12月31日的数据。"}, "F-YEAR", "warning"),
        ({"preamble": "现公布某市2020年政府信息公开工作年度报告。"}, "F-YEAR", "warning"),
        ({"problems": f"编写说明：写明问题。{PROBLEMS}"}, "F-DRAFT", "error"),
        ({"problems": f"〔请填写：问题〕{PROBLEMS}"}, "F-DRAFT", "error"),
        ({"problems": f"XX市{PROBLEMS}"}, "F-DRAFT", "error"),
        ({"problems": f"××市{PROBLEMS}"}, "F-DRAFT", "error"),
        ({"problems": f"受理____件。{PROBLEMS}"}, "F-DRAFT", "error"),
    ],
)
def test_a_soft_rule_fires(fields: dict[str, str], rule: str, severity: str) -> None:
    assert fired(good(**fields)) == [(rule, severity)]


def test_a_text_is_too_long_only_where_the_file_sets_a_limit() -> None:
    long = good(overview=OVERVIEW + "加强公开工作。" * 150)
    assert fired(long) == []
    assert fired(attrs.evolve(long, limits={"overview": 1000})) == [("F-LENGTH", "note")]
    assert fired(attrs.evolve(long, limits={"overview": 2000, "problems": 900})) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"problems": "存在的问题和改进措施。"},
        {"other_matters": "未发出收费通知。"},
        {"other_matters": "政府信息公开处理费：无。"},
        {"overview": OVERVIEW + "2020年，全市受理5件，2021年受理6件。"},
        {"overview": OVERVIEW + "2019年，国务院办公厅印发通知。对照《2020年政府信息公开工作年度报告》整改。"},
        {"overview": OVERVIEW + "国办发〔2020〕12号。{{ portal.xx }}"},
        {"overview": OVERVIEW.replace("## （二）依申请公开\n\n", "（二）依申请公开情况。")},
        {"preamble": "网址www.xxgk.gov.cn，邮箱xxx@163.com。"},
    ],
)
def test_a_soft_rule_leaves_alone_what_is_right(fields: dict[str, str]) -> None:
    assert findings(good(**fields)) == []


def test_every_drafting_note_is_named_with_its_words() -> None:
    found = findings(good(problems=f"〔请填写：问题〕，某某单位。{PROBLEMS}"))
    assert "“〔请填写：问题〕”还没有写" in found[0].says.zh
    assert "”里的“某某”" in found[1].says.zh
    assert len(found) == 2
    assert all(finding.forbids for finding in found)


def test_text_copied_from_last_year_is_found_whatever_its_digits() -> None:
    last = attrs.evolve(good(problems=PROBLEMS + "2020年新增8项。"), year=2020)
    this = good(problems=PROBLEMS + "2021年新增9项。", overview=OVERVIEW.replace("开展", "多次开展") + "新的做法。" * 9)
    (finding,) = copied_text(this, last)
    assert (finding.rule, finding.severity, finding.address) == ("F-COPIED", "warning", "narrative.problems")
    assert "100%" in finding.says.zh
    (finding,) = copied_text(good(problems="三是平台功能不够完善，正在改造。四是解读形式单一。"), last)
    assert finding.address == "narrative.overview"


def test_text_written_anew_is_not_called_copied() -> None:
    last = attrs.evolve(good(), year=2020)
    fresh = good(
        problems="三是平台功能不够完善，正在改造。四是解读形式单一。",
        overview="今年重写了第一部分的全部内容，没有沿用去年的文字。",
    )
    assert [*copied_text(fresh, last)] == []


@pytest.mark.parametrize(
    ("day", "told"),
    [(dt.date(2021, 1, 20), True), (dt.date(2021, 12, 31), True), (dt.date(2022, 1, 1), False),
     (dt.date(2022, 12, 31), False), (dt.date(2032, 1, 20), True)],
)  # fmt: skip
def test_a_day_of_publishing_is_in_the_next_year(day: dt.date, told: bool) -> None:
    report = attrs.evolve(good(), particulars=Particulars(published=day))
    assert ("F-DATE" in {finding.rule for finding in findings(report)}) is told


@pytest.mark.parametrize("section", ["overview", "problems", "other_matters"])
def test_prose_that_was_not_read_is_not_said_to_lack_something(section: str) -> None:
    assert findings(good(**{section: NOT_READ})) == []
