"""Numbers that are no plain digits: one number that can be meant, or none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.origin import Origin
from reportgen.engine.form_matching.printed_figures import MEASURES
from reportgen.engine.reading.loose_numbers import is_loose, meant, measures_of, told
from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.counts import Count

FULL = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


@given(st.integers(-(10**12), 10**12), st.sampled_from(["", "件", " 件", "　条"]), st.booleans(), st.booleans())
def test_a_count_is_read_however_it_is_written(number: int, unit: str, full: bool, grouped: bool) -> None:
    written = f"{number:,}" if grouped else str(number)
    assert meant(f" {written.translate(FULL) if full else written}{unit}\u3000") == number


@given(st.text(alphabet="0123456789,. -－，１２件约\t\xa0", max_size=8))
def test_what_is_read_has_the_same_digits_in_the_same_order(text: str) -> None:
    number = meant(text)
    if number is not None:
        plain = text.translate(str.maketrans("１２－，", "12-,"))
        digits = "".join(letter for letter in plain if letter.isdecimal() or letter in ".-")
        assert str(number) == digits or (number == 0 and digits in {"0", "-0"})


@pytest.mark.parametrize(
    "text",
    ["", " ", "3 4", "1 234", "1\xa0234", "1,23", "12,34", "0,123", "012", "12.0件", "1.234,5", "O", "约12", "12个件",
     "12元", "12万", "1e3", "①", "十二", "\t12", "12\t3", "12\t\t", "--1", "+1", "12。", "12-", "１ ２"],
)  # fmt: skip
def test_what_may_be_something_else_is_no_number(text: str) -> None:
    assert meant(text) is None


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        (Count(), "12件", 12),
        (Count(), "12万元", None),
        (Amount(), "12.5万元", Decimal("12.5")),
        (Amount(), "12件", None),
        (Amount(), "12.5元", None),
    ],
)
def test_only_the_figure_s_own_unit_changes_nothing(kind: Any, text: str, number: Any) -> None:
    assert meant(text, measures_of(kind)) == number


def test_plain_digits_are_not_told() -> None:
    assert not is_loose("12", 12)
    assert not is_loose(12, 12)
    assert not is_loose("约12", None)
    assert is_loose("12 ", 12)


def test_many_numbers_are_told_once() -> None:
    found = [(Origin("a", place=f"D{row}"), "1件", 1) for row in range(9)]
    assert len(told(found[:5])) == 5
    ((origin, says),) = told(found)
    assert (str(origin), "9 格" in says.zh) == ("a: D0", True)
    assert "件" in MEASURES
