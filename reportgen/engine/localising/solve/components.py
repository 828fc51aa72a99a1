"""The parts of a system that share no cell, each searched by itself for its smallest change sets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import attrs

from reportgen.engine.localising.solve.completion import Range, Spend, complete, narrow
from reportgen.engine.localising.solve.elimination import Pivot, free, independent
from reportgen.engine.localising.solve.search import Budget, LimitReached, Search
from reportgen.engine.localising.solve.system import Line, System


@attrs.define(eq=False)
class Component:
    """Connected lines, pivots and loose cells (free, but in no line that determines them)."""

    lines: list[Line]
    pivots: list[Pivot]
    loose: list[int]
    stated: list[Line]
    """The component's lines before blank cells were eliminated."""


@attrs.frozen(eq=False)
class Smallest:
    """The change sets of least ``size`` of one component; ``None`` where none was found."""

    size: int | None
    sets: list[dict[int, int]]
    complete: bool


@attrs.define(eq=False)
class Problem:
    """One report's figures in one system: ``blank`` cells and merely ``derived`` ones are free from the start."""

    system: System
    values: list[int]
    blank: frozenset[int]
    derived: frozenset[int]
    signed: frozenset[int] = frozenset()
    """Cells that may be below zero."""

    def possible(self, cell: int, change: int) -> bool:
        """Whether ``cell`` can have the value that ``change`` gives it."""
        return self.values[cell] + change >= 0 or cell in self.signed

    def components(self) -> list[Component]:
        """Return the components, blank and derived cells eliminated."""
        lines = self.system.lines(self.values)
        for cell in sorted(self.derived):
            lines, _ = free(lines, cell)
        if self.derived:
            lines = independent(lines)
        stated = lines
        pivots, loose = [], []
        for cell in sorted(self.blank):
            lines, pivot = free(lines, cell)
            if pivot is None:
                loose.append(cell)
            else:
                pivots.append(pivot)
        return _split(lines, pivots, loose, stated)

    def smallest(self, component: Component, budget: Budget, most: int, largest: int = 10_000) -> Smallest:
        """Return the component's smallest change sets, at most ``most`` of them."""
        if any(not line.mask for line in component.lines):
            return Smallest(None, [], complete=True)
        largest = min(largest, len(self.values))
        search = Search(
            self.values, self.derived | self.signed, budget, most, partial(self._solve_loose, component, budget.spend)
        )
        try:
            size = search.smallest(component.lines, component.pivots, component.loose, largest)
            finished = True
        except LimitReached:
            finished = False
            size = len(set(search.found[0]) - self.blank) if search.found else None
        return Smallest(size, search.found, finished)

    def _solve_loose(
        self, component: Component, spend: Spend, cells: frozenset[int], known: dict[int, int]
    ) -> dict[int, int] | None:
        """Return changes of ``cells`` that make their equations hold, of blank ones only those that are determined."""
        mask = sum(1 << cell for cell in cells)
        lines = []
        for row, whole, residual in component.stated:
            own = {cell: a for cell, a in row.items() if cell in cells}
            lines.append(Line(own, whole & mask, residual - sum(a * self.values[cell] for cell, a in own.items())))
        ceiling = sum(map(abs, self.values)) + sum(map(abs, self.system.constants)) + 1
        ranges = {cell: (-ceiling if cell in self.signed else 0, ceiling) for cell in cells}
        for cell, change in known.items():
            ranges[cell] = (self.values[cell] + change,) * 2
        if not narrow(lines, ranges, spend):
            return None
        near = {cell: self.values[cell] for cell in cells}
        solution = complete(lines, ranges, near, spend)
        if solution is None:
            return None
        open_ = {cell for cell in self.blank & cells if not self._determined(lines, ranges, solution, cell, spend)}
        return {cell: solution[cell] - self.values[cell] for cell in cells if cell not in open_}

    def _determined(
        self, lines: Sequence[Line], ranges: dict[int, Range], solution: dict[int, int], cell: int, spend: Spend
    ) -> bool:
        value, (low, high) = solution[cell], ranges[cell]
        others = [(low, value - 1), (value + 1, high)]
        return all(
            first > last or complete(lines, ranges | {cell: (first, last)}, solution, spend) is None
            for first, last in others
        )


def _split(
    lines: Sequence[Line], pivots: Sequence[Pivot], loose: Sequence[int], stated: Sequence[Line]
) -> list[Component]:
    masks: list[int] = []
    for mask in [line.mask for line in lines] + [pivot.line.mask for pivot in pivots] + [1 << cell for cell in loose]:
        merged, apart = mask, []
        for other in masks:
            if other & merged:
                merged |= other
            else:
                apart.append(other)
        masks = [*apart, merged]
    return [
        Component(
            [line for line in lines if line.mask & mask or not (line.mask or mask)],
            [pivot for pivot in pivots if pivot.line.mask & mask],
            [cell for cell in loose if mask >> cell & 1],
            [line for line in stated if line.mask & mask],
        )
        for mask in masks
    ]


def needs_repair(component: Component) -> bool:
    """Whether an equation of the component is broken or a blank cell is waiting for a value."""
    return bool(component.pivots or component.loose) or any(line.residual for line in component.lines)
