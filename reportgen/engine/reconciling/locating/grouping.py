"""Repairs by root cause: what of the best repair hangs together, and what else would mend the same equations."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.engine.reconciling.locating.components import Problem
from reportgen.engine.reconciling.locating.results import Group
from reportgen.engine.reconciling.locating.systems import System
from reportgen.vocabulary.findings import Repair


def group(system: System, problem: Problem, repairs: Sequence[Repair]) -> tuple[Group, ...]:
    """Return one group for each set of the best repair's changes that equations link, in the form's order."""
    if not repairs:
        return ()
    best = {change.address: change.after for change in repairs[0].changes}
    free = problem.blank | problem.derived
    broken = {
        number
        for number, line in enumerate(system.lines(problem.values))
        if line.residual or any(cell in free for cell in line.coefficients)
    }
    groups = []
    for own in _linked(system, list(best)):
        touched = {number for name in own for number in system.touching[system.index[name]]}
        others = {name: value for name, value in best.items() if name not in own}
        alternatives: list[Repair] = []
        for repair in repairs:
            made = {change.address: change.after for change in repair.changes}
            if all(made.get(name) == value for name, value in others.items()):
                alternatives.append(_without(repair, others))
        groups.append(Group(tuple(sorted(broken & touched)), tuple(alternatives)))
    return tuple(sorted(groups, key=lambda one: one.equations))


def _linked(system: System, names: Sequence[str]) -> list[set[str]]:
    """Return the cells of ``names`` in sets that share an equation, directly or through each other."""
    sets: list[tuple[set[str], set[int]]] = []
    for name in names:
        own, equations = {name}, set(system.touching[system.index[name]])
        apart = []
        for others, theirs in sets:
            if theirs & equations:
                own |= others
                equations |= theirs
            else:
                apart.append((others, theirs))
        sets = [*apart, (own, equations)]
    return [own for own, _ in sets]


def _without(repair: Repair, others: dict[str, int]) -> Repair:
    changes = tuple(change for change in repair.changes if change.address not in others)
    return Repair(changes, repair.because, repair.cost)
