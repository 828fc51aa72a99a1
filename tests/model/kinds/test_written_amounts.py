"""Amounts that carry their own unit: kept as they are written, compared in yuan, and refused where unclear."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.kinds.kind import UnfitError
from reportgen.model.kinds.written_amounts import UNITS, WrittenAmount

KIND = WrittenAmount()
NUMBERS = st.decimals(0, 10**9, places=2).map(lambda number: f"{number:f}")


@given(NUMBERS, st.sampled_from(list(UNITS)))
def test_an_amount_is_kept_as_written_and_measured_in_yuan(number: str, unit: str) -> None:
    written = KIND.read(f"{number}{unit}")
    assert written == f"{number}{unit}"
    assert KIND.measure(written) == Decimal(number) * UNITS[unit]
    KIND.validate("amount", written)


@pytest.mark.parametrize(
    ("value", "written", "yuan"),
    [(None, None, None), (0, "0", 0), ("0", "0", 0), ("477.35", "477.35", None), (Decimal("12.50"), "12.50", None),
     (477.35, "477.35", None), ("25.1万元", "25.1万元", 251_000), ("1亿元", "1亿元", 100_000_000)],
)  # fmt: skip
def test_a_number_without_a_unit_is_read_and_its_size_left_open(value: Any, written: str | None, yuan: Any) -> None:
    assert KIND.read(value) == written
    assert KIND.measure(written) == yuan


@pytest.mark.parametrize(
    ("value", "piece"),
    [("251,000 元", "请写成 251000元"), ("２５万元", "请写成 25万元"), ("无", "没有发生写 0"),
     ("约25万元", "写数字和单位"),
     ("-3元", "写数字和单位"), (-3, "写数字和单位"), (True, "写数字和单位"), ([1], "写数字和单位"),
     ("25万", "写数字和单位")],
)  # fmt: skip
def test_what_is_no_amount_is_refused_with_what_to_write(value: Any, piece: str) -> None:
    with pytest.raises(UnfitError) as caught:
        KIND.read(value)
    assert caught.value.id == "not-a-written-amount"
    assert caught.value.remedy is not None
    assert piece in caught.value.remedy.zh


def test_code_is_held_to_the_same() -> None:
    with pytest.raises(TypeError):
        KIND.validate("amount", 5)
    with pytest.raises(ValueError, match="万元"):
        KIND.validate("amount", "five")


@given(st.one_of(NUMBERS, st.text(max_size=6), st.from_regex(r"[0-9.]{1,4}(元|万元|万)?", fullmatch=True)))
def test_the_schema_takes_what_is_read(value: str) -> None:
    pattern = KIND.schema()["anyOf"][1]["pattern"]
    try:
        KIND.read(value)
    except UnfitError:
        assert re.search(pattern, value) is None or value.endswith("\n")
    else:
        assert re.search(pattern, value)
