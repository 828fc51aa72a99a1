"""Undoes compound errors, alone or with others and single cells: explanations with few causes and many cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import attrs

from reportgen.engine.localising.error_models.compound_errors import CompoundError, CompoundErrors
from reportgen.engine.localising.reasons import Reason
from reportgen.engine.localising.solve.components import Problem, needs_repair
from reportgen.engine.localising.solve.search import Budget

Changes = dict[int, int]
Explain = Callable[[Changes], Sequence[Reason]]
Offer = tuple[Changes, tuple[Reason, ...]]
Residuals = dict[int, int]

HELPFUL = 60
"""Compound errors that are tried with others, those first that mend most."""
SEARCHED = 12
"""Compound errors beside which two more cells are searched for, or one where cells are blank."""
NODES = 300
SETS = 40


@attrs.define(eq=False)
class CompoundSearch:
    """Offers repairs that undo at least one compound error; compound errors and single cells are at most ``causes``."""

    problem: Problem
    errors: CompoundErrors
    explain: Explain
    causes: int

    def offers(self) -> Iterator[Offer]:
        """Yield every such repair that makes all equations hold; one may come twice, with different reasons."""
        errors = self.errors.helpful()
        if self.problem.blank or self.problem.derived:
            for extra in range(min(self.causes, 2)):
                for error in errors[:SEARCHED]:
                    yield from self._searched(error, extra)
            return
        broken = {number: line.residual for number, line in enumerate(self.errors.lines) if line.residual}
        alone = {frozenset(error.effect.items()): error for error in reversed(errors)}
        cells: dict[frozenset[int], list[int]] = {}
        for cell, lines in enumerate(self.problem.system.touching):
            cells.setdefault(frozenset(lines), []).append(cell)
        for error in errors:
            yield from self._completed((error,), broken, alone, cells)
        if self.causes > 1:
            for pair in combinations(errors[:HELPFUL], 2):
                yield from self._completed(pair, broken, alone, cells)
            for error in errors[:HELPFUL]:
                yield from self._with_cell((error,), _after(broken, (error,)), cells)
        if self.causes > 2:
            for error in errors[:SEARCHED]:
                yield from self._searched(error, 2)

    def _completed(
        self,
        chosen: Sequence[CompoundError],
        broken: Residuals,
        alone: dict[frozenset[tuple[int, int]], CompoundError],
        cells: dict[frozenset[int], list[int]],
    ) -> Iterator[Offer]:
        """Yield ``chosen`` if it mends everything, or two chosen ones with one more error or cell."""
        if len(chosen) == 2 and chosen[0].changes.keys() & chosen[1].changes.keys():
            return
        rest = _after(broken, chosen)
        if not rest:
            yield self._offer(chosen, {})
        elif len(chosen) == 2 and self.causes > 2:
            yield from self._with_cell(chosen, rest, cells)
            third = alone.get(frozenset((number, -residual) for number, residual in rest.items()))
            if third and not any(third.changes.keys() & error.changes.keys() for error in chosen):
                yield self._offer((*chosen, third), {})

    def _with_cell(
        self, chosen: Sequence[CompoundError], rest: Residuals, cells: dict[frozenset[int], list[int]]
    ) -> Iterator[Offer]:
        """Yield ``chosen`` with the one cell that stands in exactly the lines that are still broken."""
        rows = self.problem.system.rows
        for cell in cells.get(frozenset(rest), ()):
            changes = {
                -residual * rows[number][cell] for number, residual in rest.items() if abs(rows[number][cell]) == 1
            }
            change = changes.pop() if len(changes) == 1 else 0
            exact = all(rows[number][cell] * change == -residual for number, residual in rest.items())
            if exact and self.problem.possible(cell, change) and not any(cell in error.changes for error in chosen):
                yield self._offer(chosen, {cell: change})

    def _searched(self, error: CompoundError, cells: int) -> Iterator[Offer]:
        """Undo ``error`` and yield every way to mend the rest by exactly ``cells`` more cells."""
        values = list(self.problem.values)
        for cell, change in error.changes.items():
            values[cell] += change
        rest = attrs.evolve(self.problem, values=values)
        found: list[Changes] = [{}]
        budget, size = Budget(NODES), 0
        for component in rest.components():
            if needs_repair(component):
                smallest = rest.smallest(component, budget, SETS, cells - size)
                if smallest.size is None:
                    return
                size += smallest.size
                found = [one | another for one in found for another in smallest.sets]
        if size == cells:
            for extra in found:
                if not extra.keys() & error.changes.keys():
                    yield self._offer((error,), extra)

    def _offer(self, chosen: Sequence[CompoundError], extra: Changes) -> Offer:
        changes = dict(extra)
        for error in chosen:
            changes |= error.changes
        reasons = [Reason(frozenset(error.changes), error.cost, error.words) for error in chosen]
        return changes, (*reasons, *(self.explain(extra) if extra else ()))


def _after(broken: Residuals, chosen: Sequence[CompoundError]) -> Residuals:
    """Return the residuals that are left once the ``chosen`` errors are undone."""
    rest = dict(broken)
    for error in chosen:
        for number, change in error.effect.items():
            residual = rest.get(number, 0) + change
            if residual:
                rest[number] = residual
            else:
                del rest[number]
    return rest
