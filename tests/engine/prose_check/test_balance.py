"""The numbers of one office or time balance as the tables do, whatever part of them they are."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.engine.prose_check.findings import check_prose
from reportgen.report.report import Report
from tests.strategies import report_of, zero

COUNTS = st.integers(0, 999)


def told(prose: str) -> list[str]:
    report: Report = attrs.evolve(report_of(zero()), narrative={"overview": prose})
    return [one.says.zh.split("：")[-1] for one in check_prose(report) if one.severity == "note"]


def of_one_office(received: int, over: int, done: int, left: int) -> str:
    return f"市本级收到申请{received}件，上年结转{over}件，办结{done}件，结转下年度{left}件。"


@given(COUNTS, COUNTS, COUNTS)
def test_what_balances_is_never_told(done: int, left: int, over: int) -> None:
    received = done + left
    assert told(of_one_office(received, 0, done, left)) == []
    assert told(of_one_office(received + over, over, done + over * 2, left)) == []


@given(COUNTS, COUNTS)
def test_a_case_too_many_is_asked_about(done: int, left: int) -> None:
    assume(left not in {1, 3})  # then what was done may hold what goes over
    (says,) = told(of_one_office(done + left, 2, done + 3, left + 1))
    assert says.endswith(f"而办结 {done + 3} + 结转下年 {left + 1} = {done + left + 4}，请核对")


@pytest.mark.parametrize(
    "prose",
    [
        "市本级收到申请85件，办结90件，结转下年度1件。",
        "市本级收到申请约85件，办结70件，结转下年度1件。",
        "市本级收到申请85件，县区收到申请60件，办结90件，结转下年度1件。",
    ],
)
def test_what_is_not_said_in_full_is_not_told(prose: str) -> None:
    assert told(prose) == []
