"""Compound errors, which make several cells wrong at once: neighbours swapped, a row slid by a column, two rows
swapped, a row pasted over another, a column left empty.

The smallest set of changes need not be the compound error that happened, so each compound error is tried directly: it
is undone, and the equations that are still broken are counted. A cost is −ln(likelihood): how rare the kind is
(estimated, not fitted to any data) plus ln(number of places where it can happen), so that two rows swapped among 25 are
likelier than two given cells among 300 pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log

import attrs

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.table_rows import Grid
from reportgen.engine.localising.error_models.typing_errors import STRAY, likeliest
from reportgen.engine.localising.solve.system import Line, System

SWAPPED = 2.5
MOVED = 3.0
SLID = 3.0
ROWS_SWAPPED = 3.0
LINE_EMPTY = 3.0
PASTED = 3.0
BY_CHANCE = 6.0
"""Small figures are the same by chance: a row costs more by what its figures lack of this, in ln(1 + 2 · figure)."""
INNER_STRETCH = 2.0
"""A slide usually goes on to the end of the row or to its total."""
TYPED_AGAIN = 1.4
"""The gap that a slide leaves usually holds 0; the figure beside it typed once more is rarer."""


@attrs.frozen(eq=False)
class CompoundError:
    """The changes ``{cell: change}`` that undo a compound error, its cost, and their effect on every equation."""

    changes: dict[int, int]
    cost: float
    words: Text
    effect: dict[int, int]
    mends: int
    """How many broken equations fewer there are once it is undone."""


@attrs.define(eq=False)
class CompoundErrors:
    """The compound errors of a report whose undoing leaves fewer equations broken."""

    system: System
    grid: Grid
    values: Sequence[int]
    fixed: frozenset[int]
    """Cells with a printed value; the others take part in no compound error."""
    lines: Sequence[Line]
    places: Priors
    signed: frozenset[int] = frozenset()
    """Cells that may be below zero."""

    def helpful(self) -> list[CompoundError]:
        """Return every compound error whose undoing mends more than it breaks, the most helpful first."""
        found: dict[tuple[tuple[int, int], ...], CompoundError] = {}
        for changes, cost, words in self._candidates():
            error = self._weigh(changes, cost, words)
            if error is not None:
                known = found.setdefault(tuple(sorted(changes.items())), error)
                if known is not error:  # an error that can happen in two ways is likelier than in either
                    together, said = likeliest([(known.cost, known.words), (cost, words)])
                    found[tuple(sorted(changes.items()))] = attrs.evolve(error, cost=together, words=said)
        return sorted(found.values(), key=lambda error: (-error.mends, error.cost))

    def _candidates(self) -> Iterator[tuple[dict[int, int], float, Text]]:
        yield from self._swaps()
        for row in self.grid.rows:
            if all(cell in self.fixed for cell in row):
                yield from self._slides(row)
        yield from self._row_swaps()
        yield from self._pasted_rows()
        yield from self._empty_lines()

    def _possible(self, changes: dict[int, int]) -> bool:
        """Whether no figure falls below zero that cannot be there."""
        return all(self.values[cell] + change >= 0 or cell in self.signed for cell, change in changes.items())

    def _weigh(self, changes: dict[int, int], cost: float, words: Text) -> CompoundError | None:
        if self.signed and not self._possible(changes):
            return None
        effect = self.effect(changes)
        mends = 0
        for number, change in effect.items():
            if not all(cell in self.fixed for cell in self.lines[number].coefficients):
                continue
            before = self.lines[number].residual
            mends += (before != 0) - (before + change != 0)
        return CompoundError(changes, cost, words, effect, mends) if mends > 0 else None

    def effect(self, changes: dict[int, int]) -> dict[int, int]:
        """Return what ``changes`` add to the residual of each equation."""
        effect: dict[int, int] = {}
        for cell, change in changes.items():
            for number in self.system.touching[cell]:
                effect[number] = effect.get(number, 0) + self.system.rows[number][cell] * change
        return {number: change for number, change in effect.items() if change}

    def _swaps(self) -> Iterator[tuple[dict[int, int], float, Text]]:
        for one, other in self.grid.pairs:
            first, second = self.values[one], self.values[other]
            if first != second and one in self.fixed and other in self.fixed:
                yield {one: second - first, other: first - second}, *swap_words(first, second, self.places)

    def _slides(self, row: tuple[int, ...]) -> Iterator[tuple[dict[int, int], float, Text]]:
        """A stretch of the row stands one column too far right or left; a 0 fills the gap, the last figure is lost."""
        shown = [self.values[cell] for cell in row]
        if len(row) < 2 or not any(shown):
            return
        right = Text("整行向右错开一列", "the row slid one column to the right")
        left = Text("整行向左错开一列", "the row slid one column to the left")
        anywhere = SLID + self.places.rows + log(4 * (len(row) - 1))
        for first, last in combinations(range(len(row)), 2):
            cost = anywhere if last >= len(row) - 2 else anywhere + INNER_STRETCH
            moved = {row[place]: shown[place + 1] - shown[place] for place in range(first, last)}
            gap = _gap(shown[first], shown[first + 1])
            yield from self._restored(moved, row[last], cost + gap, right)
            moved = {row[place + 1]: shown[place] - shown[place + 1] for place in range(first, last)}
            gap = _gap(shown[last], shown[last - 1])
            yield from self._restored(moved, row[first], cost + gap, left)

    def _restored(
        self, moved: dict[int, int], lost: int, cost: float, words: Text
    ) -> Iterator[tuple[dict[int, int], float, Text]]:
        """Yield the changes with each value of the lost figure that its own equations require."""
        changes = {cell: change for cell, change in moved.items() if change}
        if not changes:
            return
        effect = self.effect(changes)
        if sum(1 for number in effect if self.lines[number].residual) * 2 < len(effect):
            return
        wanted = {0}
        for number in self.system.touching[lost]:
            rest = self.lines[number].residual + effect.get(number, 0)
            wanted.add(-rest // self.system.rows[number][lost])
        for change in wanted:
            if self._possible({lost: change}) and len(changes) + (change != 0) > 1:
                yield (changes | {lost: change} if change else changes), cost, words

    def _row_swaps(self) -> Iterator[tuple[dict[int, int], float, Text]]:
        rows = [row for row in self.grid.rows if all(cell in self.fixed for cell in row)]
        for number, upper in enumerate(rows):
            for distance, lower in enumerate(rows[number + 1 :]):
                if len(upper) != len(lower) or len(upper) < 3:
                    continue
                changes: dict[int, int] = {}
                for one, other in zip(upper, lower, strict=True):
                    gap = self.values[other] - self.values[one]
                    if gap:
                        changes |= {one: gap, other: -gap}
                cost = ROWS_SWAPPED + self.places.row_pairs + log(2) + log(1 + distance)
                kept = (upper[-1], lower[-1])
                short = {cell: change for cell, change in changes.items() if cell not in kept}
                for swapped in filter(None, (changes, short)):
                    words = Text("两行互换", "two rows swapped")
                    if len(swapped) == 2 and distance == 0:  # they differ in one column: described as a swap of cells
                        one, other = swapped
                        words = swap_words(self.values[one], self.values[other], self.places)[1]
                    yield swapped, cost, words

    def _pasted_rows(self) -> Iterator[tuple[dict[int, int], float, Text]]:
        """Of two rows with the same figures either was pasted over; the equations say what stood there."""
        words = Text("整行与另一行完全相同，像是粘贴错了", "a row pasted over this one: both have the same figures")
        twins = self._twins()
        for row, shown in twins:
            changes = {cell: change for cell in row if (change := self._required(cell))}
            if len(changes) > 1 and self._possible(changes):
                by_chance = max(BY_CHANCE - sum(log(1 + 2 * abs(figure)) for figure in shown), 0.0)
                yield changes, PASTED + log(len(twins)) + by_chance, words

    def _twins(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Return the rows that have the figures of another row, with them: at least two that are neither 0 nor sums."""
        alike: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        for row in self.grid.rows:
            figures = [cell for cell in row if cell not in self.system.addends]
            if all(cell in self.fixed for cell in row) and len(figures) >= len(row) - 1:  # its total may be a sum
                alike.setdefault(tuple(self.values[cell] for cell in figures), []).append(row)
        return [
            (row, shown) for shown, rows in alike.items() if len(rows) > 1 and sum(map(bool, shown)) > 1 for row in rows
        ]

    def _required(self, cell: int) -> int:
        """Return the change of ``cell`` that mends all its broken equations, 0 where none does."""
        wanted = {
            -self.lines[number].residual * self.system.rows[number][cell]
            for number in self.system.touching[cell]
            if self.lines[number].residual and abs(self.system.rows[number][cell]) == 1
        }
        return wanted.pop() if len(wanted) == 1 else 0

    def _empty_lines(self) -> Iterator[tuple[dict[int, int], float, Text]]:
        """A whole column of totals was left at 0: each gets its own sum."""
        by_width: dict[int, list[tuple[int, ...]]] = {}
        for row in self.grid.rows:
            by_width.setdefault(len(row), []).append(row)
        for column in (column for rows in by_width.values() for column in zip(*rows, strict=True)):
            if any(self.values[cell] for cell in column) or not all(cell in self.system.addends for cell in column):
                continue
            sums = {cell: sum(self.values[one] for one in self.system.addends[cell][0]) for cell in column}
            changes = {cell: total for cell, total in sums.items() if total and cell in self.fixed}
            if len(changes) > 1:
                yield changes, LINE_EMPTY, Text("整列合计漏填", "the whole column of totals left at 0")


def _gap(figure: int, beside: int) -> float:
    """Return the cost of ``figure`` in the gap of a slide; other figures than 0 or the neighbour are a second error."""
    if figure == 0:
        return 0.0
    return TYPED_AGAIN if figure == beside else STRAY


def swap_words(first: int, second: int, places: Priors) -> tuple[float, Text]:
    """Return cost and words of two neighbours' exchange; with a 0 it is a figure typed one cell off.

    The latter comes about in two ways, two figures exchanged of which one is 0 and one figure put in the wrong place.
    """
    cost = SWAPPED + places.swaps
    if first and second:
        return cost, Text(f"相邻两格 {first} 与 {second} 对调", f"neighbours {first} and {second} swapped")
    off = Text(f"{first or second} 填到了相邻格", f"{first or second} typed one cell off")
    return likeliest([(MOVED + places.moves, off), (cost, off)])
