"""Exact elimination, against what it must leave true: every solution of the equations, and no other."""

from __future__ import annotations

import itertools
import random

import pytest

from reportgen.engine.localising.solve.elimination import Pivot, eliminate, free, independent, resolve
from reportgen.engine.localising.solve.system import Line

CHANGES = range(-4, 5)


def line(coefficients: dict[int, int], residual: int) -> Line:
    return Line(coefficients, sum(1 << cell for cell in coefficients), residual)


def holds(one: Line, changes: dict[int, int]) -> bool:
    return one.residual + sum(a * changes[cell] for cell, a in one.coefficients.items()) == 0


def random_lines(rng: random.Random, cells: int) -> list[Line]:
    made = []
    for _ in range(rng.choice([2, 3, 4])):
        chosen = rng.sample(range(cells), rng.randint(1, cells))
        made.append(line({cell: rng.choice([1, 1, -1, 2, -2, 3]) for cell in chosen}, rng.randrange(-3, 4)))
    return made


@pytest.mark.parametrize("seed", range(60))
def test_what_is_left_holds_exactly_where_the_equations_did(seed: int) -> None:
    rng = random.Random(seed)
    lines, cells = random_lines(rng, 3), range(3)
    cell = rng.randrange(3)
    left, pivot = free(lines, cell)
    if pivot is None:
        assert left == lines
        assert not any(cell in one.coefficients for one in lines)
        return
    assert pivot.cell == cell
    assert pivot.line in lines
    assert pivot.line.mask.bit_count() == min(one.mask.bit_count() for one in lines if cell in one.coefficients)
    for one in left:
        assert cell not in one.coefficients
        assert one.mask == sum(1 << each for each in one.coefficients)
        assert 0 not in one.coefficients.values()
        assert one.coefficients or one.residual
    for values in itertools.product(CHANGES, repeat=3):
        changes = dict(zip(cells, values, strict=True))
        assert all(holds(one, changes) for one in lines) == all(holds(one, changes) for one in [*left, pivot.line])


@pytest.mark.parametrize("seed", range(60))
def test_freed_cells_are_completed_from_the_others(seed: int) -> None:
    rng = random.Random(seed)
    lines, pivots = random_lines(rng, 4), []
    for cell in rng.sample(range(4), 2):
        lines, pivot = free(lines, cell)
        if pivot is not None:
            pivots.append(pivot)
    others = {cell: rng.choice(CHANGES) for cell in range(4) if cell not in {pivot.cell for pivot in pivots}}
    made = dict(others)
    if resolve(pivots, made):
        assert all(holds(pivot.line, made) for pivot in pivots)
        assert {cell: made[cell] for cell in others} == others


def test_a_change_that_is_no_integer_is_none() -> None:
    halves = [Pivot(0, line({0: 2, 1: 1}, 0))]
    assert not resolve(halves, {1: 1})
    made = {1: 4}
    assert resolve(halves, made)
    assert made == {1: 4, 0: -2}
    made = {}
    assert resolve(halves, made)  # a cell that nobody changes stays
    assert made == {0: 0}


def test_implied_equations_are_dropped_and_a_contradiction_is_kept() -> None:
    first, second = line({0: 1, 1: 1}, 3), line({1: 1, 2: -1}, 0)
    follows = line({0: 1, 1: 3, 2: -2}, 3)
    assert independent([first, second, follows]) == [first, second]
    against = line({0: 1, 1: 3, 2: -2}, 4)
    assert independent([first, second, against]) == [first, second, against]


def test_a_pivot_is_used_up_and_lines_without_its_cell_stay_as_they_are() -> None:
    pivot, other, untouched = line({0: 1, 1: 1}, 2), line({0: -2, 2: 1}, 1), line({1: 1, 2: 1}, 0)
    assert eliminate([pivot, other, untouched], pivot, 0) == [line({1: 2, 2: 1}, 5), untouched]
