"""All smallest sets of cells whose change makes every equation hold (Fellegi & Holt 1976).

The search is the branching of de Waal, Pannekoek & Scholtus, *Handbook of Statistical Data Editing and Imputation*
(2011), chapter 3, turned round: some cell of a broken equation must change, so each of its cells is freed in turn,
eliminated exactly, and the equations that are left are searched for one cell less. A cell once tried is closed to its
later siblings, so every set is met once. Broken equations that share no open cell need a cell each: that bound
prunes, and where it is tight (:mod:`packing`) every change is known already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from reportgen.engine.localising.solve.elimination import Pivot, eliminate, resolve
from reportgen.engine.localising.solve.packing import Chosen, packed, tight
from reportgen.engine.localising.solve.system import Line, bits

SolveLoose = Callable[[frozenset[int], dict[int, int]], dict[int, int] | None]


class LimitReached(Exception):  # noqa: N818  a signal inside this package, not a fault
    """The search has used up its nodes, or has found as many sets as it keeps."""


@attrs.define(eq=False)
class Budget:
    """How many nodes are left to look at, over all searches of one report."""

    left: int

    def spend(self, nodes: int = 1) -> None:
        """Take ``nodes``.

        Raises:
            LimitReached: none are left.
        """
        self.left -= nodes
        if self.left < 0:
            raise LimitReached


@attrs.define(eq=False)
class Search:
    """The search in one connected component: ``values`` as printed, ``unbounded`` cells that may be below zero.

    ``found`` collects change sets as ``{cell: change}``; it stops at ``most``.
    """

    values: Sequence[int]
    unbounded: frozenset[int]
    budget: Budget
    most: int
    solve_loose: SolveLoose
    found: list[dict[int, int]] = attrs.field(factory=list)

    def smallest(self, lines: list[Line], pivots: list[Pivot], loose: list[int], largest: int) -> int | None:
        """Fill ``found`` with all sets of the smallest size ≤ ``largest``; return that size, ``None`` if there is none.

        Raises:
            LimitReached: before the search was complete; ``found`` holds what was met of that size.
        """
        broken = [line for line in lines if line.residual]
        first = len(packed([line.mask for line in broken])) if broken else 0
        for size in range(first, largest + 1):
            self._explore(lines, pivots, loose, -1, size)
            if self.found:
                return size
        return None

    def _explore(self, lines: list[Line], pivots: list[Pivot], loose: list[int], open_: int, remaining: int) -> None:
        self.budget.spend()
        broken = [line for line in lines if line.residual]
        if not broken:
            self._finish(lines, pivots, loose, open_, remaining)
        elif remaining == 1:
            self._last(lines, broken, pivots, loose, open_)
        elif remaining:
            masks = [line.mask & open_ for line in broken]
            if not all(masks):
                return
            pack = packed(masks)
            if len(pack) > remaining:
                return
            if len(pack) == remaining:
                chosen = [broken[number] for number in pack]
                for changes in tight(lines, chosen, open_, self._possible, self.budget.spend):
                    self._keep(pivots, loose, changes)
                return
            number = min(range(len(masks)), key=lambda one: masks[one].bit_count())
            pivot = broken[number]
            fine = [line for line in lines if not line.residual]
            for cell in bits(masks[number]):
                open_ &= ~(1 << cell)
                if remaining == 2 and _is_hopeless(broken, fine, pivot, cell, open_):
                    self.budget.spend()
                    continue
                self._explore(eliminate(lines, pivot, cell), [*pivots, Pivot(cell, pivot)], loose, open_, remaining - 1)

    def _last(self, lines: list[Line], broken: list[Line], pivots: list[Pivot], loose: list[int], open_: int) -> None:
        """One cell may still change: it stands in every broken line and in no other."""
        everywhere = open_
        for line in broken:
            everywhere &= line.mask
        if not everywhere:
            return
        for line in lines:
            if not line.residual:
                everywhere &= ~line.mask
        for cell in bits(everywhere):
            change = self._possible(cell, broken[0])
            if change and all(line.coefficients[cell] * change == -line.residual for line in broken[1:]):
                self._keep(pivots, loose, {cell: change})

    def _possible(self, cell: int, line: Line) -> Chosen:
        """Return the change of ``cell`` that alone mends ``line``, or 0: no integer, or a figure below zero."""
        change, remainder = divmod(-line.residual, line.coefficients[cell])
        if remainder or (self.values[cell] + change < 0 and cell not in self.unbounded):
            return 0
        return change

    def _finish(self, lines: list[Line], pivots: list[Pivot], loose: list[int], open_: int, remaining: int) -> None:
        """Every equation holds; where a freed figure is below zero, one that it depends on must change too."""
        negative = self._keep(pivots, loose, {})
        if not remaining or not negative:
            return
        mask = sum(1 << pivot.cell for pivot in negative)
        for pivot in pivots:  # a pivot's line holds cells freed after it, which depend on others in their turn
            if mask >> pivot.cell & 1:
                mask |= pivot.line.mask
        free = {pivot.cell for pivot in pivots}.union(loose)
        for cell in bits(mask & open_):
            if cell not in free:
                open_ &= ~(1 << cell)
                holding = [line for line in lines if line.mask >> cell & 1]
                if holding:
                    pivot = Pivot(cell, min(holding, key=lambda line: line.mask.bit_count()))
                    rest = eliminate(lines, pivot.line, cell)
                    self._explore(rest, [*pivots, pivot], loose, open_, remaining - 1)
                else:
                    self._explore(lines, pivots, [*loose, cell], open_, remaining - 1)

    def _keep(self, pivots: list[Pivot], loose: list[int], changes: dict[int, int]) -> list[Pivot]:
        """Keep the changes that ``pivots`` give; return the pivots whose figures cannot be, none where it was kept."""
        own = frozenset(changes)
        if not loose:
            if not resolve(pivots, changes):
                return list(pivots)
            wrong = [one for one in pivots if self.values[one.cell] + changes[one.cell] < 0]
            wrong = [one for one in wrong if one.cell not in self.unbounded]
            if wrong:
                return wrong
            self._found(changes)
        else:
            cells = own.union((pivot.cell for pivot in pivots), loose)
            solution = self.solve_loose(cells, changes)
            if solution is None:
                return list(pivots)
            self._found(solution)
        return []

    def _found(self, changes: dict[int, int]) -> None:
        self.found.append(dict(sorted(changes.items())))  # in the form's order, as reasons are given
        if len(self.found) >= self.most:
            raise LimitReached


def _is_hopeless(broken: Sequence[Line], fine: Sequence[Line], pivot: Line, cell: int, open_: int) -> bool:
    """Whether ``cell``, freed by ``pivot``, surely leaves something broken that no one more cell of ``open_`` mends.

    Most pairs of cells fail here, without an elimination: what it would give is bounded by the masks of the lines.
    """
    bit, factor = 1 << cell, pivot.coefficients[cell]
    left = False
    for line in broken:
        if line is pivot:
            continue
        if not line.mask & bit:
            open_ &= line.mask
        elif factor * line.residual == line.coefficients[cell] * pivot.residual:
            open_ &= ~(line.mask ^ pivot.mask)
            continue
        else:
            open_ &= line.mask | pivot.mask
        left = True
    for line in fine:
        if not line.mask & bit:
            open_ &= ~line.mask
        else:
            open_ &= line.mask | pivot.mask
            left = True
        if left and not open_:
            return True
    return left and not open_
