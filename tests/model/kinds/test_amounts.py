"""Amounts: exact decimals in their own unit and with their own places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.model.kinds.amounts import Amount, Days
from reportgen.model.kinds.kind import UnfitError
from reportgen.model.kinds.written_numbers import suggestion

YUAN = Amount(Text("元", "yuan"), 2)


def refusal(kind: Amount, value: Any) -> tuple[str, str, str]:
    """Return the id, the Chinese sentence and the Chinese remedy of a refusal."""
    with pytest.raises(UnfitError) as caught:
        kind.read(value)
    problem = caught.value
    return problem.id, problem.says.zh, problem.remedy.zh if problem.remedy else ""


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [(Amount(), "约12", ("not-an-amount", "应当是金额（数字），写的是文字“约12”",
                          "以万元为单位，只写数字，不加引号、逗号和单位")),
     (Amount(), "12万元", ("not-an-amount", "应当是金额（数字），写的是文字“12万元”", "请写成 12")),
     (Amount(), -1, ("not-an-amount", "金额不能是负数：-1", "单位是万元，不小于 0，最多写 4 位小数")),
     (YUAN, "1.234", ("not-an-amount", "金额小数超过 2 位：1.234", "单位是元，不小于 0，最多写 2 位小数")),
     (YUAN, "1,200元", ("not-an-amount", "应当是金额（数字），写的是文字“1,200元”", "请写成 1200")),
     (Days(), "3.25", ("not-a-number-of-days", "天数小数超过 1 位：3.25", "单位是工作日，不小于 0，最多写 1 位小数"))],
)  # fmt: skip
def test_an_amount_is_refused_in_its_own_unit_and_places(kind: Amount, value: Any, told: tuple[str, str, str]) -> None:
    assert refusal(kind, value) == told


@pytest.mark.parametrize("text", ["12件", "12美元", "0.001元"])
def test_no_number_is_named_for_a_text_in_another_unit(text: str) -> None:
    assert refusal(YUAN, text)[2] == "以元为单位，只写数字，不加引号、逗号和单位"


@pytest.mark.parametrize(
    ("kind", "text", "right"),
    [(Amount(), "5000元", "0.5"), (Amount(), "286,400元", "28.64"), (Amount(), "1.2亿元", "12000"),
     (Amount(), "五千元", "0.5"), (Amount(), "5千元", "0.5"), (Amount(), "2864000（元）", "286.4"),
     (YUAN, "12万元", "120000"), (YUAN, "1.5万", "15000")],
)  # fmt: skip
def test_an_amount_in_another_unit_of_money_is_converted(kind: Amount, text: str, right: str) -> None:
    """Advice to write the bare number would multiply the amount by ten thousand."""
    assert refusal(kind, text)[2] == f"单位是{kind.unit.zh}，请写成 {right}"


@given(
    yuan=st.integers(0, 10**12),
    form=st.sampled_from(["元", "万元", "亿元"]),
    written=st.sampled_from(["元", "万元", "千元", "亿元"]),
)
def test_no_advice_changes_what_an_amount_is_worth(yuan: int, form: str, written: str) -> None:
    """What is offered, in the form's unit, is worth as much as what was written."""
    worth = {"元": 1, "千元": 1000, "万元": 10**4, "亿元": 10**8}
    offered = suggestion(f"{yuan}{written}", whole=False, unit=form)
    assert offered is not None
    assert Decimal(offered) * worth[form] == yuan * worth[written]


@pytest.mark.parametrize("value", [12, Decimal("12.30"), "12.30", 12.3])
def test_exact_numbers_are_read_exactly(value: Any) -> None:
    assert YUAN.read(value) == Decimal(str(value))


def test_an_amount_without_places_is_whole() -> None:
    whole = Amount(Text("元", "yuan"), 0)
    assert whole.read("12") == 12
    assert refusal(whole, "12.5")[1] == "金额小数超过 0 位：12.5"
