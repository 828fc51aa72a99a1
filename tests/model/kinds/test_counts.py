"""Counts: what is refused, in words, and what to write instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.core.text import Text
from reportgen.model.kinds.counts import Count, SignedCount
from reportgen.model.kinds.kind import Kind, UnfitError

PEOPLE = Text("人", "people")


def refusal(kind: Kind, value: Any) -> tuple[str, str, str]:
    """Return the id, the Chinese sentence and the Chinese remedy of a refusal."""
    with pytest.raises(UnfitError) as caught:
        kind.read(value)
    problem = caught.value
    return problem.id, problem.says.zh, problem.remedy.zh if problem.remedy else ""


@pytest.mark.parametrize(
    ("value", "says", "remedy"),
    [(-8, "件数不能是负数：-8", "请核对；没有发生的写 0"),
     ("12", "应当是件数（不小于零的整数），写的是文字“12”", "请写成 12"),
     ("O", "应当是件数（不小于零的整数），写的是文字“O”", "请写成 0"),
    ("l4", "应当是件数（不小于零的整数），写的是文字“l4”", "请写成 14"),
    ("十四件", "应当是件数（不小于零的整数），写的是文字“十四件”", "请写成 14"),
    ("=10+4", "应当是件数（不小于零的整数），写的是文字“=10+4”", "请写成 14"),
    ("1.2万件", "应当是件数（不小于零的整数），写的是文字“1.2万件”", "请写成 12000"),
     ("12%", "应当是件数（不小于零的整数），写的是文字“12%”", "这里填件数，不填百分比"),
     ("无", "应当是件数（不小于零的整数），写的是文字“无”", "没有发生写 0，还不知道写 null"),
     (Decimal("3.0"), "应当是件数（不小于零的整数），写的是数字 3.0", "请写成 3"),
     (3.5, "应当是件数（不小于零的整数），写的是数字 3.5", "件数没有小数，请核对"),
     (True, "应当是件数（不小于零的整数），写的是真假值 true", "")],
)  # fmt: skip
def test_a_count_says_what_it_is_not(value: Any, says: str, remedy: str) -> None:
    assert refusal(Count(), value)[1:] == (says, remedy)


def test_another_unit_gives_the_count_its_name() -> None:
    assert refusal(Count(PEOPLE), -1)[1] == "人数不能是负数：-1"
    assert refusal(Count(PEOPLE), "5%")[2] == "这里填人数，不填百分比"


@pytest.mark.parametrize(
    ("value", "remedy"),
    [("-8", "请写成 -8"), ("－8", "请写成 -8"), (Decimal("-8.0"), "请写成 -8"), (-8.5, "件数没有小数，请核对")],
)  # fmt: skip
def test_a_signed_count_names_the_number_below_zero_that_was_meant(value: Any, remedy: str) -> None:
    assert refusal(SignedCount(), value)[::2] == ("not-a-count", remedy)


@pytest.mark.parametrize("text", ["-8", "−8"])
def test_only_a_signed_count_is_shown_with_a_sign(text: str) -> None:
    assert SignedCount().shows(text, -8)
    assert not SignedCount().shows(text, 8)
    assert not Count().shows(text, -8)


def test_a_printed_plus_and_thousands_show_the_number() -> None:
    assert SignedCount().shows("+1,234", 1234)
    assert Count().shows("1,234", 1234)
    assert not Count().shows("+1234", 1234)
    assert not Count().shows("12,34", 1234)


def test_a_data_class_refuses_a_count_below_zero() -> None:
    with pytest.raises(ValueError, match="cell must not be negative: -1"):
        Count().validate("cell", -1)
    SignedCount().validate("cell", -1)
