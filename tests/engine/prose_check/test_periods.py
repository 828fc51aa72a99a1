"""The period of the figures is the whole year, unless the office was begun or ended within it."""

from __future__ import annotations

import pytest

from reportgen.engine.prose_check.stale_years import years_of_others
from tests.strategies import NARRATIVE, report_of, zero


def found(prose: str) -> list[str]:
    return [
        one.says.zh for one in years_of_others(report_of(zero(), year=2025, narrative={**NARRATIVE, "preamble": prose}))
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "统计期限为2025年1月1日至12月30日。",
        "所列数据的统计期限自{{ year }}年1月1日起，至{{ year }}年11月30日止。",
        "数据统计时间为2025年1月1日—12月13日。",
        "统计期限为2025年1月2日至12月31日。",
    ],
)
def test_a_period_that_is_not_the_whole_year_is_told(prose: str) -> None:
    (says,) = found(prose)
    assert says.endswith("不是全年；2025 年度报告的统计期限应为 2025 年 1 月 1 日至 12 月 31 日")


@pytest.mark.parametrize(
    "prose",
    [
        "所列数据的统计期限自2025年1月1日起，至2025年12月31日止。",
        "数据统计时间为{{ year }}年1月1日—12月31日。",
        "统计期限为2025年3月1日（本局成立之日）至12月31日。",
        "本局于3月1日组建，统计期限为2025年3月1日至12月31日。",
        "公示期限为2025年1月1日至1月15日。",
    ],
)
def test_the_whole_year_a_new_office_and_other_periods_are_right(prose: str) -> None:
    assert found(prose) == []


def test_another_year_is_told_once() -> None:
    assert len(found("统计期限为2024年1月1日至12月30日。")) == 1
