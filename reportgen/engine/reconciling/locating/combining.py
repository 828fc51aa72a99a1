"""Acts undone, alone or with another act or a few single cells: the explanations with few causes and many cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from reportgen.engine.reconciling.locating.acts import Act, Undoing
from reportgen.engine.reconciling.locating.components import Problem, needs_repair
from reportgen.engine.reconciling.locating.ranking import joined
from reportgen.engine.reconciling.locating.searching import Budget, LimitReached
from reportgen.engine.reconciling.locating.slips import Slip
from reportgen.vocabulary.texts import Text

Changes = dict[int, int]
Explain = Callable[[Changes], Slip]
Offer = tuple[Changes, float, Text]

WITH_OTHERS = 24
"""Acts that are tried together with one more cause; with two more, half as many."""
NODES = 300
SETS = 40


def combinations_of_acts(undoing: Undoing, problem: Problem, explain: Explain, causes: int) -> Iterator[Offer]:
    """Yield repairs that undo at least one act, with at most ``causes`` (one to three) acts and single cells in all."""
    acts = undoing.acts()
    for act in acts:
        yield from _with_cells(problem, (act,), explain, 0)
    if causes == 1:
        return
    helpful = acts[:WITH_OTHERS]
    for act in helpful:
        if causes > 1:
            yield from _with_cells(problem, (act,), explain, 1)
    for act in helpful[: WITH_OTHERS // 2] if causes > 2 else ():
        yield from _with_cells(problem, (act,), explain, 2)
    for one, other in combinations(helpful, 2):
        if not one.changes.keys() & other.changes.keys():
            yield from _with_cells(problem, (one, other), explain, min(causes, 3) - 2)


def _with_cells(problem: Problem, acts: tuple[Act, ...], explain: Explain, cells: int) -> Iterator[Offer]:
    """Yield the repairs that undo ``acts`` and change exactly ``cells`` more cells."""
    undone: Changes = {}
    for act in acts:
        undone |= act.changes
    values = list(problem.values)
    for cell, change in undone.items():
        values[cell] += change
    rest = Problem(problem.system, values, problem.blank, problem.derived)
    found: list[Changes] = [{}]
    budget = Budget(NODES)
    size = 0
    for component in rest.components():
        if not needs_repair(component):
            continue
        try:
            smallest = rest.smallest(component, budget, SETS, cells - size)
        except LimitReached:
            return
        if smallest.size is None or not smallest.sets:
            return
        size += smallest.size
        found = [one | another for one in found for another in smallest.sets]
    if size != cells:
        return
    for extra in found:
        if extra.keys() & undone.keys():
            continue
        cost, words = explain(extra)
        parts = [act.words for act in acts] + ([words] if words.zh else [])
        yield undone | extra, cost + sum(act.cost for act in acts), joined(parts)
