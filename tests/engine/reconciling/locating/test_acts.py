"""Every act that is undone: what it changes, what it costs, what it is called; and which are not offered."""

from __future__ import annotations

from math import log
from typing import Any

import pytest

from reportgen.engine.reconciling.locating import locate
from reportgen.engine.reconciling.locating.acts import (
    INNER_STRETCH,
    LINE_EMPTY,
    ROWS_SWAPPED,
    SLID,
    SWAPPED,
    Act,
    Undoing,
    swap_words,
)
from reportgen.engine.reconciling.locating.grids import Grid, grid_of
from reportgen.engine.reconciling.locating.systems import System, compile_system
from reportgen.vocabulary.linear import Expression

COLUMNS = "abcdt"
ROWS = "wxyz"
CELL = {f"{row}{column}": Expression.variable(f"{row}{column}") for row in ROWS for column in COLUMNS}
EQUATIONS = tuple(CELL[f"{r}a"] + CELL[f"{r}b"] + CELL[f"{r}c"] + CELL[f"{r}d"] - CELL[f"{r}t"] for r in ROWS) + tuple(
    CELL[f"w{c}"] + CELL[f"x{c}"] + CELL[f"y{c}"] - CELL[f"z{c}"] for c in COLUMNS
)
SYSTEM: System = compile_system(EQUATIONS)
LAYOUT = [[f"{row}{column}" for column in COLUMNS] for row in ROWS]
GRID: Grid = grid_of(LAYOUT, SYSTEM.cells)
HONEST = {
    "wa": 11, "wb": 5, "wc": 2, "wd": 0, "wt": 18,
    "xa": 31, "xb": 0, "xc": 4, "xd": 0, "xt": 35,
    "ya": 7, "yb": 1, "yc": 0, "yd": 3, "yt": 11,
    "za": 49, "zb": 6, "zc": 6, "zd": 3, "zt": 64,
}  # fmt: skip


def acts(values: dict[str, int], blank: tuple[str, ...] = ()) -> list[tuple[dict[str, int], Act]]:
    """Return every act by the values that undoing it restores."""
    figures = [values[name] for name in SYSTEM.cells]
    fixed = frozenset(number for number, name in enumerate(SYSTEM.cells) if name not in blank)
    undoing = Undoing(SYSTEM, GRID, figures, fixed, SYSTEM.lines(figures))
    return [
        ({SYSTEM.cells[cell]: figures[cell] + change for cell, change in act.changes.items()}, act)
        for act in undoing.acts()
    ]


def act_of(values: dict[str, int]) -> Act:
    """Return the act that restores the honest figures exactly."""
    wrong = {name: value for name, value in HONEST.items() if values[name] != value}
    return next(act for restored, act in acts(values) if restored == wrong)


def moved(row: str, figures: list[int]) -> dict[str, int]:
    return HONEST | dict(zip((f"{row}{column}" for column in COLUMNS), figures, strict=True))


def test_honest_figures_have_no_act_to_undo() -> None:
    assert all(expression.evaluate(HONEST) == 0 for expression in EQUATIONS)
    assert acts(HONEST) == []


def test_neighbours_are_those_that_touch_each_pair_once() -> None:
    assert len(GRID.pairs) == 4 * 4 + 3 * 5
    assert GRID.swap_places == log(31)
    index = SYSTEM.index
    assert GRID.are_near(index["wa"], index["wb"])
    assert GRID.are_near(index["wa"], index["xa"])
    assert not GRID.are_near(index["wa"], index["xb"])
    assert grid_of([["a"], []], ("a",)).swap_places == 0.0


@pytest.mark.parametrize(("one", "other"), [("wa", "wb"), ("xa", "ya"), ("wt", "xt")])
def test_neighbours_swapped(one: str, other: str) -> None:
    act = act_of(HONEST | {one: HONEST[other], other: HONEST[one]})
    assert act.cost == pytest.approx(SWAPPED + log(31))
    assert act.words.en == f"neighbours {HONEST[other]} and {HONEST[one]} swapped"
    assert act.mends > 0


def test_a_figure_typed_one_cell_off_comes_about_in_two_ways() -> None:
    cost, words = swap_words(0, 4, GRID)
    assert cost == pytest.approx(SWAPPED + log(31) - log(2))
    assert words.zh == "4 填到了相邻格"
    assert swap_words(4, 0, GRID)[1] == words
    assert swap_words(4, 5, GRID)[0] == pytest.approx(SWAPPED + log(31))


@pytest.mark.parametrize(
    ("figures", "words", "extra"),
    [
        ([0, 11, 5, 2, 0], "right", 0.0),  # the whole row; its total fell off
        ([0, 11, 5, 2, 18], "right", 0.0),  # up to its total
        ([11, 0, 5, 2, 18], "right", 0.0),
        ([0, 11, 2, 0, 18], "right", INNER_STRETCH),  # an inner stretch: 5 fell off and was wanted
        ([5, 2, 0, 18, 0], "left", 0.0),
        ([5, 2, 0, 0, 18], "left", 0.0),
    ],
)
def test_a_slid_row(figures: list[int], words: str, extra: float) -> None:
    act = act_of(moved("w", figures))
    assert f"one column to the {words}" in act.words.en
    assert act.cost == pytest.approx(SLID + log(2 * 4 * 5) + extra)


def test_a_figure_pushed_in_that_was_not_there_costs_more() -> None:
    found = acts(moved("x", [7, 31, 0, 4, 35]))
    slid = [act for restored, act in found if "slid" in act.words.en and "xa" in restored]
    assert slid
    assert min(act.cost for act in slid) == pytest.approx(SLID + log(40) + log(4))


def test_a_row_of_zeros_does_not_slide() -> None:
    values = HONEST | {"wa": 0, "wb": 0, "wc": 0, "wd": 0, "wt": 0}
    assert not [act for restored, act in acts(values) if "slid" in act.words.en and set(restored) <= set(LAYOUT[0])]


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize(("upper", "lower", "distance"), [("y", "z", 0), ("x", "y", 0), ("w", "y", 1)])
def test_rows_swapped_with_their_totals_or_without(upper: str, lower: str, distance: int, totals: bool) -> None:
    columns = COLUMNS if totals else COLUMNS[:-1]
    values = dict(HONEST)
    for column in columns:
        one, other = f"{upper}{column}", f"{lower}{column}"
        values[one], values[other] = HONEST[other], HONEST[one]
    if totals and lower != "z":
        assert acts(values) == [], "rows that are summed may stand in any order"
        return
    act = act_of(values)
    assert act.words.en == "two rows swapped"
    assert act.cost == pytest.approx(ROWS_SWAPPED + log(8) + log(1 + distance))


def test_rows_that_differ_in_one_column_are_said_to_be_neighbours_swapped() -> None:
    values = dict.fromkeys(HONEST, 0) | {"wa": 3, "xt": 3, "za": 3, "zt": 3}
    best = min((act for restored, act in acts(values) if restored == {"wa": 0, "xa": 3}), key=lambda act: act.cost)
    assert best.words.en == "3 typed one cell off"
    assert best.cost == pytest.approx(ROWS_SWAPPED + log(8))


def test_a_column_of_totals_left_empty() -> None:
    values = HONEST | dict.fromkeys([f"{row}t" for row in ROWS], 0)
    act = act_of(values)
    assert (act.words.en, act.cost) == ("the whole column of totals left at 0", LINE_EMPTY)
    assert acts(values)[0][1] is not None
    values["wt"] = 18
    assert not [one for _, one in acts(values) if "column of totals" in one.words.en]


def test_the_act_that_mends_most_comes_first_then_the_cheapest() -> None:
    values = moved("w", [0, 11, 5, 2, 0])
    found = [act for _, act in acts(values)]
    assert found
    assert [(-act.mends, act.cost) for act in found] == sorted((-act.mends, act.cost) for act in found)
    keys = [tuple(sorted(act.changes.items())) for act in found]
    assert len(keys) == len(set(keys))
    for act in found:
        figures = [values[name] for name in SYSTEM.cells]
        before = [line.residual for line in SYSTEM.lines(figures)]
        for cell, change in act.changes.items():
            figures[cell] += change
            assert figures[cell] >= 0
        after = [line.residual for line in SYSTEM.lines(figures)]
        assert act.effect == {n: b - a for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b}
        assert act.mends == sum(map(bool, before)) - sum(map(bool, after)) > 0


def test_a_blank_cell_takes_part_in_no_act() -> None:
    values = HONEST | {"wa": 5, "wb": 11}
    assert acts(values)
    assert not [restored for restored, _ in acts(values, ("wa",)) if "wa" in restored]


def located(values: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    found = locate(EQUATIONS, values, grid=LAYOUT, most=200, **more)
    return [{change.address: change.after for change in repair.changes} for repair in found.repairs]


def honest_of(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in HONEST.items() if values[name] != value}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"zd": 30},
        {"xt": 53, "zd": 30},
        {"xa": 13, "zd": 30},
        {"yd": 0, "yc": 3},
        {"yt": 64, "zt": 11},
        {"yt": 64, "zt": 11, "xa": 13},
    ],
    ids=["alone", "a cell", "two cells", "two cells more", "another act", "totals", "totals and a cell"],
)
def test_a_slid_row_is_found_beside_other_errors(more: dict[str, int]) -> None:
    values = moved("w", [0, 11, 5, 2, 18]) | more
    assert honest_of(values) in located(values)[:5]


def test_an_act_is_found_beside_a_blank_cell() -> None:
    values: dict[str, Any] = moved("w", [0, 11, 5, 2, 18]) | {"yb": None}
    assert honest_of(values) in located(values)[:3]
    values["zd"] = 30
    assert honest_of(values) in located(values)[:6]


def test_one_total_left_at_zero_is_no_empty_column() -> None:
    values = dict.fromkeys(HONEST, 0) | {"wa": 3, "za": 3, "zt": 3}
    assert not [act for _, act in acts(values) if "column of totals" in act.words.en]
    only = dict.fromkeys(HONEST, 0) | {"wa": 3}
    assert not [act for restored, act in acts(only) if "column of totals" in act.words.en and len(restored) < 2]
