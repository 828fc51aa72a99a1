"""Acts undone, alone or with other acts and single cells: the explanations with few causes and many cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import attrs

from reportgen.engine.localising.error_models.compound_errors import Act, Undoing
from reportgen.engine.localising.reasons import Reason
from reportgen.engine.localising.solve.components import Problem, needs_repair
from reportgen.engine.localising.solve.search import Budget

Changes = dict[int, int]
Explain = Callable[[Changes], Sequence[Reason]]
Offer = tuple[Changes, tuple[Reason, ...]]
Residuals = dict[int, int]

HELPFUL = 60
"""Acts that are tried with others, those first that mend most."""
SEARCHED = 12
"""Acts beside which two more cells are searched for, or one where cells are blank."""
NODES = 300
SETS = 40


@attrs.define(eq=False)
class Combining:
    """Offers repairs that undo at least one act, with one to three ``causes``, acts and single cells, in all."""

    problem: Problem
    undoing: Undoing
    explain: Explain
    causes: int

    def offers(self) -> Iterator[Offer]:
        """Yield every such repair that makes all equations hold; one may come twice, with different reasons."""
        acts = self.undoing.acts()
        if self.problem.blank or self.problem.derived:
            for extra in range(min(self.causes, 2)):
                for act in acts[:SEARCHED]:
                    yield from self._searched(act, extra)
            return
        broken = {number: line.residual for number, line in enumerate(self.undoing.lines) if line.residual}
        alone = {frozenset(act.effect.items()): act for act in reversed(acts)}
        cells: dict[frozenset[int], list[int]] = {}
        for cell, lines in enumerate(self.problem.system.touching):
            cells.setdefault(frozenset(lines), []).append(cell)
        for number in range(1, self.causes + 1):
            for chosen in combinations(acts if number == 1 else acts[:HELPFUL], min(number, 2)):
                yield from self._completed(chosen, broken, alone, cells)
            if number == 2:
                for act in acts[:HELPFUL]:
                    yield from self._with_cell((act,), _after(broken, (act,)), cells)
            if number == 3:
                for act in acts[:SEARCHED]:
                    yield from self._searched(act, 2)

    def _completed(
        self,
        chosen: Sequence[Act],
        broken: Residuals,
        alone: dict[frozenset[tuple[int, int]], Act],
        cells: dict[frozenset[int], list[int]],
    ) -> Iterator[Offer]:
        """Yield ``chosen`` if it mends everything, or what one more act or cell makes of two chosen ones."""
        if len(chosen) == 2 and chosen[0].changes.keys() & chosen[1].changes.keys():
            return
        rest = _after(broken, chosen)
        if not rest:
            yield self._offer(chosen, {})
        elif len(chosen) == 2 and self.causes > 2:
            yield from self._with_cell(chosen, rest, cells)
            third = alone.get(frozenset((number, -residual) for number, residual in rest.items()))
            if third and not any(third.changes.keys() & act.changes.keys() for act in chosen):
                yield self._offer((*chosen, third), {})

    def _with_cell(
        self, chosen: Sequence[Act], rest: Residuals, cells: dict[frozenset[int], list[int]]
    ) -> Iterator[Offer]:
        """Yield ``chosen`` with the one cell that stands in exactly the lines that are still broken."""
        rows = self.problem.system.rows
        for cell in cells.get(frozenset(rest), ()):
            changes = {
                -residual * rows[number][cell] for number, residual in rest.items() if abs(rows[number][cell]) == 1
            }
            change = changes.pop() if len(changes) == 1 else 0
            exact = all(rows[number][cell] * change == -residual for number, residual in rest.items())
            if exact and self.problem.possible(cell, change) and not any(cell in act.changes for act in chosen):
                yield self._offer(chosen, {cell: change})

    def _searched(self, act: Act, cells: int) -> Iterator[Offer]:
        """Undo ``act`` and yield every way to mend the rest by exactly ``cells`` more cells."""
        values = list(self.problem.values)
        for cell, change in act.changes.items():
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
                if not extra.keys() & act.changes.keys():
                    yield self._offer((act,), extra)

    def _offer(self, chosen: Sequence[Act], extra: Changes) -> Offer:
        changes = dict(extra)
        for act in chosen:
            changes |= act.changes
        reasons = [Reason(frozenset(act.changes), act.cost, act.words) for act in chosen]
        return changes, (*reasons, *(self.explain(extra) if extra else ()))


def _after(broken: Residuals, chosen: Sequence[Act]) -> Residuals:
    """Return what is still broken once the ``chosen`` acts are undone."""
    rest = dict(broken)
    for act in chosen:
        for number, change in act.effect.items():
            residual = rest.get(number, 0) + change
            if residual:
                rest[number] = residual
            else:
                del rest[number]
    return rest
