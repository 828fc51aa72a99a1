"""How well the figures of a row fit their columns: what a repair makes likelier or less likely of the table itself.

Each column has a share of the table; what a row holds in its other columns says, by these shares, how large a figure
is to be expected. The law has a heavy tail on purpose: an unusual figure costs more, never everything. Only whole
rows are weighed, before and after, so that rows exchanged with each other fit as well as before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log

import attrs

from reportgen.engine.reconciling.locating.grids import Grid

LEAST = 0.5
"""What an empty row or column is taken to hold, so that it makes a figure unlikely and not impossible."""
TAIL = 2.0
"""The exponent of the tail: a figure ten times what is expected costs 2 · ln 10 more."""

Row = list[tuple[int, float]]
"""Cells with their columns' shares of the other rows."""


@attrs.define(eq=False)
class Plausibility:
    """Rows of one table whose columns can be compared, by cell."""

    values: Sequence[int]
    rows: dict[int, Row]

    def cost(self, changes: Mapping[int, int]) -> float:
        """Return −ln of how much likelier the rows are with ``changes`` than as printed."""
        touched = {id(row): row for cell in changes if (row := self.rows.get(cell)) is not None}
        return sum(self._unlikely(row, changes) - self._unlikely(row, {}) for row in touched.values())

    def _unlikely(self, row: Row, changes: Mapping[int, int]) -> float:
        figures = [self.values[cell] + changes.get(cell, 0) for cell, _ in row]
        whole = sum(figures) + LEAST
        cost = 0.0
        for figure, (_, share) in zip(figures, row, strict=True):
            expected = (whole - figure) * share / (1 - share)
            cost += log(1 + expected) + TAIL * log(1 + figure / (1 + expected))
        return cost


def plausibility(values: Sequence[int], fixed: Collection[int], sums: Collection[int], grid: Grid) -> Plausibility:
    """Return the plausibility of a report's rows whose cells are all ``fixed``, columns of ``sums`` left out.

    A table of one row, or of fewer than two columns that are no sums, says nothing about its figures.
    """
    tables: dict[int, list[tuple[int, ...]]] = {}
    for row in grid.rows:
        if all(cell in fixed for cell in row):
            tables.setdefault(len(row), []).append(row)
    rows: dict[int, Row] = {}
    for table in tables.values():
        columns = [column for column in zip(*table, strict=True) if not all(cell in sums for cell in column)]
        if len(table) < 2 or len(columns) < 2:
            continue
        heights = [sum(values[cell] for cell in column) + LEAST for column in columns]
        for cells in zip(*columns, strict=True):
            others = [height - values[cell] for height, cell in zip(heights, cells, strict=True)]
            shares = [(cell, height / sum(others)) for cell, height in zip(cells, others, strict=True)]
            rows.update(dict.fromkeys(cells, shares))
    return Plausibility(values, rows)
