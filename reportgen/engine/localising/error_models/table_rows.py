"""The printed tables as rows of cells: which cells are neighbours, and how far others are apart."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise

import attrs


@attrs.frozen(eq=False)
class Grid:
    """Rows of cell numbers as printed, and every cell's neighbours: left, right, above, below."""

    rows: tuple[tuple[int, ...], ...]
    neighbours: dict[int, tuple[int, ...]]
    pairs: tuple[tuple[int, int], ...]
    """Adjacent cells, each pair once."""
    places: dict[int, tuple[int, int]]
    """Every cell's row and column."""

    def distance(self, one: int, other: int) -> int | None:
        """Return how many steps lie between two cells of one row, or of one column of a table, else ``None``."""
        if one not in self.places or other not in self.places:
            return None
        (row, column), (other_row, other_column) = self.places[one], self.places[other]
        if row == other_row:
            return abs(column - other_column)
        same_width = len({len(self.rows[between]) for between in range(min(row, other_row), max(row, other_row) + 1)})
        return abs(row - other_row) if column == other_column and same_width == 1 else None


@functools.lru_cache(maxsize=16)
def lay_out(rows: tuple[tuple[str, ...], ...], cells: tuple[str, ...]) -> Grid:
    """Return the grid of the ``rows`` of addresses; figures that no equation guards are left out."""
    index = {address: number for number, address in enumerate(cells)}
    numbered = tuple(tuple(index[name] for name in row if name in index) for row in rows)
    numbered = tuple(row for row in numbered if row)
    pairs = [pair for row in numbered for pair in pairwise(row)]
    for above, below in pairwise(numbered):
        if len(above) == len(below):
            pairs += zip(above, below, strict=True)
    neighbours: dict[int, list[int]] = {}
    for one, other in pairs:
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    places = {cell: (number, column) for number, row in enumerate(numbered) for column, cell in enumerate(row)}
    return Grid(numbered, {cell: tuple(near) for cell, near in neighbours.items()}, tuple(pairs), places)


def grid_of(rows: Sequence[Sequence[str]], cells: tuple[str, ...]) -> Grid:
    """Return the grid of ``rows``, worked out once for a form."""
    return lay_out(tuple(map(tuple, rows)), cells)
