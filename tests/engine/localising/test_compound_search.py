"""Compound errors with others and single cells: no more causes than asked for, and every offer mends everything."""

from __future__ import annotations

from typing import Any

import pytest

from reportgen.core.text import Text
from reportgen.engine.localising.compound_search import CompoundSearch
from reportgen.engine.localising.error_models.compound_errors import CompoundErrors
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.table_rows import grid_of
from reportgen.engine.localising.reasons import Reason, joined, total
from reportgen.engine.localising.solve.components import Problem
from reportgen.engine.localising.solve.system import compile_system

ROW = "applications.carried_out"
Offers = list[tuple[dict[str, int], float, str]]


def offers(form: Any, values: dict[str, Any], causes: int) -> Offers:
    """Return every offer by the values that it restores, its cost and its reasons; a single cell's slip costs 1."""
    system = compile_system(form.equations)
    blank = frozenset(number for number, name in enumerate(system.cells) if values[name] is None)
    figures = [values[name] or 0 for name in system.cells]
    problem = Problem(system, figures, blank, frozenset())
    fixed = frozenset(range(len(figures))) - blank
    errors = CompoundErrors(system, grid_of(form.grid, system.cells), figures, fixed, system.lines(figures), Priors())

    def explain(changes: dict[int, int]) -> list[Reason]:
        written = sorted(cell for cell in changes if cell not in blank)
        names = "；".join(f"cell {system.cells[cell]}" for cell in written) or "blanks"
        return [Reason(frozenset(changes), float(len(written)), Text(names, names))]

    return [
        (
            {system.cells[cell]: figures[cell] + by for cell, by in changes.items()},
            total(reasons),
            joined([reason.words for reason in reasons]).zh,
        )
        for changes, reasons in CompoundSearch(problem, errors, explain, causes).offers()
    ]


def slid(form: Any, honest: dict[str, Any], row: int) -> dict[str, Any]:
    """Slide all but the total of a row one column to the right."""
    names = form.grid[row]
    figures = [honest[name] for name in names]
    return dict(zip(names[:-1], [0, *figures[:-2]], strict=True))


def swapped(honest: dict[str, Any], one: str, other: str) -> dict[str, Any]:
    return {one: honest[other], other: honest[one]}


CASES: dict[str, tuple[int, Any]] = {
    "one act": (1, lambda form, honest: slid(form, honest, 2)),
    "an error and a cell": (2, lambda form, honest: slid(form, honest, 2) | {"reviews.reconsideration.total": 52}),
    "an error and a cell that should be 0": (
        2,
        lambda form, honest: slid(form, honest, 2) | {"reviews.litigation.direct.corrected": 5},
    ),
    "two acts": (
        2,
        lambda form, honest: (
            slid(form, honest, 2)
            | swapped(honest, "reviews.litigation.direct.pending", "reviews.litigation.direct.total")
        ),
    ),
    "two errors and a cell": (
        3,
        lambda form, honest: (
            slid(form, honest, 2)
            | swapped(honest, "reviews.litigation.direct.pending", "reviews.litigation.direct.total")
            | {"reviews.reconsideration.total": 52}
        ),
    ),
    "three acts": (
        3,
        lambda form, honest: (
            slid(form, honest, 2)
            | swapped(honest, "reviews.litigation.direct.pending", "reviews.litigation.direct.total")
            | swapped(honest, "reviews.reconsideration.pending", "reviews.reconsideration.total")
        ),
    ),
    "an error and two cells": (
        3,
        lambda form, honest: (
            slid(form, honest, 2) | {"reviews.reconsideration.total": 52, "reviews.litigation.direct.total": 41}
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_as_many_causes_as_there_are_must_be_asked_for(form: Any, honest: dict[str, Any], case: str) -> None:
    causes, damage = CASES[case]
    values = honest | damage(form, honest)
    truth = {name: value for name, value in honest.items() if values[name] != value}
    assert truth in [changes for changes, _, _ in offers(form, values, causes)]
    for fewer in range(1, causes):
        assert truth not in [changes for changes, _, _ in offers(form, values, fewer)]


@pytest.mark.parametrize("causes", [1, 2, 3])
@pytest.mark.parametrize("case", CASES)
def test_every_offer_mends_everything_by_few_causes(form: Any, honest: dict[str, Any], case: str, causes: int) -> None:
    values = honest | CASES[case][1](form, honest)
    for changes, cost, words in offers(form, values, causes):
        after = values | changes
        assert form.holds(after)
        assert min(after.values()) >= 0
        assert len(words.split("；")) <= causes
        assert cost > 2.0 + words.count("cell")


def test_the_cost_is_that_of_all_causes_and_all_are_said(form: Any, honest: dict[str, Any]) -> None:
    alone = honest | slid(form, honest, 2)
    truth = {name: value for name, value in honest.items() if alone[name] != value}
    (cost,) = {cost for changes, cost, _ in offers(form, alone, 1) if changes == truth}
    both = alone | {"reviews.reconsideration.total": 52}
    found = [each for each in offers(form, both, 2) if each[0] == truth | {"reviews.reconsideration.total": 25}]
    assert min(each[1] for each in found) == pytest.approx(cost + 1)
    assert {each[2] for each in found} == {"整行向右错开一列；cell reviews.reconsideration.total"}


@pytest.mark.parametrize(("more", "causes"), [({}, 1), ({"reviews.reconsideration.total": 52}, 2)])
def test_beside_a_blank_cell_the_rest_is_searched(
    form: Any, honest: dict[str, Any], more: dict[str, int], causes: int
) -> None:
    values = honest | slid(form, honest, 2) | {f"{ROW}.enterprises": None} | more
    truth = {name: value for name, value in honest.items() if values[name] != value}
    assert truth in [changes for changes, _, _ in offers(form, values, causes)]
    if more:
        assert truth not in [changes for changes, _, _ in offers(form, values, 1)]
    for changes, _, _ in offers(form, values, causes):
        assert form.holds(values | changes)
