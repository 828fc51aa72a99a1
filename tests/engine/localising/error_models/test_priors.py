"""In how many places each kind of error can have happened, counted a second time by looking at every place."""

from __future__ import annotations

from itertools import pairwise
from math import exp, log

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.localising.error_models.priors import Priors, priors
from reportgen.engine.localising.error_models.table_rows import grid_of

Table = list[list[int | None]]
FIGURES = st.none() | st.sampled_from([0, 0, 1, 9, 10, 11, 307])
KINDS = [field.name for field in attrs.fields(Priors)]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw rows of one width and then rows of another, as tables 3 and 4 are; some figures are blank."""
    rows: Table = []
    for _ in range(draw(st.integers(1, 2))):
        width = draw(st.integers(1, 4))
        rows += draw(st.lists(st.lists(FIGURES, min_size=width, max_size=width), min_size=1, max_size=4))
    return rows


def counted(table: Table) -> dict[str, float]:
    """Return the number of places by kind; the last figure of every row states a sum."""
    number = 0
    rows: list[list[str]] = []
    for row in table:
        rows.append([str(number + column) for column in range(len(row))])
        number += len(row)
    figures = [figure for row in table for figure in row]
    cells = tuple(map(str, range(number)))
    fixed = {cell for cell, figure in enumerate(figures) if figure is not None}
    totals = {int(row[-1]) for row in rows}
    found = priors([figure or 0 for figure in figures], fixed, totals, grid_of(rows, cells))
    return {name: exp(value) for name, value in attrs.asdict(found).items()}


def beside(table: Table, row: int, column: int) -> list[int]:
    """Return the figures left, right, above and below that are there; above and below in the same table only."""
    around = []
    for r, c in ((row, column - 1), (row, column + 1), (row - 1, column), (row + 1, column)):
        if 0 <= r < len(table) and len(table[r]) == len(table[row]) and 0 <= c < len(table[r]):
            figure = table[r][c]
            if figure is not None:
                around.append(figure)
    return around


def naive(table: Table) -> dict[str, int]:
    """Count by looking at every figure and every figure beside it."""
    count = dict.fromkeys(KINDS, 0)
    whole = [row for row in table if None not in row]
    for r, row in enumerate(table):
        for c, figure in enumerate(row):
            if figure is None:
                continue
            near = beside(table, r, c)
            count["cells"] += 1
            count["figures"] += figure > 0
            count["long_figures"] += len(str(figure)) > 1
            count["copies"] += bool({*near} - {figure})
            count["totals"] += c == len(row) - 1
            count["swaps"] += sum(other != figure for other in near)
            count["moves"] += sum((other == 0 < figure) + (figure == 0 < other) for other in near)
    count["swaps"] //= 2  # seen from both sides
    count["moves"] //= 2
    count["rows"] = sum(any(row) for row in whole)
    for upper, lower in pairwise(whole):
        count["row_pairs"] += len(upper) == len(lower) and upper != lower
    return count


@given(tables())
def test_every_place_is_counted_once(table: Table) -> None:
    assert counted(table) == pytest.approx({name: max(places, 1) for name, places in naive(table).items()})


@given(tables())
def test_a_chance_is_never_below_0(table: Table) -> None:
    assert min(counted(table).values()) >= 1 - 1e-9


@given(tables())
def test_a_table_upside_down_and_read_from_the_right_has_the_same_places(table: Table) -> None:
    turned = [row[::-1] for row in reversed(table)]
    same = set(KINDS) - {"totals"}
    before, after = counted(table), counted(turned)
    assert {name: before[name] for name in same} == pytest.approx({name: after[name] for name in same})


@given(tables(), st.data())
def test_what_is_left_blank_takes_places_away(table: Table, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[row]) - 1))
    less = [list(each) for each in table]
    less[row][column] = None
    before, after = counted(table), counted(less)
    for name in set(KINDS) - {"row_pairs"}:  # rows apart may become neighbours where the one between is not whole
        assert after[name] <= before[name] + 1e-9


def test_the_places_of_one_small_table() -> None:
    assert counted([[12, 0, 12], [0, 7, 7], [0, 7, 7]]) == pytest.approx(
        {
            "cells": 9, "figures": 6, "long_figures": 2, "copies": 8, "totals": 3,
            "swaps": 7, "moves": 6, "rows": 3, "row_pairs": 1,
        }
    )  # fmt: skip


def test_a_report_of_nothing_has_no_places_and_costs_nothing() -> None:
    assert priors([], set(), set(), grid_of([], ())) == Priors()
    assert set(attrs.asdict(Priors()).values()) == {0.0}


def test_a_cell_that_is_in_no_row_is_a_place_too() -> None:
    found = priors([12, 0, 5], {0, 1, 2}, {2}, grid_of([["a", "b"]], ("a", "b", "elsewhere")))
    assert found == Priors(cells=log(3), figures=log(2), copies=log(2))
