"""The search itself: every smallest set once, blank cells beside broken equations, limits, and no figure below zero."""

from __future__ import annotations

import itertools
import random

import pytest

from reportgen.engine.localising.solve.components import Problem, needs_repair
from reportgen.engine.localising.solve.elimination import eliminate
from reportgen.engine.localising.solve.packing import _narrowed, packed, tight
from reportgen.engine.localising.solve.search import Budget, LimitReached, _is_hopeless
from reportgen.engine.localising.solve.system import Line, bits, compile_system
from reportgen.model.linear import Expression

A, B, C, D, T, U = (Expression.variable(name) for name in "abcdtu")
Values = dict[str, int | None]
Sets = set[tuple[tuple[str, int], ...]]


def problem_of(equations: list[Expression], values: Values, derived: tuple[str, ...] = ()) -> Problem:
    system = compile_system(tuple(equations))
    hidden = frozenset(system.index[name] for name in derived)
    blank = frozenset(n for n, name in enumerate(system.cells) if name not in derived and values[name] is None)
    return Problem(system, [values.get(name) or 0 for name in system.cells], blank, hidden)


def smallest(problem: Problem, budget: int = 100_000, most: int = 10_000) -> tuple[int | None, list[Sets], bool]:
    """Return the whole size, each component's sets by name and new value, and whether the search ended."""
    size: int | None = 0
    found, complete = [], True
    spent = Budget(budget)
    for component in problem.components():
        if needs_repair(component):
            one = problem.smallest(component, spent, most)
            size = None if one.size is None or size is None else size + one.size
            named = [
                tuple(sorted((problem.system.cells[cell], problem.values[cell] + by) for cell, by in changes.items()))
                for changes in one.sets
            ]
            assert len(named) == len(set(named)), "every set is met once"
            found.append(set(named))
            complete = complete and one.complete
    return size, found, complete


def by_trying(equations: list[Expression], values: dict[str, int], highest: int) -> tuple[int, Sets]:
    """Return the smallest sets by trying every change of every set of cells."""
    for size in range(len(values) + 1):
        met = set()
        for chosen in itertools.combinations(sorted(values), size):
            for figures in itertools.product(range(highest + 1), repeat=size):
                made = dict(zip(chosen, figures, strict=True))
                changed = all(values[name] != value for name, value in made.items())
                if changed and all(each.evaluate({**values, **made}) == 0 for each in equations):
                    met.add(tuple(sorted(made.items())))
        if met:
            return size, met
    raise AssertionError


def test_what_shares_no_cell_is_searched_apart_with_its_own_blanks() -> None:
    """Of two blanks in one sum the one follows from the other, which nothing determines."""
    problem = problem_of([T - A - B, U - C - D], {"t": 5, "a": None, "b": None, "u": 7, "c": None, "d": None})
    name = problem.system.cells
    parts = [
        ([name[pivot.cell] for pivot in part.pivots], [name[cell] for cell in part.loose], len(part.stated))
        for part in problem.components()
    ]
    (one, other) = sorted(parts)
    assert {*one[0], *one[1]} == {"a", "b"}
    assert {*other[0], *other[1]} == {"c", "d"}
    assert [len(one[0]), len(one[1]), one[2]] == [len(other[0]), len(other[1]), other[2]] == [1, 1, 1]


@pytest.mark.parametrize("seed", range(8))
def test_every_smallest_set_is_met_once(seed: int) -> None:
    rng = random.Random(seed)
    equations = [A + B - T, C + D - U, *rng.sample([A + C - 4, B + D - 3, T + U - 9, A - D, T - C * 2], k=2)]
    values = {name: rng.choice([0, 1, 2, 3]) for name in "abcdtu"}
    size, found, complete = smallest(problem_of(equations, dict(values)))
    expected = by_trying(equations, values, 9) if size is not None else (None, set())
    assert complete
    if size is None:
        return
    whole = {tuple(sorted(itertools.chain(*choice))) for choice in itertools.product(*found)}
    assert size == expected[0]
    names = {tuple(name for name, _ in each) for each in whole}
    assert names == {tuple(name for name, _ in each) for each in expected[1]}
    assert whole <= expected[1]


def test_blanks_known_only_by_their_sum_stand_beside_a_broken_equation() -> None:
    problem = problem_of([A + B + C - T, C + D - U], {"a": None, "b": None, "c": 2, "t": 9, "d": 3, "u": 7})
    size, (found,), _ = smallest(problem)
    assert size == 1
    assert {tuple(each) for each in found} == {(("c", 4),), (("d", 5),), (("u", 5),)}


def test_blanks_that_a_change_would_push_below_zero_forbid_it() -> None:
    problem = problem_of([A + B + C - T, C + D - U], {"a": None, "b": None, "c": 2, "t": 3, "d": 3, "u": 7})
    _, (found,), _ = smallest(problem)
    assert {each[0] for each in found} == {("d", 5), ("u", 5)}


def test_blanks_that_must_be_zero_are_filled_beside_the_change() -> None:
    problem = problem_of([A + B + C - T, C + D - U], {"a": None, "b": None, "c": 2, "t": 4, "d": 3, "u": 7})
    size, (found,), _ = smallest(problem)
    assert size == 1
    assert (("a", 0), ("b", 0), ("c", 4)) in found
    assert (("d", 5),) in found


def test_two_changes_in_two_equations_beside_loose_blanks() -> None:
    equations = [A + B + C - T, C + D - U, D - U + 4]
    size, found, _ = smallest(problem_of(equations, {"a": None, "b": None, "c": 2, "t": 9, "d": 3, "u": 9}))
    assert size == 2
    assert (("c", 4), ("d", 5)) in found[0]
    assert (("c", 4), ("u", 7)) in found[0]


@pytest.mark.parametrize(
    ("equations", "values", "expected"),
    [
        # a and b must be 0 together, for c is both more and less than d: what is then left of a is mended by c or d.
        (
            [D - A - C, D + B - C + A],
            {"a": 2, "b": None, "c": 0, "d": 2},
            {(("a", 0), ("b", 0), ("d", 0)), (("a", 0), ("b", 0), ("c", 2))},
        ),
        # a is u and t, whatever they are, and d is 0: one of the three stays as it is.
        (
            [B + D, U - D - A - B, T + D - A],
            {"a": 3, "b": None, "d": 1, "t": 2, "u": 0},
            {
                (("a", 2), ("b", 0), ("d", 0), ("u", 2)),
                (("b", 0), ("d", 0), ("t", 3), ("u", 3)),
                (("a", 0), ("b", 0), ("d", 0), ("t", 0)),
            },
        ),
        ([B + C, C - A - B], {"a": 2, "b": 2, "c": 1}, {(("a", 0), ("b", 0), ("c", 0))}),
    ],
)
def test_a_value_below_zero_is_mended_through_equations_that_hold(
    equations: list[Expression], values: Values, expected: Sets
) -> None:
    size, found, complete = smallest(problem_of(equations, values))
    assert size == len(next(iter(expected))) - sum(value is None for value in values.values())
    assert found == [expected]
    assert complete


def test_derived_cells_may_be_anything_and_are_not_counted() -> None:
    problem = problem_of([A + B - T, T - U], {"a": 2, "b": 3, "u": 9}, derived=("t",))
    size, (found,), _ = smallest(problem)
    assert size == 1
    assert {each[0] for each in found if len(each) == 1} | {
        pair for each in found for pair in each if pair[0] != "t"
    } == {("a", 6), ("b", 7), ("u", 5)}


def test_equations_that_contradict_each_other_have_no_set() -> None:
    size, _, complete = smallest(problem_of([A - 1, A - 2], {"a": 1}))
    assert (size, complete) == (None, True)


def test_a_contradiction_elsewhere_does_not_hide_what_can_be_mended() -> None:
    size, found, _ = smallest(problem_of([A - 1, A - 2, B - C], {"a": None, "b": 1, "c": 2}))
    assert size is None
    assert {(("b", 2),), (("c", 1),)} in found


@pytest.mark.parametrize("budget", [1, 2, 5])
def test_a_search_ends_with_its_budget(budget: int) -> None:
    equations = [A + B - T, C + D - U, A + C - 9, B + D - 8]
    problem = problem_of(equations, dict.fromkeys("abcdtu", 1))
    assert smallest(problem, budget)[2] is False
    assert smallest(problem)[2] is True


def test_a_budget_is_spent_to_the_last_node() -> None:
    budget = Budget(2)
    budget.spend()
    budget.spend()
    with pytest.raises(LimitReached):
        budget.spend()
    budget = Budget(3)
    budget.spend(3)
    assert budget.left == 0


def test_no_more_sets_are_kept_than_asked_for() -> None:
    problem = problem_of([A + B + C + D - T], {"a": 1, "b": 1, "c": 1, "d": 1, "t": 5})
    size, (found,), complete = smallest(problem, most=2)
    assert (size, len(found), complete) == (1, 2, False)
    size, (found,), complete = smallest(problem, most=6)
    assert (size, len(found), complete) == (1, 5, True)


@pytest.mark.parametrize(
    ("masks", "size"),
    [
        ([0b11, 0b110, 0b1100], 2),
        ([0b110, 0b11, 0b1100], 2),
        ([0b1111, 0b1, 0b10], 2),
        ([0b1, 0b1], 1),
        ([], 0),
        ([0b111, 0b1, 0b10, 0b100], 3),
    ],
)
def test_equations_that_share_no_cell_are_packed(masks: list[int], size: int) -> None:
    pack = packed(masks)
    assert len(pack) == size
    assert not any(masks[one] & masks[other] for one, other in itertools.combinations(pack, 2))


def test_every_way_to_mend_by_one_cell_of_each_packed_equation_is_met_once() -> None:
    """The third equation has a cell of either packed one, and either may be tried first."""
    left, right = Line({0: 1, 1: 1}, 0b11, 1), Line({2: 1, 3: 1}, 0b1100, 1)
    both, one, none = (Line({0: 1, 2: 1}, 0b101, residual) for residual in (2, 1, 0))

    def ways(third: Line) -> list[dict[int, int]]:
        return list(tight([left, right, third], [left, right], 0b1111, lambda _, line: -line.residual, lambda: None))

    assert ways(both) == [{0: -1, 2: -1}]
    assert ways(one) == [{0: -1, 3: -1}, {2: -1, 1: -1}]
    assert ways(none) == [{1: -1, 3: -1}]


@pytest.mark.parametrize(
    ("members", "others", "kept"),
    [
        ([0b11, 0b1100], [(0b101, 0)], [0b11, 0b1100]),
        ([0b11, 0b1100], [(0b1, 0)], [0b10, 0b1100]),
        ([0b11, 0b1100], [(0b1, 5)], [0b1, 0b1100]),
        ([0b11, 0b1100], [(0b101, 0), (0b100, 1)], [0b11, 0b100]),
        ([0b11, 0b1100], [(0b101, 1), (0b100, 0)], [0b1, 0b1000]),
        ([0b11, 0b1100], [(0b11, 0)], [0, 0]),
        ([0b11, 0b1100], [(0b10000, 1)], [0, 0]),
        ([0b11, 0b1100], [(0b10000, 0)], [0b11, 0b1100]),
        ([0b11, 0b1100], [(0b1, 1), (0b10, 1)], [0, 0]),
    ],
)
def test_cells_that_surely_leave_an_equation_broken_are_not_tried(
    members: list[int], others: list[tuple[int, int]], kept: list[int]
) -> None:
    lines = [Line(dict.fromkeys(bits(mask), 1), mask, residual) for mask, residual in others]
    assert _narrowed(members, lines) == kept


def random_lines(rng: random.Random, cells: int) -> list[Line]:
    """Return some equations over ``cells`` cells; many of them hold, and coefficients are small."""
    lines = []
    for _ in range(rng.randint(2, 6)):
        row = {cell: rng.choice([1, 1, -1, 2]) for cell in rng.sample(range(cells), rng.randint(1, min(cells, 5)))}
        lines.append(Line(row, sum(1 << cell for cell in row), rng.choice([0, 0, 1, -1, 2, 3])))
    return lines


@pytest.mark.parametrize("seed", range(400))
def test_a_cell_called_hopeless_leaves_nothing_that_one_more_mends(seed: int) -> None:
    """Whatever is passed over without an elimination gives nothing with it."""
    rng = random.Random(seed)
    lines = random_lines(rng, rng.randint(3, 9))
    broken, fine = ([line for line in lines if bool(line.residual) is wrong] for wrong in (True, False))
    for pivot in broken:
        for cell in pivot.coefficients:
            open_ = ((1 << 9) - 1) & ~(1 << cell) & ~(rng.getrandbits(9) & rng.getrandbits(9))
            rest = eliminate(lines, pivot, cell)
            left = [line for line in rest if line.residual]
            mending = [
                other
                for other in bits(open_)
                if all(bool(line.residual) == bool(line.mask >> other & 1) for line in rest)
            ]
            if _is_hopeless(broken, fine, pivot, cell, open_):
                assert left
                assert not mending


def test_most_cells_that_mend_nothing_are_called_hopeless() -> None:
    """Rows and columns of a table: after one cell, its row and column hold, and another row is still broken."""
    rows = [sum(1 << (5 * row + column) for column in range(5)) for row in range(5)]
    columns = [sum(1 << (5 * row + column) for row in range(5)) for column in range(5)]
    residuals = [1, 2, 0, 0, 0, 3, 0, 0, 0, 0]
    lines = [
        Line(dict.fromkeys(bits(mask), 1), mask, residual)
        for mask, residual in zip([*rows, *columns], residuals, strict=True)
    ]
    broken, fine = ([line for line in lines if bool(line.residual) is wrong] for wrong in (True, False))
    open_ = (1 << 25) - 1
    hopeful = [cell for cell in bits(rows[0]) if not _is_hopeless(broken, fine, lines[0], cell, open_ & ~(1 << cell))]
    assert hopeful == [0], "the corner of the broken row and the broken column, beside which the second row is left"
