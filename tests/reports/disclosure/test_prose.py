"""Numbers of the prose are held against the tables: honest readings pass, each by its name; others are found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from reportgen.engine import building, reading
from reportgen.engine.prose_check.findings import check_prose, check_prose_across, examiners, judgements
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.adapting import adapt
from reportgen.reports.disclosure.prose import PROSE_RULES
from tests.prose_office import APPLICATIONS, office
from tests.strategies import NARRATIVE, document_of, report_of, with_values, zero

ADAPTING = attrs.evolve(REPORT, adapt=adapt)
CLEAN = ("kaifeng_gov_2021", "huaian_gov_2024", "hongze_gov_2023")


def broken(report: Report, previous: Report | None = None) -> list[str]:
    return [finding.rule for finding in check_prose(report, previous)]


def only(prose: str) -> Finding:
    (finding,) = check_prose(office(prose))
    return finding


def notes(report: Report) -> list[str]:
    return [judgement.says.zh for judgement in judgements(report) if judgement.verdict == "holds"]


def published(shared: Path, name: str, narrative: dict[str, str]) -> Report:
    """Return a published report with this narrative; also one whose （六） is the single row of the 2019 form."""
    data = json.loads((shared / "reports" / f"{name}.json").read_text("utf-8"))
    del data["_about"]
    text = json.dumps({**data, "narrative": narrative}, ensure_ascii=False)
    return building.build(reading.read_text(text, f"{name}.json"), ADAPTING)


def sections(path: Path) -> dict[str, str]:
    """Return the prose of a report's text without page numbers, lines that the page had broken joined again."""
    text = re.sub(r"\s*-\d-\s*\n?\f?", "", path.read_text("utf-8")).replace("\f", "")
    preamble, rest = text.split("一、总体情况", 1)
    overview, rest = rest.split("二、主动公开政府信息情况", 1)
    problems, other = rest.split("五、存在的主要问题及改进情况", 1)[1].split("六、其他需要报告的事项", 1)
    names = ("preamble", "overview", "problems", "other_matters")
    parts = (preamble, overview, problems, other)
    return {name: re.sub(r"\n(?![ ]{2,}|\n|（)", "", part) for name, part in zip(names, parts, strict=True)}


@pytest.mark.shared
@pytest.mark.parametrize("name", CLEAN)
def test_the_prose_of_published_reports_raises_no_alarm(shared: Path, name: str) -> None:
    report = published(shared, name, sections(shared / "reports" / f"{name}.txt"))
    assert check_prose(report) == []
    assert len(notes(report)) >= {"kaifeng_gov_2021": 15, "huaian_gov_2024": 14, "hongze_gov_2023": 1}[name]


@pytest.mark.shared
@pytest.mark.parametrize("name", [*CLEAN, "suqian_gov_2023", "suqian_gov_2024"])
@pytest.mark.parametrize("heading", ["", APPLICATIONS])
def test_sentences_of_published_reports_raise_no_alarm(shared: Path, name: str, heading: str) -> None:
    about = json.loads((shared / "reports" / f"{name}.json").read_text("utf-8"))["_about"]
    for sentence in about["published_prose"]:
        report = published(shared, name, {**NARRATIVE, "overview": heading + sentence["says"]})
        assert check_prose(report) == []


@pytest.mark.shared
def test_the_growth_that_suqian_printed_is_found_with_last_years_report(shared: Path) -> None:
    this = published(shared, "suqian_gov_2024", {**NARRATIVE, "overview": "受理申请3646件，同比增长1.05%。"})
    last = published(shared, "suqian_gov_2023", NARRATIVE)
    assert check_prose(this) == []
    (finding,) = check_prose_across(this, last)
    assert (finding.rule, finding.says.zh) == ("PT-PCT", "“同比增长1.05%”：(3646 − 3607) ÷ 3607 = 1.08%，不是 1.05%")
    right = published(shared, "suqian_gov_2024", {**NARRATIVE, "overview": "受理申请3646件，同比增长1.08%。"})
    assert check_prose(right, last) == []


@pytest.mark.parametrize(
    ("prose", "note"),
    [
        ("受理了548件公开申请。", "548件 = 新收 545 + 上年结转 3"),
        ("新收申请545件。", "545件 = 新收 545"),
        ("收到申请五百四十八件。", "五百四十八件 = 新收 545 + 上年结转 3"),
        ("其中自然人申请511件。", "511件 = 新收自然人 508 + 上年结转自然人 3"),
        ("法人或其他组织申请37件。", "37件 = 新收法人或其他组织 37"),
        ("答复申请542件。", "542件 = （七）总计 542"),
        ("办结申请548件。", "548件 = （七）总计 542 + 结转下年度 6"),
        ("另有 6 件顺延到下年度答复。", "6 件 = 结转下年度 6"),
        ("436件予以公开。", "436件 = 予以公开 436"),
        ("予以公开及部分公开申请共452件。", "452件 = 予以公开 436 + 部分公开 16"),
        ("不予公开27件。", "27件 = 不予公开 27"),
        ("本机关不掌握相关政府信息48件。", "48件 = 1.本机关不掌握相关政府信息 48"),
        ("行政复议134件。", "134件 = 行政复议总计 170 − 行政复议尚未审结 36"),
        ("引发行政诉讼77件。", "77件 = 行政诉讼总计 77"),
        ("行政诉讼57件。", "57件 = 行政诉讼总计 77 − 行政诉讼尚未审结 20"),
        ("行政复议、行政诉讼案件共247件。", "247件 = 行政复议总计 170 + 行政诉讼总计 77"),
        ("复议后起诉的25件。", "25件 = 复议后起诉总计 25"),
        ("制发行政规范性文件134件。", "134件 = 规范性文件制发 134"),
        ("行政事业性收费8937.03万元。", "8937.03万元 ≈ 行政事业性收费（万元） 8937.0276"),
        ("作出行政许可决定20.67万件。", "20.67万件 ≈ 行政许可处理决定 206743"),
        ("受理申请500多件。", "500多件 ≈ 新收 545"),
    ],
)
def test_a_legitimate_number_names_its_reading(prose: str, note: str) -> None:
    report = office(prose)
    assert (notes(report), check_prose(report)) == ([note], [])


@pytest.mark.parametrize(
    ("prose", "rule", "says"),
    [
        (
            "受理申请584件。",
            "PT-NEW",
            "按表格应为 新收 545，或 新收 545 + 上年结转 3 = 548；与 548 相比相邻两位数字颠倒",
        ),
        ("新收申请54件。", "PT-NEW", "按表格应为 新收 545；与 545 相比少写了一位数字"),
        ("上年结转申请33件。", "PT-NEW", "按表格应为 上年结转 3；与 3 相比多写了一位数字"),
        ("自然人申请420件。", "PT-NEW", "按表格应为 新收自然人 508，或 新收自然人 508 + 上年结转自然人 3 = 511，"),
        (
            "答复申请543件。",
            "PT-OUT",
            "按表格应为 （七）总计 542，或 （七）总计 542 + 结转下年度 6 = 548；与 542 相比有一位数字不同",
        ),
        ("结转下年度继续办理7件。", "PT-OUT", "按表格应为 结转下年度 6；与 6 相比有一位数字不同"),
        ("予以公开420件。", "PT-RES", "按表格应为 予以公开 436；420 恰好等于 予以公开自然人 420"),
        ("无法提供48件。", "PT-RES", "按表格应为 无法提供 50；48 恰好等于 1.本机关不掌握相关政府信息 48"),
        ("予以公开和部分公开申请共453件。", "PT-RES", "按表格应为 予以公开 436 + 部分公开 16 = 452；"),
        ("行政复议135件。", "PT-REV", "按表格应为 行政复议总计 170，或 行政复议总计 170 − 行政复议尚未审结 36 = 134；"),
        ("行政诉讼52件。", "PT-LIT", "52 恰好等于 未经复议直接起诉总计 52"),
        ("行政复议170件，其中结果维持89件。", "PT-REV", "按表格应为 行政复议结果维持 88；与 88 相比有一位数字不同"),
        ("制发规章2件。", "PT-T2", "按表格应为 规章制发 1；"),
        ("废止规范性文件263件。", "PT-T2", "按表格应为 规范性文件废止 262；"),
        ("行政事业性收费8973.03万元。", "PT-T2", "按表格应为 行政事业性收费（万元） 8937.0276"),
        ("作出行政许可决定206734件。", "PT-T2", "与 206743 相比相邻两位数字颠倒"),
        ("受理申请约900件。", "PT-NEW", "最接近的是 548"),
    ],
)
def test_a_number_without_a_reading_is_found_and_the_nearest_offered(prose: str, rule: str, says: str) -> None:
    finding = only(prose)
    assert (finding.rule, finding.severity, finding.verdict) == (rule, "warning", "broken")
    assert says in finding.says.zh


@pytest.mark.parametrize("number", ["12345", "112345", "123456", "3123458", "4123456789012345688", "12345 "])
def test_a_number_with_the_digits_of_the_hotline_in_it_is_judged(number: str) -> None:
    assert only(f"全年受理申请{number}件。").actual == int(number)


@pytest.mark.parametrize("prose", ["通过12345受理申请200件。", "12345 收到申请200件。"])
def test_a_number_that_came_by_the_hotline_is_not_judged(prose: str) -> None:
    assert broken(office(prose)) == []


@pytest.mark.parametrize(
    "prose",
    [
        "全市各级行政机关受理行政许可申请5000件，办结4990件。",
        "不予受理9件，告知申请人依法处理。",
        "12345热线受理各类诉求60000件，办结59000件。",
        "市政府办公室收到政府信息公开申请85件，均按时答复。",
        "收到网上申请300件，信函申请200件。",
        "全年受理申请548件，其中市本级受理85件。",
        "2019年共收到申请500件，2021年共收到申请548件。",
        "受理申请548件，较上年增加39件。",
        "涉及征地拆迁的行政复议8件。",
        "推进“一件事一次办”，梳理12件事。",
        "清理规范性文件300件，备案审查规范性文件20件。",
        "组织依申请公开答复培训3次，参训120人次。",
        "公开人大代表建议答复20件。",
        "建立规章制度5件。",
        "因不予公开引发的行政诉讼3件。",
        "上半年受理申请200件，人均办理20件。",
        "行政处罚公示信息10000件。",
        "行政诉讼77件，其中一审50件。",
        "国家秘密审查申请99次。",
    ],
)
def test_a_number_that_counts_something_else_is_not_judged(prose: str) -> None:
    assert broken(office(prose)) == []


def test_words_of_another_matter_are_not_judged_without_the_heading() -> None:
    figures = with_values({**dict.fromkeys(REPORT.addresses.entered, 0)})
    report = report_of(figures, narrative={**NARRATIVE, "overview": "热线受理问题7件，按期办结6件。"})
    assert judgements(report) == ()


def test_numbers_after_their_names_in_order_are_told_apart() -> None:
    assert broken(office("予以公开、部分公开、不予公开分别为436件、16件、27件。")) == []
    finding = only("予以公开、部分公开、不予公开分别为436件、16件、28件。")
    assert (finding.actual, finding.expected) == (28, 27)


def test_a_number_of_last_year_is_held_against_last_years_report() -> None:
    last = office("x", year=2020)
    report = office("2020年受理申请549件，2021年受理申请548件。")
    assert broken(report) == []
    assert broken(report, last) == ["PT-NEW"]
    assert [finding.actual for finding in check_prose_across(report, last)] == [549]
    assert broken(office("2020年受理申请548件，2021年受理申请548件。"), last) == []


def test_a_figure_of_the_offices_own_excuses_a_word_that_it_may_use_for_it() -> None:
    assert broken(office("受理申请85件。")) == ["PT-NEW"]
    assert broken(attrs.evolve(office("受理申请85件。"), figures={"headquarters": {"received": 85}})) == []
    assert broken(attrs.evolve(office("予以公开85件。"), figures={"headquarters": {"received": 85}})) == ["PT-RES"]


def test_a_stated_total_is_a_legitimate_reading_too() -> None:
    assert broken(office("新收申请546件。", stated={"applications.new.total": 546})) == []


def test_a_placeholder_is_never_judged() -> None:
    assert (
        judgements(office("受理申请{{ applications.carried_out.total }}件，予以公开{{ applications.new.total }}件。"))
        == ()
    )


def test_a_blank_figure_leaves_the_number_undecided() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    report = report_of(
        with_values({**values, "applications.new.natural_persons": None}),
        narrative={**NARRATIVE, "overview": APPLICATIONS + "受理申请5件，予以公开1件。"},
    )
    assert broken(report) == ["PT-RES"]


def test_a_finding_points_at_its_line_and_carries_both_numbers() -> None:
    data = document_of(zero())
    del data["narrative"]
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in data.items()]
    lines += ["narrative:", "  problems: 存在的问题和改进措施。", "  overview: |", "    概述", "", "    受理申请7件。"]
    (finding,) = check_prose(building.build(reading.read_text("\n".join(lines), "a.yaml"), REPORT))
    assert finding.origin is not None
    assert finding.origin.line == len(lines)
    assert (finding.actual, finding.expected, finding.difference) == (7, 0, 7)
    assert finding.address == "applications.new.total"
    assert [cell.address for cell in finding.cells] == ["applications.new.total", "applications.carried_in.total"]
    assert finding.says.en.startswith("“受理申请7件”: 7件 is not what the tables give: received this year 0")


def test_the_rules_take_their_findings_of_one_reading() -> None:
    report = office("受理申请584件，行政复议99件，予以公开7件。")
    examine = examiners(REPORT)
    found = [finding for rule in PROSE_RULES for finding in examine[rule.id](report)]
    assert sorted(finding.rule for finding in found) == ["PT-NEW", "PT-RES", "PT-REV"]
    assert {rule.severity for rule in PROSE_RULES} == {"warning"}
