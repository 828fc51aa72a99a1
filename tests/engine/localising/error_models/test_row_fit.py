"""How well figures fit into their rows: unusual ones cost more, and what only changes places costs nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import pairwise
from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.engine.localising.error_models.row_fit import HURDLE, RowFit, row_fit
from reportgen.engine.localising.error_models.table_rows import grid_of

Table = list[list[int]]
FIGURES = st.integers(0, 400) | st.sampled_from([0, 0, 10**9])
PERSONS: Table = [[414, 20, 2], [95, 8, 0], [12, 0, 0], [37, 1, 0], [148, 6, 3], [21, 0, 0]]
"""Natural persons dominate, as they do in most offices."""


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(FIGURES, min_size=width, max_size=width), min_size=2, max_size=6))


def fit(
    table: Table, blank: Collection[tuple[int, int]] = (), sums: Collection[int] = (), apart: Table | None = None
) -> RowFit:
    """Return the plausibility of ``table``, cells ``blank`` and columns of ``sums``, with another table below it."""
    rows: list[list[str]] = []
    figures: list[int] = []
    numbers: dict[tuple[int, int], int] = {}
    for r, row in enumerate([*table, *(apart or [])]):
        rows.append([f"{r}.{c}" for c in range(len(row))])
        numbers |= {(r, c): len(figures) + c for c in range(len(row))}
        figures += row
    cells = tuple(name for row in rows for name in row)
    fixed = {number for place, number in numbers.items() if place not in blank}
    totals = {number for (r, c), number in numbers.items() if c in sums and r < len(table)}
    return row_fit(figures, fixed, totals, grid_of(rows, cells))


def cost(found: RowFit, table: Table, after: Mapping[tuple[int, int], int]) -> float:
    """Return the cost of the figures ``after``, by row and column."""
    width = len(table[0])
    return found.cost({r * width + c: figure - table[r][c] for (r, c), figure in after.items()})


def density(figure: int, expected: float) -> float:
    """Return the law of a figure of which ``expected`` is expected: with a long tail, and less where none is usual."""
    usual: float = (expected / (1 + expected)) ** HURDLE if figure else 1.0
    return usual * (1 + expected) / (1 + expected + figure) ** 2


def unlikely(table: Table, number: int) -> float:
    """Return what a row costs by the other rows, figure by figure; a half stands for nothing."""
    row = table[number]
    rest = [other for r, other in enumerate(table) if r != number]
    held = [sum(column) + 0.5 for column in zip(*rest, strict=True)]
    result = 0.0
    for c, figure in enumerate(row):
        others = sum(row) - figure + 0.5
        result -= log(density(figure, others * held[c] / (sum(held) - held[c])))
    return result


def naive(table: Table, after: Mapping[tuple[int, int], int]) -> float:
    """Return the cost of every row that is touched, before and after."""
    return sum(unlikely(changed(table, after), r) - unlikely(table, r) for r in {r for r, _ in after})


def drawn_changes(data: st.DataObject, table: Table) -> dict[tuple[int, int], int]:
    places = st.tuples(st.integers(0, len(table) - 1), st.integers(0, len(table[0]) - 1))
    return data.draw(st.dictionaries(places, FIGURES, min_size=1, max_size=4))


def changed(table: Table, after: Mapping[tuple[int, int], int]) -> Table:
    return [[after.get((r, c), figure) for c, figure in enumerate(row)] for r, row in enumerate(table)]


@given(tables(), st.data())
def test_the_cost_compares_the_changed_rows_with_the_printed_ones(table: Table, data: st.DataObject) -> None:
    after = drawn_changes(data, table)
    assert cost(fit(table), table, after) == pytest.approx(naive(table, after), abs=1e-6)


@given(tables(), st.data())
def test_rows_exchanged_whole_cost_nothing(table: Table, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(table))))
    moved = {(r, c): figure for r, other in enumerate(order) for c, figure in enumerate(table[other]) if r != other}
    assert cost(fit(table), table, moved) == pytest.approx(0, abs=1e-6)


@given(tables(), st.data())
def test_what_a_change_costs_its_taking_back_gains(table: Table, data: st.DataObject) -> None:
    after = drawn_changes(data, table)
    back = {(r, c): table[r][c] for r, c in after}
    other = changed(table, after)
    assert cost(fit(other), other, back) == pytest.approx(-cost(fit(table), table, after), abs=1e-6)


@given(tables(), st.data())
def test_the_order_of_rows_and_columns_is_all_the_same(table: Table, data: st.DataObject) -> None:
    after = drawn_changes(data, table)
    turned = [row[::-1] for row in reversed(table)]
    moved = {(len(table) - 1 - r, len(table[0]) - 1 - c): figure for (r, c), figure in after.items()}
    assert cost(fit(turned), turned, moved) == pytest.approx(cost(fit(table), table, after), abs=1e-6)


@pytest.mark.parametrize("row", range(len(PERSONS)))
@pytest.mark.parametrize("column", [1, 2])
def test_a_figure_beyond_its_columns_share_costs_more_than_one_that_fits(row: int, column: int) -> None:
    found = fit(PERSONS)
    fits = cost(found, PERSONS, {(row, column): PERSONS[row][0] // 20})
    large = cost(found, PERSONS, {(row, column): PERSONS[row][0] * 3})
    larger = cost(found, PERSONS, {(row, column): PERSONS[row][0] * 30})
    assert fits < large < larger


def test_a_figure_that_is_ever_so_large_never_costs_everything() -> None:
    found = fit(PERSONS)
    costs = [cost(found, PERSONS, {(0, 1): 10**digits}) for digits in range(4, 13)]
    steps = [after - before for before, after in pairwise(costs)]
    assert all(0 < step < 4 * log(10) + 1e-6 for step in steps)  # 2 for it, 1 for each it dwarfs


@given(tables(), st.data())
def test_rows_of_blank_cells_say_nothing_and_nothing_is_said_of_them(table: Table, data: st.DataObject) -> None:
    after = drawn_changes(data, table)
    blank = data.draw(st.integers(0, len(table) - 1))
    place = (blank, data.draw(st.integers(0, len(table[0]) - 1)))
    elsewhere = {(r, c): figure for (r, c), figure in after.items() if r != blank}
    without = [row for r, row in enumerate(table) if r != blank]
    moved = {(r - (r > blank), c): figure for (r, c), figure in elsewhere.items()}
    expected = cost(fit(without), without, moved)
    assert cost(fit(table, blank=[place]), table, after) == pytest.approx(expected, abs=1e-6)


def test_a_table_of_one_row_or_one_column_says_nothing() -> None:
    assert cost(fit([[5, 6, 7]]), [[5, 6, 7]], {(0, 1): 600}) == 0
    assert cost(fit([[5], [6]]), [[5], [6]], {(1, 0): 600}) == 0
    assert cost(fit([[5, 6], [6, 5]]), [[5, 6], [6, 5]], {(1, 0): 600}) > 0
    assert row_fit([], (), (), grid_of([], ())).cost({}) == 0


@given(tables(), st.data())
def test_columns_of_sums_say_nothing(table: Table, data: st.DataObject) -> None:
    after = drawn_changes(data, table)
    summed = [[*row, sum(row)] for row in table]
    width = len(table[0])
    totals = {(r, width): 7 for r, _ in after}
    found = fit(summed, sums=[width])
    assert cost(found, summed, totals) == 0
    expected = cost(fit(table), table, after)
    assert cost(found, summed, after | totals) == pytest.approx(expected, abs=1e-6)


def test_a_column_of_which_one_figure_is_a_sum_is_weighed() -> None:
    figures = [5, 6, 6, 5]
    grid = grid_of([["a", "b"], ["c", "d"]], tuple("abcd"))
    assert row_fit(figures, range(4), {3}, grid).cost({3: 600}) > 0
    assert row_fit(figures, range(4), {1, 3}, grid).cost({3: 600}) == 0


@given(tables(), tables(), st.data())
def test_tables_of_different_width_are_weighed_apart(table: Table, other: Table, data: st.DataObject) -> None:
    assume(len(table[0]) != len(other[0]))
    after = drawn_changes(data, table)
    both = fit(table, apart=other)
    assert cost(both, table, after) == pytest.approx(cost(fit(table), table, after), abs=1e-6)
    below = {len(table) * len(table[0]): 7}
    alone = fit(other).cost({0: 7})
    whole = both.cost(below | {0: 3})
    assert whole == pytest.approx(alone + fit(table).cost({0: 3}), abs=1e-6)


@pytest.mark.parametrize("digits", [16, 17, 18, 26, 99])
def test_a_figure_of_any_length_has_a_cost(digits: int) -> None:
    table = [[10**digits, 7, 0], [3, 0, 0], [0, 1, 0]]
    found = fit(table)
    assert cost(found, table, {(0, 0): 5}) < 0 < cost(found, table, {(1, 1): 10**digits})
