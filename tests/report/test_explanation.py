"""An explanation's formula and whether a stated total agrees."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from reportgen.core.text import Text
from reportgen.report.explanation import Explanation


def figure(address: str, value: Any = 1, *addends: tuple[int, Explanation]) -> Explanation:
    return Explanation(address, Text(address, address), value, addends=addends)


A, B, C = figure("a"), figure("b"), figure("c")


@pytest.mark.parametrize(
    ("addends", "formula"),
    [
        ((), ""),
        (((1, A),), "a"),
        (((1, A), (1, B), (-1, C)), "a + b - c"),
        (((-1, A), (2, B)), "- a + 2*b"),
        (((1, A), (-3, B)), "a - 3*b"),
    ],
)
def test_the_formula_names_addends_with_signs_and_factors(addends: Any, formula: str) -> None:
    found = figure("t", 0, *addends)
    assert found.formula == formula
    assert found.derived == bool(addends)


@pytest.mark.parametrize(("stated", "value", "agrees"), [(5, 5, True), (4, 5, False), (None, 5, None), (5, None, None)])
def test_a_stated_total_agrees_differs_or_cannot_be_compared(stated: Any, value: Any, agrees: bool | None) -> None:
    assert attrs.evolve(figure("t", value), is_stated=True, stated=stated).agrees is agrees


def test_without_a_stated_total_nothing_agrees_or_differs() -> None:
    assert figure("t", 5).agrees is None
