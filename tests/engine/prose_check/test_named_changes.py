"""What is said of last year is held against its report, also where no number of this year stands beside it."""

from __future__ import annotations

import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.prose_check.test_wholes_said import office
from tests.strategies import report_of, with_values

LAST = report_of(
    with_values(
        {
            **dict.fromkeys(REPORT.addresses.entered, 0),
            "applications.new.natural_persons": 30,
            "applications.carried_in.natural_persons": 2,
            "applications.carried_out.natural_persons": 3,
        }
    ),
    year=2020,
)
"""30 came in last year, 31 this year."""


def found(prose: str) -> list[str]:
    return [f"{one.severity} {one.says.zh.partition('：')[2]}" for one in check_prose(office(prose), LAST)]


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        ("上年新收申请25件。", "warning 上年的报告为 30，请核对"),
        ("去年共新收申请25件。", "warning 上年的报告为 30，请核对"),
        ("新收申请比上年增加6件。", "warning 今年 31，上年 30，请核对"),
        ("新收申请较去年减少1件。", "warning 今年 31，上年 30，请核对"),
        ("新收申请31件，比上年减少1件。", "warning 今年 31，上年 30，请核对"),
        ("新收申请是上年的2倍。", "warning 今年 31，上年 30，是 1.0 倍"),
        ("新收申请31件，是上年的2倍。", "warning 今年 31，上年 30，是 1.0 倍"),
    ],
)
def test_what_last_years_report_does_not_give_is_a_warning(prose: str, says: str) -> None:
    assert found(prose) == [says]
    assert check_prose(office(prose)) == []


@pytest.mark.parametrize(
    "prose",
    [
        "上年新收申请30件。",
        "上年结转申请3件。",
        "新收申请比上年增加1件。",
        "收到申请比上年增加1件。",
        "收到申请比上年增加2件。",
        "网上收到申请比上年增加6件。",
        "上半年收到申请比上年增加6件。",
        "发布信息比上年增加6件。",
        "新收申请31件，是上年的1.03倍。",
        "发布信息是上年的2倍。",
    ],
)
def test_what_it_gives_a_part_and_other_things_are_left_alone(prose: str) -> None:
    assert found(prose) == []
