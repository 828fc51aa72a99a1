"""Days in any usual writing: what is no day of data is answered with its own day, in the writing that is read."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.kinds.day import Day, own_day
from reportgen.model.kinds.kind import UnfitError

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
WRITINGS = ("{0.year}-{0.month}-{0.day} ", "{0.year}/{0.month}/{0.day}", "{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}",
            "{0.year}年{0.month}月{0.day}号", "{0.year}年{0.month}月{0.day}", "{0.year} 年 {0.month} 月 {0.day} 日",
            "{0:%Y-%m-%d} 09:30:00", "{0:%Y/%m/%d}")  # fmt: skip


def remedy(value: Any) -> str:
    with pytest.raises(UnfitError) as caught:
        Day().read(value)
    return caught.value.remedy.zh if caught.value.remedy else ""


@given(day=DAYS, writing=st.sampled_from(WRITINGS))
def test_what_is_offered_is_the_day_itself_and_is_read(day: dt.date, writing: str) -> None:
    offered = re.search('"(.*)"', remedy(writing.format(day)))
    assert offered is not None
    assert Day().read(offered[1]) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [("二〇二六年一月二十日", "2026-01-20"), ("二○二五年十二月三十一日", "2025-12-31"),
     ("二零二六年十月十一日", "2026-10-11"),
     ("２０２６年１月２０日", "2026-01-20"), ("2026年1月", None),
     ("2026-02-30", None), ("26-1-20", None), ("一月", None)],
)  # fmt: skip
def test_a_day_in_chinese_numerals_is_a_day(written: str, day: str | None) -> None:
    assert own_day(written) == day


def test_a_number_of_eight_digits_is_the_day_that_it_names() -> None:
    assert remedy(20260120) == '请写成 "2026-01-20"（加引号）'
    assert remedy("年初").startswith("例如")
