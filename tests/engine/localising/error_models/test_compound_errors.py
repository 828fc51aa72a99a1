"""Every compound error that is undone: its changes, its cost, its words; and which are not offered."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.compound_errors import (
    BY_CHANCE,
    INNER_STRETCH,
    LINE_EMPTY,
    MOVED,
    PASTED,
    ROWS_SWAPPED,
    SLID,
    SWAPPED,
    TYPED_AGAIN,
    CompoundError,
    CompoundErrors,
    swap_words,
)
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.table_rows import Grid, grid_of
from reportgen.engine.localising.error_models.typing_errors import STRAY
from reportgen.engine.localising.locate import locate
from reportgen.engine.localising.solve.system import System, compile_system
from reportgen.model.linear import Expression

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


PLACES = Priors(
    cells=3.0, figures=2.7, long_figures=1.9, copies=2.9, totals=0.7, swaps=2.3, moves=1.1, rows=0.6, row_pairs=0.1
)
"""Every kind its own number, so that none is taken for another."""

SLIDE = SLID + PLACES.rows + log(2 * 2 * 4)
"""Either way, with the total or without, from any column but the last."""


def errors(values: dict[str, int], blank: tuple[str, ...] = ()) -> list[tuple[dict[str, int], CompoundError]]:
    """Return every error by the values that undoing it restores."""
    figures = [values[name] for name in SYSTEM.cells]
    fixed = frozenset(number for number, name in enumerate(SYSTEM.cells) if name not in blank)
    errors = CompoundErrors(SYSTEM, GRID, figures, fixed, SYSTEM.lines(figures), PLACES)
    return [
        ({SYSTEM.cells[cell]: figures[cell] + change for cell, change in error.changes.items()}, error)
        for error in errors.helpful()
    ]


def error_of(values: dict[str, int]) -> CompoundError:
    """Return the error that restores the honest figures exactly."""
    wrong = {name: value for name, value in HONEST.items() if values[name] != value}
    return next(error for restored, error in errors(values) if restored == wrong)


def moved(row: str, figures: list[int]) -> dict[str, int]:
    return HONEST | dict(zip((f"{row}{column}" for column in COLUMNS), figures, strict=True))


def test_honest_figures_have_no_act_to_undo() -> None:
    assert all(expression.evaluate(HONEST) == 0 for expression in EQUATIONS)
    assert errors(HONEST) == []


def test_neighbours_are_those_that_touch_each_pair_once() -> None:
    assert len(GRID.pairs) == len({frozenset(pair) for pair in GRID.pairs}) == 4 * 4 + 3 * 5
    for one, other in GRID.pairs:
        assert GRID.distance(one, other) == GRID.distance(other, one) == 1
        assert other in GRID.neighbours[one]
        assert one in GRID.neighbours[other]
    assert sum(map(len, GRID.neighbours.values())) == 2 * 31
    assert grid_of([["a"], []], ("a",)).pairs == ()


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("wa", "wb", 1), ("wt", "wa", 4), ("wb", "wd", 2), ("wa", "xa", 1), ("za", "wa", 3),
        ("wa", "wa", 0), ("wa", "xb", None), ("xb", "wa", None), ("wa", "elsewhere", None), ("elsewhere", "wa", None),
    ],
)  # fmt: skip
def test_cells_of_one_row_or_one_column_are_some_steps_apart(one: str, other: str, steps: int | None) -> None:
    number = {**SYSTEM.index, "elsewhere": 99}
    assert GRID.distance(number[one], number[other]) == steps


def test_columns_end_where_a_table_of_another_width_begins() -> None:
    grid = grid_of([["a", "b"], ["c", "d"], ["e", "f", "g"], ["h", "i"]], tuple("abcdefghi"))
    assert grid.distance(0, 2) == 1
    assert grid.distance(2, 4) is None
    assert grid.distance(4, 2) is None
    assert grid.distance(0, 7) is None
    assert grid.distance(4, 6) == 2
    assert (2, 4) not in grid.pairs
    assert (0, 2) in grid.pairs


def together(*costs: float) -> Any:
    """Return the cost of what can have come about in each of several ways."""
    return pytest.approx(-log(sum(exp(-cost) for cost in costs)))


@pytest.mark.parametrize(("one", "other"), [("xa", "ya"), ("wt", "xt")])
def test_neighbours_swapped(one: str, other: str) -> None:
    error = error_of(HONEST | {one: HONEST[other], other: HONEST[one]})
    assert error.cost == together(SWAPPED + PLACES.swaps)
    assert error.words.en == f"neighbours {HONEST[other]} and {HONEST[one]} swapped"
    assert error.mends > 0


def test_several_ways_to_one_result_add_up_and_the_likeliest_is_said() -> None:
    """Two neighbours exchanged are, less likely, a slide of two cells either way with a figure from nowhere beside."""
    error = error_of(HONEST | {"wa": 5, "wb": 11})
    slide = SLIDE + INNER_STRETCH + STRAY
    assert error.cost == together(SWAPPED + PLACES.swaps, slide, slide)
    assert error.words.en == "neighbours 5 and 11 swapped"


def test_a_figure_typed_one_cell_off_comes_about_in_two_ways() -> None:
    cost, words = swap_words(0, 4, PLACES)
    assert exp(-cost) == pytest.approx(exp(-SWAPPED - PLACES.swaps) + exp(-MOVED - PLACES.moves))
    assert words == Text("4 填到了相邻格", "4 typed one cell off")
    assert swap_words(4, 0, PLACES) == (cost, words)
    cost, words = swap_words(4, 5, PLACES)
    assert cost == pytest.approx(SWAPPED + PLACES.swaps)
    assert words == Text("相邻两格 4 与 5 对调", "neighbours 4 and 5 swapped")


@pytest.mark.parametrize(
    ("figures", "words", "extras"),
    [
        ([0, 11, 5, 2, 0], "right", [0.0]),  # the whole row; its total fell off
        ([0, 11, 5, 2, 18], "right", [0.0]),  # up to its total
        ([11, 0, 5, 2, 18], "right", [0.0]),
        ([0, 11, 2, 0, 18], "right", [INNER_STRETCH]),  # an inner stretch: 5 fell off and was wanted
        ([5, 2, 0, 18, 0], "left", [0.0]),
        ([5, 2, 0, 0, 18], "left", [0.0, INNER_STRETCH]),  # the 0 before the total may have moved or not
    ],
)
def test_a_slid_row(figures: list[int], words: str, extras: list[float]) -> None:
    error = error_of(moved("w", figures))
    assert f"one column to the {words}" in error.words.en
    assert error.cost == together(*(SLIDE + extra for extra in extras))


@pytest.mark.parametrize(
    ("figures", "gaps"),
    [
        ([0, 31, 0, 4, 35], [0.0]),
        ([31, 31, 0, 4, 35], [TYPED_AGAIN, STRAY]),  # from the first column on, or from the second
        ([7, 31, 0, 4, 35], [STRAY]),
        ([0, 4, 0, 0, 35], [0.0, INNER_STRETCH]),
        ([0, 4, 0, 9, 35], [STRAY]),
        ([35, 31, 0, 4, 35], [STRAY]),  # the total's figure is not beside the gap
        ([0, 4, 0, 35, 35], [TYPED_AGAIN, STRAY]),
    ],
)
def test_the_gap_of_a_slide_holds_0_or_the_neighbour_or_any_figure(figures: list[int], gaps: list[float]) -> None:
    error = error_of(moved("x", figures))
    assert "slid one column" in error.words.en
    assert error.cost == together(*(SLIDE + gap for gap in gaps))


def test_a_row_of_zeros_does_not_slide() -> None:
    values = HONEST | {"wa": 0, "wb": 0, "wc": 0, "wd": 0, "wt": 0}
    assert not [
        error for restored, error in errors(values) if "slid" in error.words.en and set(restored) <= set(LAYOUT[0])
    ]


def test_what_changes_a_single_cell_is_a_slip_and_no_slide() -> None:
    """2 left out beside another 2: undone, a slide of the two would change the one cell only."""
    values = HONEST | {"wb": 0, "wc": 2, "wt": 15, "zb": 3, "zt": 61}
    assert errors(values) == []


def test_a_row_of_two_cells_slides_and_rows_of_three_are_exchanged() -> None:
    p, q, r, s, a, b, c, d = (Expression.variable(name) for name in "pqrsabcd")
    (slid, *_) = locate([a - p, b * 2 - q], {"a": 0, "b": 5, "p": 5, "q": 34}, grid=[["a", "b"]]).repairs
    assert slid.because.en == "the row slid one column to the right"
    assert {change.address: change.after for change in slid.changes} == {"a": 5, "b": 17}
    rows = [["a", "b", "c"], ["d", "s"], ["p", "q", "r"]]  # rows of another length between them do not matter
    shown = {"a": 4, "b": 30, "c": 2, "p": 61, "q": 8, "r": 57, "s": 61, "d": 8}
    kept = [a - s, b - d, c - 57]
    (exchanged, *_) = locate([*kept, p - 4, q - 30, r - 2], shown, grid=rows).repairs
    assert exchanged.because.en == "two rows swapped"
    assert len(exchanged.changes) == 6


def test_a_row_of_which_one_cell_is_guarded_does_not_slide() -> None:
    a, b = Expression.variable("a"), Expression.variable("b")
    found = locate([a - b], {"a": 7, "b": 9}, grid=[["a", "unguarded"], ["b", "unguarded too"]])
    made = [(change.address, change.after) for repair in found.repairs for change in repair.changes]
    assert sorted(made) == [("a", 9), ("b", 7)]
    assert not [repair for repair in found.repairs if "slid" in repair.because.en]


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize(("upper", "lower", "distance"), [("y", "z", 0), ("x", "y", 0), ("w", "y", 1)])
def test_rows_swapped_with_their_totals_or_without(upper: str, lower: str, distance: int, totals: bool) -> None:
    columns = COLUMNS if totals else COLUMNS[:-1]
    values = dict(HONEST)
    for column in columns:
        one, other = f"{upper}{column}", f"{lower}{column}"
        values[one], values[other] = HONEST[other], HONEST[one]
    if totals and lower != "z":
        assert errors(values) == [], "rows that are summed may stand in any order"
        return
    error = error_of(values)
    assert error.words.en == "two rows swapped"
    assert error.cost == together(ROWS_SWAPPED + PLACES.row_pairs + log(2) + log(1 + distance))


def test_rows_that_differ_in_one_column_are_said_to_be_neighbours_swapped() -> None:
    values = dict.fromkeys(HONEST, 0) | {"wa": 3, "xt": 3, "za": 3, "zt": 3}
    best = min(
        (error for restored, error in errors(values) if restored == {"wa": 0, "xa": 3}), key=lambda error: error.cost
    )
    assert best.words.en == "3 typed one cell off"
    assert best.cost == together(ROWS_SWAPPED + PLACES.row_pairs + log(2), swap_words(3, 0, PLACES)[0])


@pytest.mark.parametrize(
    ("lower", "words"), [("x", "neighbours 3 and 5 swapped"), ("y", "two rows swapped")], ids=["beside", "farther"]
)
def test_rows_that_differ_in_one_column_are_neighbours_if_they_touch(lower: str, words: str) -> None:
    """Undone, w has 5 and the other row 3; the totals, which were not exchanged, say so."""
    values = dict.fromkeys(HONEST, 0) | {"wa": 3, f"{lower}a": 5, "wt": 5, f"{lower}t": 3, "za": 8, "zt": 8}
    (error,) = [error for restored, error in errors(values) if restored == {"wa": 5, f"{lower}a": 3}]
    assert error.words.en == words


def test_rows_with_equal_totals_are_exchanged_with_or_without_them() -> None:
    """Each figure but the totals is known from elsewhere."""
    meant = {"a": 4, "b": 53, "c": 57, "p": 30, "q": 27, "r": 57}
    system = compile_system(tuple(Expression.variable(name) - value for name, value in meant.items()))
    figures = [30, 27, 57, 4, 53, 57]
    layout = grid_of([["a", "b", "c"], ["p", "q", "r"]], system.cells)
    lines = system.lines(figures)
    found = CompoundErrors(system, layout, figures, frozenset(range(6)), lines, PLACES).helpful()
    (error,) = [error for error in found if len(error.changes) == 4 and error.words.en == "two rows swapped"]
    assert error.cost == together(*[ROWS_SWAPPED + PLACES.row_pairs + log(2)] * 2)


def test_totals_of_one_figure_each_left_empty() -> None:
    """Two rows' totals are a column; one alone is a figure left out."""
    a, b, c, d, t, u = (Expression.variable(name) for name in "abcdtu")
    rows = [["a", "b", "t"], ["c", "d", "u"]]
    shown = {"a": 3, "b": 1, "c": 40, "d": 2, "t": 0, "u": 0}
    both = locate([a + b - t, c + d - u], shown, grid=rows).repairs
    assert both[0].because.en == "the whole column of totals left at 0"
    assert {change.address: change.after for change in both[0].changes} == {"t": 4, "u": 42}
    one = locate([a + b - t, c + d - u], shown | {"c": 0, "d": 0}, grid=rows).repairs
    assert one
    assert not [repair for repair in one if "column of totals" in repair.because.en]


def test_a_column_of_totals_left_empty() -> None:
    values = HONEST | dict.fromkeys([f"{row}t" for row in ROWS], 0)
    error = error_of(values)
    assert (error.words.en, error.cost) == ("the whole column of totals left at 0", LINE_EMPTY)
    assert errors(values)[0][1] is not None
    values["wt"] = 18
    assert not [one for _, one in errors(values) if "column of totals" in one.words.en]


def test_the_act_that_mends_most_comes_first_then_the_cheapest() -> None:
    values = moved("w", [0, 11, 5, 2, 0])
    found = [error for _, error in errors(values)]
    assert found
    assert [(-error.mends, error.cost) for error in found] == sorted((-error.mends, error.cost) for error in found)
    keys = [tuple(sorted(error.changes.items())) for error in found]
    assert len(keys) == len(set(keys))
    for error in found:
        figures = [values[name] for name in SYSTEM.cells]
        before = [line.residual for line in SYSTEM.lines(figures)]
        for cell, change in error.changes.items():
            figures[cell] += change
            assert figures[cell] >= 0
        after = [line.residual for line in SYSTEM.lines(figures)]
        assert error.effect == {n: b - a for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b}
        assert error.mends == sum(map(bool, before)) - sum(map(bool, after)) > 0


def test_a_blank_cell_takes_part_in_no_act() -> None:
    values = HONEST | {"wa": 5, "wb": 11}
    assert errors(values)
    assert not [restored for restored, _ in errors(values, ("wa",)) if "wa" in restored]


def test_an_act_is_seen_by_the_equations_that_hold_no_blank() -> None:
    """The row's own equation, which both cells stand in, is undecided; their columns' are mended."""
    (error,) = [
        error for restored, error in errors(HONEST | {"wa": 5, "wb": 11}, ("wd",)) if restored == {"wa": 11, "wb": 5}
    ]
    assert error.mends == 2


def test_a_figure_lost_in_a_slide_may_be_right_in_broken_equations() -> None:
    """c and d both held 2; its row's total and its column's are wrong for other reasons."""
    honest = HONEST | {"wd": 2, "wt": 20, "zd": 5, "zt": 66}
    assert all(expression.evaluate(honest) == 0 for expression in EQUATIONS)
    values = honest | {"wa": 0, "wb": 11, "wc": 5, "wt": 29, "zd": 50}
    (error,) = [error for restored, error in errors(values) if restored == {"wa": 11, "wb": 5, "wc": 2}]
    assert error.words.en == "the row slid one column to the right"


def test_a_row_whose_equations_mostly_hold_did_not_slide() -> None:
    """Moved back, one column comes out even, another does not any more, and so little tells of no slide."""
    values = HONEST | {"wa": 0, "wb": 11, "wc": 5, "wd": 7, "wt": 23, "zb": 12, "zc": 4, "zd": 10, "zt": 75}
    assert values["wt"] == sum(values[f"w{column}"] for column in "abcd")
    assert values["zb"] == sum(values[f"{row}b"] for row in "wxy")
    assert {"wa": 11, "wb": 5, "wc": 0} not in [restored for restored, _ in errors(values)]
    values["zb"] = 6  # the same row, but now two of its three equations are broken
    assert {"wa": 11, "wb": 5, "wc": 0} in [restored for restored, _ in errors(values)]


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
    assert not [error for _, error in errors(values) if "column of totals" in error.words.en]
    only = dict.fromkeys(HONEST, 0) | {"wa": 3}
    assert not [error for restored, error in errors(only) if "column of totals" in error.words.en and len(restored) < 2]


def test_of_two_rows_with_the_same_figures_either_may_have_been_pasted_over() -> None:
    pasted = moved("y", [HONEST[f"w{column}"] for column in COLUMNS])
    error = error_of(pasted)
    assert error.cost == pytest.approx(PASTED + log(2))
    assert "另一行完全相同" in error.words.zh
    other = [restored for restored, one in errors(pasted) if one.words == error.words]
    assert sorted(map(sorted, other)) == [[f"{row}{column}" for column in sorted("abcdt")] for row in "wy"]


def test_small_figures_that_are_the_same_are_rather_so_by_chance() -> None:
    small = HONEST | {"wa": 1, "wb": 1, "wc": 0, "wd": 0, "wt": 2}
    honest = small | {"za": 39, "zb": 2, "zc": 4, "zd": 3, "zt": 48}
    assert errors(honest) == []
    pasted = honest | {"ya": 1, "yb": 1, "yc": 0, "yd": 0, "yt": 2}
    [first, second] = [one for _, one in errors(pasted) if "另一行完全相同" in one.words.zh]
    missing = BY_CHANCE - 2 * log(3)
    assert first.cost == second.cost == pytest.approx(PASTED + log(2) + missing)


def test_rows_of_one_figure_and_rows_of_sums_are_never_taken_for_pasted() -> None:
    one_figure = (
        HONEST | {f"{row}{column}": 0 for row in "xy" for column in "bcd"} | {"xa": 9, "xt": 9, "ya": 9, "yt": 9}
    )
    sums = HONEST | {f"w{column}": HONEST[f"z{column}"] for column in COLUMNS}
    for values in (one_figure, sums):
        assert not any("另一行完全相同" in error.words.zh for _, error in errors(values))
