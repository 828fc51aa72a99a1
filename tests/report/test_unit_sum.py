"""Sums of units are exact, the same in any grouping, and say nothing where a unit has a blank."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from operator import add
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.report.unit_sum import MOST_NAMES, Blanks, UnitSum, sum_of

NUMBERS = st.integers(-(10**6), 10**18) | st.decimals(0, 10**14, places=4)
VALUES = NUMBERS | st.none() | st.sampled_from(["N/A", "—"])
FIGURES = st.dictionaries(st.sampled_from(["a", "b", "rows[甲].c", "rows[乙].c"]), VALUES)
UNITS = st.lists(st.tuples(st.sampled_from(["一县", "二县", "三县"]), FIGURES), max_size=12)


@given(UNITS, st.data())
def test_sums_of_parts_in_any_grouping_are_the_sum_of_all(
    units: list[tuple[str, Mapping[str, Any]]], data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(units)), max_size=5)))
    bounds = [0, *cuts, len(units)]
    parts = [sum_of(units[start:end]) for start, end in pairwise(bounds)]
    whole = sum_of(units)
    assert reduce(add, parts, UnitSum()) == whole
    assert reduce(lambda one, other: other + one, reversed(parts), UnitSum()) == whole
    middle = data.draw(st.integers(0, len(parts)))
    assert reduce(add, parts[:middle], UnitSum()) + reduce(add, parts[middle:], UnitSum()) == whole


@given(UNITS)
def test_a_total_is_the_exact_sum_or_nothing_where_one_is_blank(units: list[tuple[str, Mapping[str, Any]]]) -> None:
    total = sum_of(units)
    assert total.units == len(units)
    for name in {name for _, figures in units for name in figures}:
        values = [figures[name] for _, figures in units if name in figures]
        if any(value is None or isinstance(value, str) for value in values):
            assert total.total(name) is None
        else:
            assert Fraction(total.total(name)) == sum((Fraction(value) for value in values), Fraction(0))


def test_of_many_blanks_five_are_named_and_all_counted() -> None:
    total = sum_of((f"{number}县", {"a": None}) for number in range(1000))
    assert total.blanks["a"] == Blanks(1000, tuple(f"{number}县" for number in range(MOST_NAMES)))


def test_a_hundred_thousand_units_of_eighteen_digits_add_up() -> None:
    total = sum_of(("某县", {"a": 10**17 + 1, "b": Decimal("99999999999999.9999")}) for _ in range(100_000))
    assert (total.total("a"), total.total("b")) == (10**22 + 10**5, Decimal("9999999999999999990.0000"))
    assert total.total("c") is None
