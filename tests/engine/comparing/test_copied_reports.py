"""雷同: what was copied is found, the usual wording and coincidence are not, and many reports take no long time."""

from __future__ import annotations

import random
from typing import Any

import attrs

from reportgen.engine.comparing import copied_reports as room
from reportgen.engine.comparing.copied_reports import copied_reports
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, with_values, zero

SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def prose(seed: int, sentences: int = 12) -> str:
    source = random.Random(seed)
    clauses = ["".join(source.choices(SIGNS, k=source.randint(8, 14))) for _ in range(2 * sentences)]
    return "".join(f"{first}，{second}。" for first, second in zip(clauses[::2], clauses[1::2], strict=True))


def office(name: str, text: str, **more: Any) -> Report:
    return report_of(zero(), organ=name, narrative={"overview": text}, source=f"{name}.yaml", **more)


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_text_with_other_names_numbers_and_some_other_words_is_found() -> None:
    text = prose(1)
    copy = "甲县" + text.replace("，", "，甲县", 1)
    reports = [office("甲县", copy + "共收到12件申请。"), office("乙县", f"乙县{text}共收到7件申请。{prose(2, 3)}")]
    (finding,) = copied_reports([*reports, office("丙县", prose(3))])
    assert (finding.rule, finding.severity, finding.address) == ("D-TEXT", "warning", "narrative.overview")
    assert "甲县.yaml" in finding.says.zh
    assert "“甲县”的报告" in finding.says.zh
    assert finding.origin is not None


def test_short_and_usual_texts_are_nobody_s() -> None:
    assert copied_reports([office("甲县", prose(1, 3)), office("乙县", prose(1, 3))]) == []
    many = [office(f"{number}县", prose(1) + prose(number, 12)) for number in range(2, 2 + room.USUAL + 1)]
    assert copied_reports(many) == []


def test_an_office_s_own_earlier_text_is_not_copied_from_another() -> None:
    assert copied_reports([office("甲县", prose(1)), office("甲县", prose(1), year=2020)]) == []


def with_figures(name: str, year: int = 2021, start: int = 1) -> Report:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    values |= {address: start + number for number, address in enumerate(list(values)[:9])}
    return attrs.evolve(report_of(with_values(values)), organ=name, year=year, source=f"{name}{year}.yaml")


def test_the_same_table_of_two_offices_is_found_and_of_two_years() -> None:
    reports = [with_figures("甲县"), with_figures("乙县"), with_figures("丙县", start=2), with_figures("甲县", 2020)]
    found = copied_reports(reports)
    assert rules(found) == ["D-FIGURES", "D-LASTYEAR"]
    assert "“甲县”的报告完全相同（甲县2021.yaml）" in found[0].says.zh
    assert "2020 年的报告完全相同" in found[1].says.zh


def test_tables_with_few_figures_are_the_same_by_chance() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0) | {"applications.new.enterprises": 3}
    few = [attrs.evolve(report_of(with_values(values)), organ=name) for name in ("甲县", "乙县")]
    assert copied_reports(few) == []


def test_many_reports_are_held_against_few_and_findings_end() -> None:
    """Thirty offices of one text are nobody's; pairs are counted, and their findings have an end."""
    pairs = [office(f"{number}{side}县", prose(number)) for number in range(room.MOST_FINDINGS + 5) for side in "甲乙"]
    found = copied_reports(pairs)
    assert rules(found) == ["D-TEXT"] * room.MOST_FINDINGS
