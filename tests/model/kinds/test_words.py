"""Texts, choices, flags, days and codes: what is refused, and what a template is given."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from reportgen.core.document import Unreadable
from reportgen.core.text import Text
from reportgen.model.kinds.counts import Count
from reportgen.model.kinds.day import Day
from reportgen.model.kinds.flag import Flag
from reportgen.model.kinds.kind import Kind, RefusedError, UnfitError
from reportgen.model.kinds.value_or_code import ValueOrCode
from reportgen.model.kinds.words import Choice, Words


@pytest.mark.parametrize(
    ("kind", "value", "id", "piece"),
    [(Words(), 12, "not-a-text", "数字和真假值请加引号"), (Words(), "甲\n乙", "not-a-text", "请写成一行"),
     (Words(), " 甲", "not-a-text", "前后不留空格"), (Words(most=2), "甲乙丙", "not-a-text", "超过 2 个字"),
     (Choice(values=("一级", "二级")), "三级", "not-a-choice", "请写其中之一：一级、二级"),
     (Flag(), "yes", "not-a-flag", "请写 true 或 false"), (Flag(), 1, "not-a-flag", "数字 1"),
     (Day(), "2019-2-3", "not-a-date", "请写成 \"2019-02-03\""), (Day(), "2019-02-30", "not-a-date", "没有这一天"),
     (ValueOrCode(kind=Count(), codes=("N/A",)), "无", "not-a-count", "不适用时可以写：N/A")],
)  # fmt: skip
def test_words_of_another_kind_are_refused_with_what_to_write(kind: Kind, value: Any, id: str, piece: str) -> None:
    with pytest.raises(UnfitError) as caught:
        kind.read(value)
    problem = caught.value
    assert problem.id == id
    assert piece in problem.says.zh + (problem.remedy.zh if problem.remedy else "")


@pytest.mark.parametrize("kind", [Words(), Choice(values=("甲",)), Flag(), Day(), Count()])
def test_what_reading_refused_already_is_not_refused_twice(kind: Kind) -> None:
    with pytest.raises(RefusedError):
        kind.read(Unreadable("ambiguous-value", Text("不清楚", "unclear")))


def test_a_flag_is_a_word_in_print_and_a_truth_value_in_conditions() -> None:
    yes, no = Flag().shown(True), Flag().shown(False)
    assert (f"{yes}", bool(yes)) == ("是", True)
    assert (f"{no}", bool(no)) == ("否", False)


def test_both_ways_of_writing_a_day_are_the_same_day() -> None:
    assert Day().read("2025-01-05") == Day().read("2025年1月5日") == Day().read("2025年01月05日") == dt.date(2025, 1, 5)


def test_a_code_is_no_number_to_calculate_with() -> None:
    kind = ValueOrCode(kind=Count(), codes=("N/A",))
    assert (kind.numeric, kind.summable, kind.adds_up) == (False, True, False)
    assert kind.read("N/A") == "N/A"
    assert kind.read(3) == 3
