"""The filter format: numbers, dates, true and false, enums and patterns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.word.language.formats import CHOICES, DATES, formatted
from reportgen.prose.filters import FilterError

DAY = dt.date(2021, 3, 4)
MOMENT = dt.datetime(2021, 3, 4, 5, 6, 7)  # noqa: DTZ001 — an office's clock


class State(Enum):
    OPEN = "o"


@pytest.mark.parametrize(
    ("value", "how", "printed"),
    [
        (1234.5, (",.2f",), None),
        (Decimal("1234.5"), (",.2f",), "1,234.50"),
        (Decimal("2.345"), (".2f",), "2.35"),
        (1234567, (",",), "1,234,567"),
        (Decimal("0.1234"), (".1%",), "12.3%"),
        (Decimal("0.5"), ("%",), "50%"),
        (3, ("+",), "+3"),
        (-3, ("+,",), "-3"),
        (Decimal("1.5"), ("f",), "1.50"),
        (7, ("",), "7"),
        (7, ("x",), None),
        (DAY, ("iso",), "2021-03-04"),
        (DAY, ("chinese",), "2021年3月4日"),
        (DAY, ("month",), "2021年3月"),
        (DAY, ("%Y/%m/%d",), "2021/03/04"),
        (DAY, ("%d.%-m.%y",), "04.3.21"),
        (DAY, ("%H",), None),
        (DAY, ("no",), None),
        (DAY, ("%c",), None),
        (DAY, ("%-Y",), None),
        (DAY, ("100%%%Y",), "100%2021"),
        (DAY, (), None),
        (MOMENT, ("minute",), "2021年3月4日05:06"),
        (MOMENT, ("%H:%M:%S",), "05:06:07"),
        (MOMENT.time(), ("time",), "05:06"),
        (MOMENT.time(), ("iso",), None),
        (True, ("yes_no",), "是"),
        (False, ("yes_no",), "否"),
        (False, ("a", "b"), "b"),
        (True, ("zz",), None),
        (True, (), None),
        (State.OPEN, ("value",), "o"),
        (State.OPEN, ("name",), "OPEN"),
        (State.OPEN, ("iso",), None),
        ("%s of %05.1f%%", ("a", Decimal("2.25")), "a of 002.3%"),
        ("%-4d|%4s|%+d", (5, "x", 6), "5   |   x|+6"),
        ("%d", (Decimal("1.5"),), None),
        ("%s", (), None),
        ("%s", (1, 2), None),
        ("%x", (1,), None),
        ("none", (1,), None),
        ("50%", (), None),
        (None, ("iso",), None),
        ([], ("iso",), None),
        (object(), ("iso",), None),
    ],
)
def test_a_value_is_printed_by_its_format_or_refused(value: Any, how: tuple[Any, ...], printed: str | None) -> None:
    if printed is not None:
        assert formatted(value, *how) == printed
        return
    with pytest.raises(FilterError) as caught:
        formatted(value, *how)
    assert caught.value.says.zh


def test_nothing_is_printed_as_it_says() -> None:
    assert formatted(None, "iso", none="—") == "—"
    assert formatted("%(a)s/%(a)s", a=1) == "1/1"
    assert all(formatted(MOMENT, name) for name in DATES)
    assert all(formatted(flag, name) for name in CHOICES for flag in (True, False))


@given(st.dates())
def test_a_date_prints_as_pythons_own(day: dt.date) -> None:
    assert formatted(day, "iso") == day.isoformat()


@given(st.decimals(-(10**15), 10**15, places=3), st.integers(0, 5))
def test_a_number_by_a_format_is_the_nearest_half_up(amount: Decimal, places: int) -> None:
    text = formatted(amount, f",.{places}f")
    printed = Decimal(text.replace(",", ""))
    assert abs(printed - amount) * 2 <= Decimal(1).scaleb(-places)
    assert -printed.as_tuple().exponent == places  # type: ignore[operator]  # a number
    assert formatted(f"%.{places}f", amount) == text.replace(",", "")
