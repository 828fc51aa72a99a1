"""Units of money that headings and notes name by themselves, and numbers moved exactly from one unit to another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.kinds.units import in_unit, is_money, money_named, power

MONEY = st.sampled_from(["元", "百元", "千元", "万元", "百万元", "亿元"])


@given(number=st.decimals(0, 10**9, places=4), one=MONEY, other=MONEY)
def test_a_number_comes_back_from_another_unit_as_it_was(number: Decimal, one: str, other: str) -> None:
    moved = in_unit(number, one, other)
    assert moved is not None
    assert in_unit(moved, other, one) == number


@pytest.mark.parametrize(
    ("unit", "of", "tens"),
    [("元", "万元", -4), ("亿元", "万元", 4), ("万", "万元", 0), ("块", "元", 0), ("件", "万元", None),
     ("天", "工作日", None),
     ("美元", "元", None), ("工作日", "工作日", 0)],
)  # fmt: skip
def test_units_of_one_kind_differ_by_a_power_of_ten(unit: str, of: str, tens: int | None) -> None:
    assert power(unit, of) == tens


def test_only_things_that_are_counted_have_measure_words_alike() -> None:
    assert power("条", "件", counted=True) == 0
    assert power("万件", "件", counted=True) == 4
    assert power("元", "件", counted=True) is None
    assert (is_money("亿元"), is_money("件")) == (True, False)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("本年收费金额（单位：元）", "元"), ("单位：件、元", "元"), ("金额(亿元)", "亿元"), ("以千元计", "千元"),
     ("收费金额元", "元"),
     ("金额单位：人民币元", "元"), ("单位：元（人民币）", "元"), ("单位：美元", "美元")],
)  # fmt: skip
def test_a_unit_that_stands_by_itself_is_named(text: str, unit: str) -> None:
    assert money_named(text) == {unit}


@pytest.mark.parametrize("text", ["（其中罚没 3000元）", "单元房", "收费3.5元", "元旦", "本年收费金额", "多元化"])
def test_an_amount_or_another_word_names_no_unit(text: str) -> None:
    assert not money_named(text)
