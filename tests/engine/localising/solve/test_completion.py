"""Integers ≥ 0 for a few unknown cells: the ranges that equations leave, and a solution within them."""

from __future__ import annotations

import itertools
import random

import pytest

from reportgen.engine.localising.solve import completion
from reportgen.engine.localising.solve.completion import complete, narrow
from reportgen.engine.localising.solve.search import Budget, LimitReached
from reportgen.engine.localising.solve.system import Line, bits

Equation = tuple[dict[int, int], int]


def free(steps: int) -> None:
    """Take steps from a budget without end."""
    assert steps > 0


def line(coefficients: dict[int, int], residual: int) -> Line:
    return Line(coefficients, sum(1 << cell for cell in coefficients), residual)


def solutions(lines: list[Line], ranges: dict[int, tuple[int, int]]) -> list[dict[int, int]]:
    """Return every solution, by trying everything."""
    cells = list(ranges)
    found = []
    for values in itertools.product(*(range(low, high + 1) for low, high in ranges.values())):
        tried = dict(zip(cells, values, strict=True))
        if all(one.residual + sum(a * tried[cell] for cell, a in one.coefficients.items()) == 0 for one in lines):
            found.append(tried)
    return found


def test_a_mask_is_read_as_its_cells() -> None:
    assert list(bits(0b10110)) == [1, 2, 4]
    assert list(bits(0)) == []


@pytest.mark.parametrize(
    ("lines", "ranges", "narrowed"),
    [
        ([line({0: 1, 1: 1}, -5)], {0: (0, 9), 1: (0, 2)}, {0: (3, 5), 1: (0, 2)}),
        ([line({0: 1, 1: -1}, 0)], {0: (2, 9), 1: (0, 4)}, {0: (2, 4), 1: (2, 4)}),
        ([line({0: 2}, -7)], {0: (0, 9)}, None),
        ([line({0: 2}, -8)], {0: (0, 9)}, {0: (4, 4)}),
        ([line({0: -3}, 9)], {0: (0, 9)}, {0: (3, 3)}),
        ([line({0: -2, 1: 1}, 1)], {0: (0, 9), 1: (0, 4)}, {0: (1, 2), 1: (1, 3)}),
        ([line({0: 1}, -10)], {0: (0, 9)}, None),
        ([line({0: 1}, 1)], {0: (0, 9)}, None),
        ([line({0: 1, 1: 1}, -1), line({0: 1, 1: -1}, 1)], {0: (0, 9), 1: (0, 9)}, {0: (0, 0), 1: (1, 1)}),
        ([], {0: (1, 2)}, {0: (1, 2)}),
    ],
)
def test_ranges_are_narrowed_to_what_the_equations_leave(
    lines: list[Line], ranges: dict[int, tuple[int, int]], narrowed: dict[int, tuple[int, int]] | None
) -> None:
    left = dict(ranges)
    assert narrow(lines, left, free) is (narrowed is not None)
    if narrowed is not None:
        assert left == narrowed


@pytest.mark.parametrize("seed", range(150))
def test_a_solution_is_found_exactly_where_there_is_one(seed: int) -> None:
    rng = random.Random(seed)
    cells = range(rng.choice([1, 2, 3, 4]))
    ranges = {cell: (low := rng.choice([0, 0, 1, 3]), low + rng.choice([0, 1, 4, 6])) for cell in cells}
    lines = []
    for _ in range(rng.choice([1, 2, 3])):
        row = {cell: rng.choice([1, 1, -1, 2, -3]) for cell in rng.sample(cells, rng.randint(1, len(cells)))}
        lines.append(line(row, rng.choice([0, -2, -5, 3])))
    every = solutions(lines, ranges)
    near = {cell: rng.randrange(8) for cell in cells}
    kept = dict(ranges)
    found = complete(lines, ranges, near, free)
    assert ranges == kept, "the ranges given are not touched"
    assert (found in every) if every else found is None
    left = dict(ranges)
    if narrow(lines, left, free):
        assert all(left[cell][0] <= value <= left[cell][1] for one in every for cell, value in one.items())
    else:
        assert every == []


def test_the_solution_met_is_near_to_what_stands_there() -> None:
    lines = [line({0: 1, 1: 1}, -20)]
    assert complete(lines, {0: (0, 20), 1: (0, 20)}, {0: 7, 1: 99}, free) == {0: 7, 1: 13}
    assert complete(lines, {0: (9, 20), 1: (0, 20)}, {0: 7}, free) == {0: 9, 1: 11}
    assert complete([], {0: (0, 9), 1: (4, 9)}, {}, free) == {0: 0, 1: 4}, "where nothing stands, near to nothing"
    odd = [line({0: 1, 1: 2}, -20)]
    assert complete(odd, {0: (0, 20), 1: (0, 20)}, {0: 7, 1: 0}, free) in ({0: 8, 1: 6}, {0: 6, 1: 7}, {0: 20, 1: 0})


def test_a_search_without_end_is_given_up() -> None:
    """Two sums that differ in parity only: every pair is tried until the tries are used up."""
    lines = [line({0: 2, 1: 2, 2: -2}, 0), line({0: 2, 1: 2, 2: -2, 3: 1}, -1), line({3: 2, 0: 2, 1: -2}, -3)]
    assert complete(lines, dict.fromkeys(range(4), (0, 10**6)), {}, free) is None


@pytest.mark.parametrize(("tries", "found"), [(1, None), (2, None), (3, {0: 4, 1: 6})])
def test_as_many_tries_are_made_as_there_may_be(
    monkeypatch: pytest.MonkeyPatch, tries: int, found: dict[int, int] | None
) -> None:
    """One for the ranges, one for each figure that is taken as it stands."""
    monkeypatch.setattr(completion, "TRIES", tries)
    assert complete([], {0: (0, 9), 1: (0, 9)}, {0: 4, 1: 6}, free) == found


def test_what_is_looked_at_is_paid_for_as_often_as_it_is() -> None:
    """A pass over a few short equations is one step, over many long ones a step for every sixteen figures."""
    paid: list[int] = []
    short = [line({0: 1, 1: 1}, -5)]
    assert narrow(short, {0: (0, 9), 1: (0, 2)}, paid.append)
    assert paid == [1, 1], "once to narrow, once to see that nothing moves"
    paid.clear()
    cells = range(40)
    long = [line(dict.fromkeys(cells, 1), 0), line(dict.fromkeys(cells, 1), 0)]
    assert narrow(long, dict.fromkeys(cells, (0, 0)), paid.append)
    assert paid == [6]
    paid.clear()
    assert complete(short, {0: (0, 9), 1: (0, 2)}, {}, paid.append)
    assert len(paid) > 2


def test_a_completion_ends_with_its_budget() -> None:
    lines = [line({0: 2, 1: 2, 2: -2}, 0), line({0: 2, 1: 2, 2: -2, 3: 1}, -1), line({3: 2, 0: 2, 1: -2}, -3)]
    budget = Budget(50)
    with pytest.raises(LimitReached):
        complete(lines, dict.fromkeys(range(4), (0, 10**6)), {}, budget.spend)
    assert budget.left < 0


@pytest.mark.parametrize(("middle", "order"), [(0, [0, 1, 2, 3]), (2, [2, 3, 1, 0]), (9, [3, 2, 1, 0])])
def test_every_value_of_a_range_is_tried_the_nearest_first(middle: int, order: list[int]) -> None:
    assert list(completion._outwards((0, 3), middle)) == order
