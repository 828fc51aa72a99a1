"""The cells that rulings make: boxes with no line between them are one cell."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.painted import Box
from reportgen.engine.reading.published.layout.rulings import Frame, Ruling, clustered

_SPARE: Final = 2.0
_MOST: Final = 20_000
"""Boxes that a grid may have; a larger one is a drawing."""


class GridCell(NamedTuple):
    """A cell: its first row and column, how many it spans, and its box on the page.

    ``whole`` is false where the lines around it do not close a rectangle, so that it may be two cells or a part of one.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    whole: bool = True


class Grid(NamedTuple):
    """The cells of a table on one page, row by row, and where its columns and rows begin and end (points)."""

    cells: list[GridCell]
    xs: list[float]
    ys: list[float]

    @property
    def box(self) -> Box:
        """The table's outline."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def grid(frame: Frame) -> Grid | None:
    """Return the cells of ``frame``, whose outline always counts as ruled; None where it makes no two cells."""
    if not frame.across or not frame.down:
        return None
    outline = frame.box
    xs = clustered([outline.x0, outline.x1, *(ruling.at for ruling in frame.down)])
    ys = clustered([outline.top, outline.bottom, *(ruling.at for ruling in frame.across)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns < 2 or rows * columns > _MOST:
        return None
    below = [[_ruled(frame.across, ys[row + 1], xs[column], xs[column + 1]) for column in range(columns)]
             for row in range(rows - 1)]  # fmt: skip
    beside = [[_ruled(frame.down, xs[column + 1], ys[row], ys[row + 1]) for column in range(columns - 1)]
              for row in range(rows)]  # fmt: skip
    cells = [cell for boxes in _regions(rows, columns, below, beside) for cell in _cells(boxes, xs, ys)]
    return Grid(sorted(cells), xs, ys) if len(cells) > 1 else None


def _ruled(rulings: Sequence[Ruling], at: float, start: float, end: float) -> bool:
    """Whether a line runs along the border at ``at`` between ``start`` and ``end``: along more than half of it."""
    run = sum(
        max(0.0, min(end, ruling.end) - max(start, ruling.start)) for ruling in rulings if abs(ruling.at - at) <= _SPARE
    )
    return run > (end - start) / 2


def _regions(
    rows: int, columns: int, below: Sequence[Sequence[bool]], beside: Sequence[Sequence[bool]]
) -> list[list[tuple[int, int]]]:
    """Return the boxes (row, column) of the grid in groups with no line inside."""
    seen: set[tuple[int, int]] = set()
    found = []
    for first in ((row, column) for row in range(rows) for column in range(columns)):
        if first in seen:
            continue
        seen.add(first)
        region = [first]
        for row, column in region:  # grows while it is walked
            near = []
            if row + 1 < rows and not below[row][column]:
                near.append((row + 1, column))
            if row > 0 and not below[row - 1][column]:
                near.append((row - 1, column))
            if column + 1 < columns and not beside[row][column]:
                near.append((row, column + 1))
            if column > 0 and not beside[row][column - 1]:
                near.append((row, column - 1))
            fresh = [box for box in near if box not in seen]
            seen.update(fresh)
            region += fresh
        found.append(region)
    return found


def _cells(boxes: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> list[GridCell]:
    """Return the cell of a region; of one that is no rectangle, its rows, each as far as it is alike."""
    rows = [row for row, _ in boxes]
    columns = [column for _, column in boxes]
    top, left = min(rows), min(columns)
    high, wide = max(rows) - top + 1, max(columns) - left + 1
    if high * wide == len(boxes):
        return [_cell(top, left, high, wide, xs, ys, whole=True)]
    strips: list[list[int]] = []
    for row, column in sorted(boxes):
        if strips and strips[-1][0] == row and strips[-1][2] == column:
            strips[-1][2] = column + 1
        else:
            strips.append([row, column, column + 1])
    return [_cell(row, start, 1, end - start, xs, ys, whole=False) for row, start, end in strips]


def _cell(
    row: int, column: int, rows: int, columns: int, xs: Sequence[float], ys: Sequence[float], *, whole: bool
) -> GridCell:
    box = Box(xs[column], ys[row], xs[column + columns], ys[row + rows])
    return GridCell(row, column, rows, columns, box, whole)


def cell_at(grid: Grid, x: float, y: float, places: dict[tuple[int, int], int]) -> int | None:
    """Return the number of the cell in which a point lies; ``places`` is :func:`cell_places` of the grid."""
    column, row = bisect.bisect_right(grid.xs, x) - 1, bisect.bisect_right(grid.ys, y) - 1
    return places.get((row, column))


def cell_places(grid: Grid) -> dict[tuple[int, int], int]:
    """Return the number of the cell that covers each box (row, column) of the grid."""
    return {
        (row, column): number
        for number, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
