"""The printed tables as rows of cells: which cells are neighbours."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import pairwise
from math import log

import attrs


@attrs.frozen(eq=False)
class Grid:
    """Rows of cell numbers as printed, and every cell's neighbours: left, right, above, below."""

    rows: tuple[tuple[int, ...], ...]
    neighbours: dict[int, tuple[int, ...]]
    pairs: tuple[tuple[int, int], ...]
    """Adjacent cells, each pair once."""

    @property
    def swap_places(self) -> float:
        """ln of the number of adjacent pairs: how little is said by *some* neighbours being swapped."""
        return log(max(len(self.pairs), 1))

    def are_near(self, one: int, other: int) -> bool:
        """Whether two cells touch."""
        return other in self.neighbours.get(one, ())


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
    return Grid(numbered, {cell: tuple(near) for cell, near in neighbours.items()}, tuple(pairs))


def grid_of(rows: Sequence[Sequence[str]], cells: tuple[str, ...]) -> Grid:
    """Return the grid of ``rows``, worked out once for a form."""
    return lay_out(tuple(map(tuple, rows)), cells)
