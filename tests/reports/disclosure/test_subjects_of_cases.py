"""Numbers of cases that the sentence says are of other matters too are not held against table 4."""

from __future__ import annotations

import pytest

from tests.prose_office import office
from tests.reports.disclosure.test_prose import broken


@pytest.mark.parametrize(
    "prose",
    [
        "办理与信息公开无关的行政诉讼5件。",
        "全局共承办行政复议案件179件，其中信息公开类170件。",
        "全局共承办行政复议案件179件，其中涉及政府信息公开的170件。",
        "配合完成行政复议案件12件、行政诉讼案件5件（均非信息公开类）。",
        "行政诉讼5件，均不涉及政府信息公开。",
        "非因政府信息公开引发的行政诉讼5件。",
        "收到复议申请5件，其中复议机关不予受理1件。",
        "收到复议申请5件，其中1件不予受理。",
    ],
)
def test_cases_of_other_matters_and_requests_refused_are_left_alone(prose: str) -> None:
    assert broken(office(prose)) == []


@pytest.mark.parametrize(
    ("prose", "rule"),
    [
        ("收到行政复议申请5件。", "PT-REV"),
        ("因政府信息公开引发的行政复议9件，其中政府信息公开申请类9件。", "PT-REV"),
        ("行政复议9件，其中维持88件。", "PT-REV"),
        ("行政诉讼5件。", "PT-LIT"),
    ],
)
def test_cases_of_the_form_are_still_held_against_table_4(prose: str, rule: str) -> None:
    assert rule in broken(office(prose))
