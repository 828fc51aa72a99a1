"""A share is of the whole that its sentence names, and of no other that happens to give the printed percentage."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import NARRATIVE, report_of, with_values

FIGURES = {
    "applications.new.natural_persons": 23,
    "applications.new.enterprises": 8,
    "applications.carried_in.natural_persons": 3,
    "applications.outcomes.granted.natural_persons": 14,
    "applications.outcomes.partially_granted.natural_persons": 5,
    "applications.outcomes.unavailable.not_held.natural_persons": 11,
    "applications.carried_out.natural_persons": 4,
}
"""31 came in and 3 came over; 30 were answered: 23 of 30 are 77 %, 23 of 31 are 74 %."""


def office(prose: str, **more: Any) -> Report:
    values = {**dict.fromkeys(REPORT.addresses.entered, 0), **FIGURES}
    narrative = {**NARRATIVE, "overview": f"## （二）依申请公开\n\n{prose}"}
    return report_of(with_values(values), narrative=narrative, **more)


def found(prose: str) -> list[str]:
    return [finding.says.zh.partition("：")[2] for finding in check_prose(office(prose))]


@pytest.mark.parametrize(
    ("prose", "sum_"),
    [
        ("新收申请31件，其中自然人23件，占77%。", "23 ÷ 31 = 74%，不是 77%"),
        ("新收申请31件（自然人23件，占76.7%）。", "23 ÷ 31 = 74.2%，不是 76.7%"),
        ("自然人申请23件，占全年新收申请的77%。", "23 ÷ 31 = 74%，不是 77%"),
        ("自然人申请占全年新收申请的77%。", "23 ÷ 31 = 74%，不是 77%"),
        ("其中自然人申请23件，占新收申请的80%。", "23 ÷ 31 = 74%，不是 80%"),
        ("予以公开14件，占办结总数的45%。", "14 ÷ 30 = 47%，不是 45%"),
        ("34件申请办结30件，办结率为90%。", "30 ÷ 34 = 88%，不是 90%"),
    ],
)
def test_another_whole_does_not_excuse_a_percentage(prose: str, sum_: str) -> None:
    assert found(prose) == [sum_]


@pytest.mark.parametrize(
    "prose",
    [
        "新收申请31件，其中自然人23件，占74%。",
        "自然人申请占全年新收申请的74%。",
        "办结30件，其中予以公开14件，占46.7%。",
        "新收申请31件，其中予以公开14件，占46.7%。",
        "上年结转3件，新收申请31件，其中自然人26件，占76.5%。",
        "收到申请34件（含上年结转3件），其中自然人26件，占76.5%。",
        "自然人申请23件，占申请总数的77%。",
    ],
)
def test_the_whole_that_is_said_or_any_where_none_is_gives_the_percentage(prose: str) -> None:
    assert found(prose) == []
