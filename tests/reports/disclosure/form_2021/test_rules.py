"""The rules of table 2 in the form of 2021 that no equation states."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.engine.checking.equations import check_rules
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.rules import POWER
from tests.strategies import report_of, with_values


def findings(report: Report) -> list[Finding]:
    return [finding for finding in check_rules(report) if finding.rule.startswith("T2-")]


@pytest.mark.parametrize(
    ("organ", "count", "rules"),
    [
        ("某县人民政府", 1, ["T2-POWER"]),
        ("某市某区人民政府办公室", 1, ["T2-POWER"]),
        ("某镇人民政府", 1, ["T2-POWER"]),
        ("某街道办事处", 1, ["T2-POWER"]),
        ("某市教育局", 1, ["T2-POWER"]),
        ("某县人民政府", 0, []),
        ("某市人民政府", 1, []),
        ("某省人民政府", 1, []),
        ("内蒙古自治区人民政府", 1, []),
        ("国家税务总局", 1, []),
        ("国家能源局", 1, []),
    ],
)
def test_regulations_of_a_body_without_the_power_are_asked_about(organ: str, count: int, rules: list[str]) -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    report = report_of(with_values({**values, "proactive.regulations.in_force": count}), organ=organ)
    assert [finding.rule for finding in findings(report)] == rules
    assert all(finding.severity == POWER.severity and finding.actual == count for finding in findings(report))


def test_a_blank_cell_of_table_2_is_named() -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    (finding,) = findings(report_of(with_values({**values, "proactive.permits": None})))
    assert (finding.rule, finding.address) == ("T2-BLANK", "proactive.permits")


@pytest.mark.parametrize(
    ("organ", "fees", "rules"),
    [
        ("某市教育局", "123500", ["T2-YUAN"]),
        ("某市教育局", "10000", ["T2-YUAN"]),
        ("某市教育局", "9999", []),
        ("某市教育局", "123500.123", []),
        ("国家外汇管理局", "123500.12", []),
        ("国家外汇管理局", "123500", ["T2-YUAN"]),
        ("某市教育局", "123500.12", ["T2-YUAN"]),
        ("某市人民政府", "123500.12", []),
        ("某镇人民政府", "3500", ["T2-YUAN"]),
        ("某街道办事处", "1000", ["T2-YUAN"]),
        ("某街道办事处", "999", []),
        ("某镇人民政府", "3500.1234", []),
        ("某镇人民政府", "0.35", []),
    ],
)
def test_a_fee_that_looks_like_yuan_is_asked_about(organ: str, fees: str, rules: list[str]) -> None:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0)
    report = report_of(with_values({**values, "proactive.fees": fees}), organ=organ)
    assert [finding.rule for finding in findings(report)] == rules
