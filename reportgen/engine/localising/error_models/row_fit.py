"""How well the figures of a row fit the shares of their columns, with and without a repair.

Each column has a share of the table. The figures of a row in its other columns and these shares give the expected
figure. The distribution has a heavy tail on purpose: an unusual figure costs more, but is never impossible. Whole rows
are compared with the others of their table, as printed and as repaired, so that rows that were exchanged fit as well as
before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log

import attrs

from reportgen.engine.localising.error_models.table_rows import Grid

LEAST = 0.5
"""The assumed sum of an empty row or column, so that a figure in it is unlikely and not impossible."""
HURDLE = 0.4
"""How much an empty row or column speaks against a figure in it: by the chance of any figure there, to this power.

Columns of a small office depend on each other, so that the whole chance (1) is overconfident, and nothing (0) is
unsure without need: see ``python -m benchmarks.calibration``.
"""
TAIL = 2.0
"""The exponent of the tail: a figure ten times what is expected costs 2 · ln 10 more."""

Row = tuple[int, ...]
"""Cells, those of sums left out."""


@attrs.frozen(eq=False)
class RowFit:
    """Rows that can be compared with the others of their table."""

    values: Sequence[int]
    heights: Sequence[Sequence[int]]
    """The sum of every column, by table."""
    rows: Mapping[int, tuple[int, Row]]
    """The number of the table and the row, by cell."""

    def cost(self, changes: Mapping[int, int]) -> float:
        """Return −ln of how much likelier the rows are with ``changes`` than as printed."""
        touched: dict[int, set[Row]] = {}
        for cell in changes:
            if cell in self.rows:
                number, row = self.rows[cell]
                touched.setdefault(number, set()).add(row)
        cost = 0.0
        for number, rows in touched.items():
            before = self.heights[number]
            after = [height + sum(changes.get(row[column], 0) for row in rows) for column, height in enumerate(before)]
            cost += sum(self._unlikely(row, changes, after) - self._unlikely(row, {}, before) for row in rows)
        return cost

    def _unlikely(self, row: Row, changes: Mapping[int, int], heights: Sequence[int]) -> float:
        """Return the cost of the row's figures in a table whose columns sum to ``heights``, the row's own included."""
        figures = [self.values[cell] + changes.get(cell, 0) for cell in row]
        others = [height - figure for height, figure in zip(heights, figures, strict=True)]
        own, all_others = sum(figures), sum(others)
        least_beside = (len(row) - 1) * LEAST
        cost = 0.0
        for figure, held in zip(figures, others, strict=True):
            # Whole numbers are subtracted before LEAST makes them floats: beside 10**17 the difference of floats is 0.
            expected = (own - figure + LEAST) * (held + LEAST) / (all_others - held + least_beside)
            cost += log(1 + expected) + TAIL * log(1 + figure / (1 + expected))
            if figure:
                cost += HURDLE * log(1 + 1 / expected)
        return cost


def row_fit(values: Sequence[int], fixed: Collection[int], sums: Collection[int], grid: Grid) -> RowFit:
    """Return the plausibility of a report's rows whose cells are all ``fixed``, columns of ``sums`` left out.

    A table of one row, or of fewer than two columns that are no sums, says nothing about its figures.
    """
    by_width: dict[int, list[Row]] = {}
    for row in grid.rows:
        # A row with a figure below zero has no shares to compare.
        if all(cell in fixed and values[cell] >= 0 for cell in row):
            by_width.setdefault(len(row), []).append(row)
    heights: list[list[int]] = []
    compared: dict[int, tuple[int, Row]] = {}
    for rows in by_width.values():
        columns = [column for column in zip(*rows, strict=True) if not all(cell in sums for cell in column)]
        if len(rows) > 1 and len(columns) > 1:
            for row in zip(*columns, strict=True):
                compared.update(dict.fromkeys(row, (len(heights), row)))
            heights.append([sum(values[cell] for cell in column) for column in columns])
    return RowFit(values, heights, compared)
