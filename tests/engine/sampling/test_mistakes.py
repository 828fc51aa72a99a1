"""Every kind of error does what its name says, and does not happen where it cannot."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from reportgen.engine.sampling.mistakes import MISTAKES, NEAR, Written, neighbours
from reportgen.reports.disclosure.form_2021.form import TABLES

FIGURES: dict[str, Any] = {"a": 1234, "b": 56, "t": 1290}
WRITTEN = Written(FIGURES, ["a", "b", "t"], ("t",), [("a", "b")])
EMPTY = Written({}, [], (), [])


def near(before: str, after: str) -> bool:
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return len(pairs) == 1 and pairs[0][1] in NEAR[pairs[0][0]]


ONE_FIGURE: dict[str, Callable[[str, str], bool]] = {
    "digit_mistyped": near,
    "digits_transposed": lambda before, after: Counter(before) == Counter(after),
    "digit_dropped": lambda before, after: len(after) == len(before) - 1 and not Counter(after) - Counter(before),
    "digit_doubled": lambda before, after: len(after) == len(before) + 1 and set(after) == set(before),
    "off_by_one": lambda before, after: abs(int(before) - int(after)) == 1,
    "left_at_zero": lambda _, after: after == "0",
}


@pytest.mark.parametrize("kind", ONE_FIGURE)
def test_an_error_of_one_figure_changes_its_digits_so(kind: str) -> None:
    for seed in range(50):
        changes = MISTAKES[kind](random.Random(seed), WRITTEN)
        assert changes is not None
        ((name, value),) = changes.items()
        assert ONE_FIGURE[kind](str(FIGURES[name]), str(value)), (FIGURES[name], value)


def test_errors_of_two_cells_totals_and_blanks() -> None:
    chance = random.Random(0)
    assert MISTAKES["neighbours_swapped"](chance, WRITTEN) == {"a": 56, "b": 1234}
    wrong = MISTAKES["total_wrong"](chance, WRITTEN)
    assert wrong is not None
    assert wrong["t"] - FIGURES["t"] in {1, 10, 100}
    blank = MISTAKES["blank"](chance, WRITTEN)
    assert blank in ({"a": None}, {"b": None})


@pytest.mark.parametrize("kind", MISTAKES)
def test_an_error_does_not_happen_where_nothing_is_written(kind: str) -> None:
    assert MISTAKES[kind](random.Random(0), EMPTY) is None


def test_neighbours_stand_side_by_side_or_below_each_other() -> None:
    row, below = "applications.new.", "applications.carried_in."
    figures = {row + "natural_persons": 1, row + "enterprises": 2, below + "natural_persons": 3, "proactive.permits": 4}
    assert [*neighbours(TABLES, figures)] == [
        (row + "natural_persons", row + "enterprises"),
        (row + "natural_persons", below + "natural_persons"),
    ]
