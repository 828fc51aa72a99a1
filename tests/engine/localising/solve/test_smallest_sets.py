"""Minimum size and completeness, against CP-SAT as the oracle (a development dependency only)."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest

from reportgen.engine.localising.locate import locate
from reportgen.model.linear import Expression

if os.environ.get("CI"):  # there the oracle must be installed: its absence is a failure, not a skip
    from ortools.sat.python import cp_model
else:
    cp_model = pytest.importorskip("ortools.sat.python.cp_model")

Values = dict[str, int | None]
CEILING = 60


def table(rows: int, columns: int) -> list[Expression]:
    """A table with a total for every row and column and a balance of its first row against the last."""
    cell = [[Expression.variable(f"{row}.{column}") for column in range(columns + 1)] for row in range(rows + 1)]
    equations = [sum(row[:-1], Expression()) - row[-1] for row in cell]
    equations += [sum((row[at] for row in cell[:-1]), Expression()) - cell[-1][at] for at in range(columns + 1)]
    if rows > 2:
        out = [Expression.variable(f"out.{at}") for at in range(columns + 1)]
        equations += [cell[0][at] + cell[1][at] - cell[2][at] - out[at] for at in range(columns + 1)]
    return equations


def addresses(equations: list[Expression]) -> list[str]:
    return list(dict.fromkeys(name for equation in equations for name in equation.addresses))


def oracle(equations: list[Expression], values: Values) -> tuple[int | None, set[frozenset[str]]]:
    """All smallest sets by CP-SAT: the minimum first, then every set of that size, each forbidden once it is met."""
    model = cp_model.CpModel()
    figure = {name: model.new_int_var(0, CEILING, name) for name in values}
    change = {}
    for name, value in values.items():
        if value is not None:
            change[name] = model.new_bool_var(f"{name} changes")
            model.add(figure[name] == value).only_enforce_if(~change[name])
    for equation in equations:
        model.add(sum(factor * figure[name] for name, factor in equation) + equation.constant == 0)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    model.minimize(sum(change.values()))
    if solver.solve(model) != cp_model.OPTIMAL:
        return None, set()
    minimum = round(solver.objective_value)
    model.clear_objective()  # type: ignore[no-untyped-call]  # ortools types half of itself
    model.add(sum(change.values()) == minimum)
    found = set()
    while solver.solve(model) == cp_model.OPTIMAL:
        met = frozenset(name for name, one in change.items() if solver.value(one))
        found.add(met)
        if not met:
            break
        model.add_bool_or([~change[name] for name in met])
    return minimum, found


def located(equations: list[Expression], values: Values, **more: Any) -> tuple[int | None, set[frozenset[str]]]:
    location = locate(equations, values, most=100_000, node_limit=1_000_000, **more)
    assert location.complete
    sets = {
        frozenset(change.address for change in repair.changes if change.before is not None)
        for repair in location.repairs
    }
    return location.minimum, sets or {frozenset()}


def random_case(rng: random.Random, *, blanks: int) -> tuple[list[Expression], Values]:
    equations = table(rng.choice([1, 2, 3]), rng.choice([2, 3]))
    values: Values = {name: rng.choice([0, 0, 1, 2, 3]) for name in addresses(equations)}
    if rng.random() < 0.7:  # near to consistent: all 0 but for a few figures
        values = {name: value if rng.random() < 0.25 else 0 for name, value in values.items()}
    for name in rng.sample(sorted(values), blanks):
        values[name] = None
    return equations, values


@pytest.mark.parametrize("seed", range(60))
def test_all_smallest_sets_are_found(seed: int) -> None:
    equations, values = random_case(random.Random(seed), blanks=0)
    assert located(equations, values) == oracle(equations, values)


@pytest.mark.parametrize("seed", range(100, 130))
def test_all_smallest_sets_are_found_beside_blank_cells(seed: int) -> None:
    rng = random.Random(seed)
    equations, values = random_case(rng, blanks=rng.choice([1, 2, 3]))
    assert located(equations, values) == oracle(equations, values)


@pytest.mark.parametrize("seed", range(200, 240))
def test_all_smallest_sets_of_random_equations_are_found(seed: int) -> None:
    rng = random.Random(seed)
    names = "abcdefgh"
    equations = []
    for _ in range(rng.choice([2, 3, 4])):
        terms = rng.sample(names, rng.choice([2, 3, 4]))
        equations.append(Expression(tuple((name, rng.choice([1, 1, -1, -1, 2])) for name in terms)))
    values: Values = {name: rng.choice([0, 1, 2, 3, 5]) for name in addresses(equations)}
    assert located(equations, values) == oracle(equations, values)


@pytest.mark.parametrize("seed", range(300, 310))
def test_on_the_official_form_too(seed: int, form: Any, honest: dict[str, Any]) -> None:
    rng = random.Random(seed)
    small = {name: min(value, 40) for name, value in honest.items()}
    for row in form.grid[:25]:
        small[row[-1]] = sum(small[name] for name in row[:-1])
    equations = [each for each in form.equations if each.addresses[0].startswith("reviews")]
    values = {name: small[name] for name in addresses(equations)}
    for name in rng.sample(sorted(values), 3):
        values[name] = rng.randrange(30)
    assert located(equations, values) == oracle(equations, values)
